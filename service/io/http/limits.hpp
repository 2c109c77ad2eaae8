// How much a client may take of the server: bytes, connections and time. Every limit has an answer of its own
// (request.hpp names the statuses); none is a suggestion. Tests shorten the times, nothing else should.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace formulary::io::http {

struct Limits {
  // Sizes, in bytes.
  std::size_t head = 16 * 1024;                 ///< request line and headers together: 431
  std::size_t target = 4 * 1024;                ///< path and query as sent: 414
  std::size_t header_count = 100;               ///< 431
  std::uint64_t body = 8 * 1024 * 1024;         ///< what an Admission may allow at most: 413
  std::uint64_t bodies = 512ull * 1024 * 1024;  ///< all unfinished requests together: 503
  std::uint64_t linger = 16 * 1024 * 1024;      ///< read and thrown away after a refusal, so that the client sees it

  // Counts.
  std::size_t connections = 2000;  ///< at the limit the one that waited longest for its client is closed
  std::size_t queue = 512;         ///< requests that wait for a worker: 503 with Retry-After
  std::size_t workers = 16;        ///< threads that run handlers, at most
  std::size_t io_threads = 2;      ///< threads that move bytes

  // Times.
  std::chrono::milliseconds handshake_time{10'000};  ///< of TLS, from the first byte: closed without a word
  std::chrono::milliseconds head_time{10'000};       ///< from the first byte of a head to its last: 408
  std::chrono::milliseconds idle_time{30'000};       ///< between two requests: closed without a word
  std::chrono::milliseconds body_time{60'000};       ///< for each 64 KiB of a body: 408
  std::chrono::milliseconds write_time{60'000};      ///< for each 64 KiB of an answer: the connection is cut
  std::chrono::milliseconds linger_time{2'000};
};

}  // namespace formulary::io::http
