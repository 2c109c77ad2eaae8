#include "service/api/limits.hpp"

#include <algorithm>

namespace formulary::api {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;

std::int64_t window_ms(Counted counted) { return counted == Counted::gate ? second_ms : minute_ms; }

std::string_view name_of(Counted counted) { return counted == Counted::gate ? "gate" : "requests"; }

}  // namespace

std::optional<Exceeded> RateLimits::count(Counted counted, std::string_view caller, std::int64_t now_ms) {
  const int limit = counted == Counted::gate ? settings_.gate_a_second : settings_.requests_a_minute;
  if (limit == 0) return std::nullopt;
  const std::int64_t length = window_ms(counted), number = now_ms / length;
  Shard& shard = shards_[Hash{}(caller) % shards_.size()];
  const std::scoped_lock lock(shard.mutex);
  auto found = shard.windows.find(caller);
  if (found == shard.windows.end()) {
    if (shard.windows.size() >= callers_a_shard) make_room(shard.windows, now_ms);
    found = shard.windows.try_emplace(std::string(caller)).first;
  }
  Window& window = found->second[static_cast<std::size_t>(counted)];
  if (window.number != number) window = {number, 0};
  if (window.count < limit) {
    ++window.count;
    return std::nullopt;
  }
  const std::int64_t left = (number + 1) * length - now_ms;
  return Exceeded{counted, limit, static_cast<int>(length / second_ms),
                  static_cast<int>((left + second_ms - 1) / second_ms)};
}

/// Forgets windows that have ended. Where most callers are busy all of them begin anew, so that looking through them is
/// paid for by the thousands of callers who come until the next time.
void RateLimits::make_room(Windows& windows, std::int64_t now_ms) const {
  std::erase_if(windows, [&](const auto& entry) {
    return entry.second[static_cast<std::size_t>(Counted::request)].number != now_ms / minute_ms &&
           entry.second[static_cast<std::size_t>(Counted::gate)].number != now_ms / second_ms;
  });
  if (windows.size() > callers_a_shard / 2) windows.clear();
}

std::size_t RateLimits::callers() {
  std::size_t count = 0;
  for (Shard& shard : shards_) {
    const std::scoped_lock lock(shard.mutex);
    count += shard.windows.size();
  }
  return count;
}

UploadTurn RateLimits::begin_upload(const std::string& caller) {
  const std::scoped_lock lock(uploads_mutex_);
  int& busy = uploads_[caller];
  if (settings_.uploads_at_a_time != 0 && busy >= settings_.uploads_at_a_time) return {};
  ++busy;
  return {*this, caller};
}

void RateLimits::end_upload(const std::string& caller) {
  const std::scoped_lock lock(uploads_mutex_);
  const auto found = uploads_.find(caller);
  if (found != uploads_.end() && --found->second == 0) uploads_.erase(found);
}

UploadTurn::~UploadTurn() {
  if (limits_ != nullptr) limits_->end_upload(caller_);
}

Problem too_many_requests(const Exceeded& exceeded) {
  const std::string name = '"' + std::string(name_of(exceeded.counted)) + '"', limit = std::to_string(exceeded.limit),
                    window = std::to_string(exceeded.window_seconds), reset = std::to_string(exceeded.reset_seconds);
  return {.name = "too-many-requests",
          .status = 429,
          .detail = "At most " + limit + " requests in " +
                    (exceeded.window_seconds == 1 ? "a second" : window + " seconds") + ". Wait " + reset +
                    " seconds; many questions at once are a batch.",
          .headers = {{"retry-after", reset},
                      {"ratelimit-policy", name + ";q=" + limit + ";w=" + window},
                      {"ratelimit", name + ";r=0;t=" + reset}}};
}

Problem too_many_uploads(int at_a_time) {
  return {
      .name = "too-many-requests",
      .status = 429,
      .detail = "At most " + std::to_string(at_a_time) + " pieces of files are taken at a time. Send this one again.",
      .headers = {{"retry-after", "1"}}};
}

Problem too_much_waiting() {
  return {.name = "too-many-requests",
          .status = 429,
          .detail =
              "Your files that no request has taken yet are too many bytes. Hand them in, give up those that are still "
              "on their way (DELETE /v1/uploads/{id}), or wait a day.",
          .headers = {{"retry-after", "3600"}}};
}

}  // namespace formulary::api
