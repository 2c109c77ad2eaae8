// `formulary backup FILE.age`: the database as it is at this moment, encrypted for the service and the officers, and
// the stored files beside it, encrypted as they are. The service may run meanwhile. FILE.age is there when it is whole,
// and not before; it is an SQLite database for whoever decrypts it.
#include "service/io/store/backup.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>

#include "service/cli/host.hpp"
#include "service/domain/base64.hpp"
#include "service/io/age/bad_file.hpp"
#include "service/io/age/writer.hpp"
#include "service/io/blobs/copies.hpp"
#include "service/io/blobs/file.hpp"
#include "service/io/crypto/system_world.hpp"

namespace formulary::cli {
namespace {

using io::blobs::fail;
using io::blobs::File;

struct Options {
  HostOptions host;
  std::string file, blobs;
};

/// The copy in the clear, in the data folder like the database itself; gone when this is. What a kill left of an
/// earlier one is removed first.
class Copy {
 public:
  explicit Copy(const std::string& data)
      : path_(data + "/backup.part"), lock_(AT_FDCWD, data + "/backup.lock", O_RDWR | O_CREAT) {
    if (::flock(lock_.descriptor(), LOCK_EX | LOCK_NB) != 0) throw Failure{not_allowed, "Another backup runs."};
    remove();
  }
  ~Copy() { remove(); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  const std::string& path() const { return path_; }

 private:
  void remove() {
    for (const char* end : {"", "-journal", "-wal", "-shm"}) ::unlink((path_ + end).c_str());
  }
  std::string path_;
  File lock_;
};

void encrypt(const std::string& plain, const std::string& file, io::age::KeyRing& ring) {
  const std::string partial = file + ".part";
  const File in(AT_FDCWD, plain, O_RDONLY);
  const File out(AT_FDCWD, partial, O_WRONLY | O_CREAT | O_TRUNC);
  if (!in || !out) fail("cannot write " + file);
  std::uint64_t written = 0;
  io::age::Writer writer(ring.use()->recipients(), [&](std::string_view piece) {
    if (!out.write_at(piece, written)) fail("cannot write " + file);
    written += piece.size();
  });
  std::string piece(1024 * 1024, '\0');
  for (std::uint64_t offset = 0;;) {
    const std::size_t got = in.read_at(piece.data(), piece.size(), offset);
    if (got == 0) break;
    writer.write(std::string_view(piece).substr(0, got));
    offset += got;
  }
  writer.finish();
  out.sync();
  if (::rename(partial.c_str(), file.c_str()) != 0) fail("cannot write " + file);
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  File(AT_FDCWD, folder.string(), O_RDONLY | O_DIRECTORY).sync();
}

int backup(const Shared& shared, const Options& options) {
  const Config config = host_config(options.host);
  if (!std::filesystem::exists(config.data + "/formulary.db")) {
    throw Failure{usage, fmt::format("There is no registry in `{}`.", printable(config.data))};
  }
  const std::filesystem::path file(options.file);
  const std::string blobs =
      options.blobs.empty() ? (file.parent_path() / (file.stem().string() + ".blobs")).string() : options.blobs;
  const auto ring = open_key_ring(config);
  const io::crypto::SystemWorld world(config.time_zone);
  const Copy copy(config.data);

  io::store::BackupFacts facts = io::store::copy_database(config.data + "/formulary.db", copy.path());
  // After the database: what it needs is there by now, and is not removed.
  facts.blobs = io::blobs::copy_out(config.data + "/blobs", *ring, blobs);
  facts.more["program"] = FORMULARY_VERSION;
  facts.more["made"] = domain::to_rfc3339(world.present().now);
  {
    const auto keys = ring->use();
    for (const io::age::Recipient& recipient : keys->recovery) facts.more["recovery:" + recipient.text()] = "";
    // With these an officer gets back the single secrets in the database, too, and the log goes on under its name.
    for (const auto& [number, key] : keys->field) {
      facts.more["secret:field:" + std::to_string(number)] = domain::to_base64(key.view(), domain::Base64::bare);
    }
  }
  if (std::ifstream file(config.data + "/audit.key"); file) {
    facts.more["secret:audit.key"] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  io::store::write_facts(copy.path(), facts);
  encrypt(copy.path(), options.file, *ring);

  if (shared.json) {
    fmt::print("{}\n", nlohmann::json{{"file", options.file},
                                      {"blobs", blobs},
                                      {"stored_files", facts.blobs.size()},
                                      {"audit_entries", facts.entries},
                                      {"audit_root", facts.root}}
                           .dump(2));
  } else if (!shared.quiet) {
    fmt::print("{}: {} audit entries, tree hash {}\n{}: {} stored files\n", printable(options.file), facts.entries,
               facts.root, printable(blobs), facts.blobs.size());
  }
  return done;
}

}  // namespace

void add_backup(CLI::App& app, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("backup", "Make an encrypted backup, also while the service runs");
  add_host_options(*command, options->host);
  command->add_option("FILE", options->file, "The backup, such as 2026-11-27.age")->required();
  command->add_option("--blobs", options->blobs,
                      "Folder for the stored files; FILE.blobs otherwise. Of several backups it may be the same one");
  command->callback([options, &shared, &exit_code] {
    try {
      exit_code = backup(shared, *options);
    } catch (const io::age::BadFile& problem) {
      throw Failure{trust_failure, std::string("A stored file is damaged, so there is no backup. ") + problem.what()};
    } catch (const io::store::BadBackup& problem) {
      throw Failure{trust_failure, problem.what()};
    }
  });
}

}  // namespace formulary::cli
