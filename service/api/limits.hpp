// How often a session or token may ask, and how many files it may send at a time. Counted in memory, for callers who
// proved who they are: a stranger cannot fill the tables, which have a bound all the same. Starts anew with the
// service. Failed log-ins are counted in the registry instead (usecases/log_in).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "service/api/problem.hpp"
#include "service/usecases/authenticate.hpp"

namespace formulary::api {

/// 0: no limit.
struct LimitSettings {
  int requests_a_minute = 600;
  int gate_a_second = 600;
  int uploads_at_a_time = 4;
  std::int64_t proof_ms = usecases::confirmation_ms;         ///< how long a proof of who one is stays fresh
  std::uint64_t waiting_bytes = 16ULL * 1024 * 1024 * 1024;  ///< of a person's files that no request has taken
};

/// What a request is counted as.
enum class Counted : std::uint8_t { request, gate };

/// A limit that is reached.
struct Exceeded {
  Counted counted = Counted::request;
  int limit = 0;
  int window_seconds = 0;
  int reset_seconds = 0;  ///< until the next window
};

class RateLimits;

/// A place among the uploads of one caller, given back at its end. False: there was none free.
class UploadTurn {
 public:
  UploadTurn() = default;
  UploadTurn(RateLimits& limits, std::string caller) : limits_(&limits), caller_(std::move(caller)) {}
  UploadTurn(UploadTurn&& other) noexcept { swap(other); }
  UploadTurn& operator=(UploadTurn&& other) noexcept {
    swap(other);
    return *this;
  }
  UploadTurn(const UploadTurn&) = delete;
  UploadTurn& operator=(const UploadTurn&) = delete;
  ~UploadTurn();

  explicit operator bool() const { return limits_ != nullptr; }

 private:
  void swap(UploadTurn& other) noexcept {
    std::swap(limits_, other.limits_);
    caller_.swap(other.caller_);
  }

  RateLimits* limits_ = nullptr;
  std::string caller_;
};

class RateLimits {
 public:
  explicit RateLimits(const LimitSettings& settings) : settings_(settings) {}

  const LimitSettings& settings() const { return settings_; }

  /// Counts one request of `caller`; something when it is one too many.
  std::optional<Exceeded> count(Counted counted, std::string_view caller, std::int64_t now_ms);

  UploadTurn begin_upload(const std::string& caller);

  std::size_t callers();  ///< that are remembered now

  static constexpr std::size_t callers_a_shard = 4096;

 private:
  friend class UploadTurn;

  struct Window {
    std::int64_t number = -1;  ///< which minute or second
    int count = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Windows = std::unordered_map<std::string, std::array<Window, 2>, Hash, std::equal_to<>>;
  struct Shard {
    std::mutex mutex;
    Windows windows;
  };

  void make_room(Windows& windows, std::int64_t now_ms) const;
  void end_upload(const std::string& caller);

  LimitSettings settings_;
  std::array<Shard, 16> shards_;
  std::mutex uploads_mutex_;
  std::unordered_map<std::string, int> uploads_;
};

/// 429 with Retry-After and the RateLimit fields (draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4).
Problem too_many_requests(const Exceeded& exceeded);
Problem too_many_uploads(int at_a_time);
Problem too_much_waiting();

}  // namespace formulary::api
