// The room table: who may include what. The longest folder that a file's path begins with is its room. A room may
// include itself, the door (scanners/report.hpp, facts.def, anomalies.def) and the standard library, plus what its row
// names. This is the table "Who may include what" of docs/ARCHITECTURE.md, as the test enforces it.
//
// To add a room, or an outside library to one: a row, or a word in a row, and a reason in the change that does it.
#pragma once

#include <string>
#include <vector>

namespace formulary::layout {

struct Room {
  std::string folder;                  ///< path prefix, or one file
  std::vector<std::string> project;    ///< prefixes of files of the project
  std::vector<std::string> outside;    ///< prefixes of other headers; `POSIX`: the headers of the system
  std::vector<std::string> forbidden;  ///< standard headers that this room must do without
};

/// The one door between the houses.
inline const std::vector<std::string> door = {"scanners/report.hpp", "scanners/facts.def", "scanners/anomalies.def"};

inline const std::vector<std::string> files_and_clock = {"filesystem", "fstream", "chrono"};
inline const std::vector<std::string> files_threads_clock_environment = {
    "filesystem",         "fstream", "iostream", "thread", "mutex", "future",
    "condition_variable", "ctime",   "cstdlib",  "random"};

inline const std::vector<Room> rooms = {
    // folder                 project                                        outside libraries         without
    {"scanners/report.hpp", {}, {}, files_and_clock},
    {"scanners/bytes/", {}, {"libdeflate.h", "zlib.h"}, files_and_clock},
    {"scanners/tables/", {}, {}, files_and_clock},
    {"scanners/signing/", {"scanners/bytes/", "scanners/tables/"}, {"openssl/"}, files_and_clock},
    {"scanners/formats/",
     {"scanners/bytes/", "scanners/signing/", "scanners/tables/", "scanners/formats/android/", "scanners/scan.hpp",
      "scanners/format.hpp"},
     {"nlohmann/"},
     files_and_clock},
    {"scanners/formats/android/",  // what the formats of the Android platform share
     {"scanners/bytes/", "scanners/signing/", "scanners/tables/", "scanners/format.hpp"},
     {"nlohmann/"},
     files_and_clock},
    {"scanners/", {}, {"POSIX", "seccomp.h", "nlohmann/"}, {}},

    {"service/domain/", {}, {}, files_threads_clock_environment},
    {"service/usecases/",
     {"service/usecases/ports/", "service/domain/"},
     {"fmt/"},
     {"filesystem", "fstream", "thread", "cstdlib", "random"}},
    {"service/usecases/scan.cpp",  // closes the descriptor that the blob store gives for the scanner
     {"service/usecases/", "service/domain/"},
     {"fmt/", "unistd.h"},
     {"filesystem", "fstream", "thread", "cstdlib", "random"}},
    {"service/usecases/ports/dataset_reader.hpp",  // files are read in place, so they are named
     {"service/usecases/", "service/domain/"},
     {},
     {"fstream", "thread", "cstdlib", "random"}},
    {"service/usecases/import_dataset.cpp",  // names and closes the descriptors that the blob store gives for the
                                             // reader
     {"service/usecases/", "service/domain/"},
     {"fmt/", "unistd.h"},
     {"fstream", "thread", "cstdlib", "random"}},
    {"service/api/", {"service/usecases/", "service/domain/"}, {"nlohmann/", "fmt/"}, {"filesystem", "fstream"}},
    {"service/io/", {"service/usecases/ports/", "service/domain/"}, {"POSIX", "nlohmann/", "fmt/"}, {}},
    {"service/io/age/",
     {"service/domain/base64.hpp"},
     {"POSIX", "openssl/"},
     {}},  // the format, and the keys of the installation
    {"service/io/blobs/",
     {"service/usecases/ports/", "service/domain/", "service/io/age/"},
     {"POSIX", "openssl/", "fmt/"},
     {}},
    {"service/io/crypto/",
     {"service/usecases/ports/", "service/domain/", "service/io/clock.hpp"},
     {"POSIX", "openssl/", "argon2.h", "fmt/"},
     {}},
    {"service/io/datasets/",  // the authorities' files: not the bytes of packages, which are the scanners' matter
     {"service/usecases/ports/", "service/domain/"},
     {"POSIX", "nlohmann/", "expat.h", "zlib.h"},
     {}},
    {"service/io/http/",
     {"service/api/request.hpp", "service/domain/"},
     {"POSIX", "cpprest/", "pplx/", "boost/", "openssl/", "fmt/"},
     {}},
    {"service/io/oidc/",  // what the identity provider says; how it is reached, it is told
     {"service/usecases/ports/", "service/domain/"},
     {"openssl/", "nlohmann/"},
     {}},
    {"service/io/scan/",
     {"service/usecases/ports/", "service/domain/", "scanners/formats.def", "scanners/canaries.def"},
     {"POSIX", "nlohmann/", "fmt/"},
     {}},
    {"service/io/store/",
     {"service/usecases/ports/", "service/domain/"},
     {"SQLiteCpp/", "sqlite3.h", "openssl/", "zlib.h", "nlohmann/", "fmt/"},
     {}},
    {"service/io/watch/",
     {"service/usecases/ports/", "service/domain/"},
     {"POSIX", "cpprest/", "pplx/", "boost/", "openssl/", "fmt/"},
     {}},
    {"service/", {"service/"}, {"POSIX", "CLI/", "nlohmann/", "fmt/"}, {}},  // main.cpp, config, cli
};

/// What only io/, the programs and the tests may do: ask the world for time, environment or chance (house rule 4).
inline const std::vector<std::string> world_calls = {"::now(", "std::time(", "getenv(", "random_device",
                                                     "gettimeofday("};
inline const std::vector<std::string> worldly = {"service/io/", "service/main.cpp", "service/config", "service/cli/",
                                                 "scanners/main.cpp"};

/// Files of more than 400 lines, each with its reason.
struct LongFile {
  std::string path, reason;
};
inline const std::vector<LongFile> long_files = {
    {"tests/scanners/signing/schemes_test.cpp", "one table of deviations, a row each, read from top to bottom"},
    {"tests/oidc/oidc.mjs",
     "one life of a service with its provider: each story goes on from what those before it left"},
    {"tests/stories/teller.cpp", "one small language: each of its lines and expectations is told in one place"},
};

}  // namespace formulary::layout
