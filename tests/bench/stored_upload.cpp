// stored_upload FOLDER MEBIBYTES RUNS: stores a file that arrives in pieces of 8 MiB, encrypted as the service does,
// and in the clear as it did before (each piece written and synced, then read again for its SHA-256, then renamed); in
// turn, RUNS times each after one to warm up. Prints the share of the throughput that encryption leaves, and both in
// MB/s.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "service/io/age/key_ring.hpp"
#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/file.hpp"
#include "service/io/blobs/running_digest.hpp"

namespace {

using namespace formulary;
using io::blobs::File;

constexpr std::size_t piece_size = 8 * 1024 * 1024;

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void encrypted(usecases::Blobs& blobs, const std::vector<std::string>& pieces) {
  const domain::UploadId id{"01900000-0000-7000-8000-000000000001"};
  blobs.begin(id);
  std::uint64_t offset = 0;
  for (const std::string& piece : pieces) {
    if (blobs.append(id, offset, piece) != usecases::AppendOutcome::done) std::exit(1);
    offset += piece.size();
  }
  const domain::Sha256 name = blobs.finish(id);
  blobs.discard(id);
  blobs.remove(name);
}

void in_the_clear(const std::string& folder, const std::vector<std::string>& pieces) {
  const File top(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY);
  const File file(top.descriptor(), "plain", O_RDWR | O_CREAT | O_EXCL);
  top.sync();
  std::uint64_t offset = 0;
  for (const std::string& piece : pieces) {
    if (!file.write_at(piece, offset)) std::exit(1);
    file.sync();
    offset += piece.size();
  }
  io::blobs::RunningDigest digest;
  std::string buffer(1024 * 1024, '\0');
  for (std::uint64_t at = 0; at < offset;) {
    const std::size_t got = file.read_at(buffer.data(), buffer.size(), at);
    digest.add(std::string_view(buffer).substr(0, got));
    at += got;
  }
  if (::renameat(top.descriptor(), "plain", top.descriptor(), digest.value().hex.c_str()) != 0) std::exit(1);
  top.sync();
  ::unlinkat(top.descriptor(), digest.value().hex.c_str(), 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string folder = argv[1];
  const std::size_t size = std::stoul(argv[2]) * 1024 * 1024;
  const int runs = std::stoi(argv[3]);
  std::vector<std::string> pieces;
  std::uint64_t state = 1;
  for (std::size_t done = 0; done < size; done += piece_size) {
    std::string& piece = pieces.emplace_back(std::min(piece_size, size - done), '\0');
    for (char& byte : piece)
      byte = static_cast<char>((state = state * 6364136223846793005U + 1442695040888963407U) >> 56);
  }
  io::age::write_keys_file(folder + "/keys", io::age::make_keys("", {io::age::Identity::make().recipient(),
                                                                     io::age::Identity::make().recipient()}));
  io::age::KeyRing ring(folder + "/keys", folder + "/keys.lock");
  const auto blobs = io::blobs::open("dir", folder + "/blobs", ring);

  std::vector<double> with, without;
  for (int run = 0; run <= runs; ++run) {
    const double one = seconds_of([&] { encrypted(*blobs, pieces); });
    const double other = seconds_of([&] { in_the_clear(folder, pieces); });
    if (run == 0) continue;
    with.push_back(one);
    without.push_back(other);
  }
  const double megabytes = static_cast<double>(size) / 1e6;
  std::printf("%.2f %.0f %.0f\n", median(without) / median(with), megabytes / median(with),
              megabytes / median(without));
  return 0;
}
