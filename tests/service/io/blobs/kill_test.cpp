// A process that stores files is killed at random moments, and what it acknowledged is looked for afterwards.
#include <signal.h>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/service/io/blobs/stored.hpp"

namespace formulary::test {
namespace {

using domain::UploadId;
using usecases::AppendOutcome;

// Two pieces end within a chunk of the encryption, and the last one at the end of a chunk.
constexpr std::uint64_t piece = 65'536 * 3 / 4, whole = 4 * piece;

std::string content_of(int upload) { return some_bytes(whole, static_cast<unsigned>(upload)); }

// A child appends, acknowledges each chunk on a pipe, and finishes upload after upload until it is killed.
TEST(KilledBlobs, NothingAcknowledgedIsLost) {
  StoredFolder stored;
  int number = 1;
  for (int round = 0; round < 50; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      const auto blobs = io::blobs::open("dir", stored.root(), stored.ring);
      for (int n = number;; ++n) {
        const UploadId id{uuid(n)};
        blobs->begin(id);
        for (std::uint64_t offset = 0; offset < whole; offset += piece) {
          if (blobs->append(id, offset, std::string_view(content_of(n)).substr(offset, piece)) != AppendOutcome::done) {
            ::_exit(1);
          }
          const std::string line = std::to_string(n) + " " + std::to_string(offset + piece) + "\n";
          if (::write(ends[1], line.data(), line.size()) < 0) ::_exit(1);
        }
        const std::string line = std::to_string(n) + " " + blobs->finish(id).hex + "\n";
        if (::write(ends[1], line.data(), line.size()) < 0) ::_exit(1);
      }
    }
    ::close(ends[1]);
    ::usleep(static_cast<useconds_t>(3'000 + 1'700 * round));
    ::kill(child, SIGKILL);
    std::string output;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
      output.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);

    const auto blobs = io::blobs::open("dir", stored.root(), stored.ring);
    std::istringstream lines(output);
    std::string what;
    int last = number;
    std::uint64_t reached = 0;
    while (lines >> last >> what) {
      reached = what.size() == 64 ? 0 : std::stoull(what);
      if (what.size() == 64) {
        EXPECT_EQ(blobs->size({what}), whole);
        EXPECT_EQ(content(*blobs, {what}), content_of(last));
      }
    }
    // The upload at hand goes on from what was acknowledged, also when the file became a blob without anybody knowing.
    if (reached > 0) {
      const std::string rest = content_of(last).substr(reached);
      if (!rest.empty()) {  // else it may be a blob by now
        EXPECT_EQ(blobs->append({uuid(last)}, reached, rest), AppendOutcome::done);
      }
      EXPECT_EQ(content(*blobs, blobs->finish({uuid(last)})), content_of(last));
    }
    number = last + 10;
    if (HasFailure()) return;
  }
  EXPECT_GT(number, 500) << "each round begins ten further";
}

}  // namespace
}  // namespace formulary::test
