#include "service/io/watch/address_source.hpp"

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <thread>
#include <unistd.h>

#include <boost/asio/ssl.hpp>
#include <cpprest/http_client.h>
#include <cpprest/rawptrstream.h>
#include <fmt/format.h>

namespace formulary::io::watch {
namespace {

namespace rest = web::http;
using usecases::FetchedFile;
using usecases::SourceProblem;
using Clock = std::chrono::steady_clock;

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

/// A file that goes with its descriptor.
class Spool {
 public:
  explicit Spool(const std::filesystem::path& folder) {
    std::string name = (folder / "fetch-XXXXXX").string();
    descriptor_ = ::mkstemp(name.data());
    if (descriptor_ < 0) throw SourceProblem("There is no room for what a watched address sends.");
    ::unlink(name.c_str());
  }
  ~Spool() { ::close(descriptor_); }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  void write(const std::uint8_t* bytes, std::size_t count) {
    while (count > 0) {
      const ssize_t done = ::write(descriptor_, bytes, count);
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) throw SourceProblem("The disk is full: what a watched address sends does not fit.");
      bytes += done;
      count -= static_cast<std::size_t>(done);
    }
  }
  std::size_t read(std::span<char> out) {
    const ssize_t done = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(read_));
    if (done < 0) throw SourceProblem("What a watched address sent cannot be read back.");
    read_ += static_cast<std::uint64_t>(done);
    return static_cast<std::size_t>(done);
  }

 private:
  int descriptor_ = -1;
  std::uint64_t read_ = 0;
};

/// What an operation of the library gives, unless `why_not` says that it must not go on. The library's own time limit
/// begins again with each byte, and its reads wait for all that they were asked for.
template <class T, class WhyNot>
T awaited(pplx::task<T> task, pplx::cancellation_token_source& cancel, const WhyNot& why_not) {
  while (!task.is_done()) {
    const std::string reason = why_not();
    if (reason.empty()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    cancel.cancel();
    try {
      task.wait();
    } catch (const std::exception&) {  // that it was cancelled
    }
    throw SourceProblem(reason);
  }
  return task.get();
}

/// RFC 9110 section 5.6.7, the preferred form: `Sun, 06 Nov 1994 08:49:37 GMT`.
std::optional<domain::Day> day_of(const std::string& text) {
  std::tm parts{};
  if (::strptime(text.c_str(), "%a, %d %b %Y", &parts) == nullptr) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(parts.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                        std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
  return day.ok() ? std::optional<domain::Day>(day) : std::nullopt;
}

std::string header(const rest::http_response& response, const std::string& name) {
  const auto found = response.headers().find(name);
  return found == response.headers().end() ? std::string() : found->second;
}

rest::client::http_client_config settings(const AddressOptions& options) {
  rest::client::http_client_config config;
  config.set_timeout(options.most_time);
  config.set_max_redirects(0);
  if (!options.proxy.empty()) config.set_proxy(web::web_proxy(options.proxy));
  if (!options.ca_file.empty()) {
    config.set_ssl_context_callback(
        [file = options.ca_file](boost::asio::ssl::context& context) { context.load_verify_file(file); });
  }
  return config;
}

}  // namespace

AddressSource::AddressSource(AddressOptions options, const std::atomic<bool>& stop)
    : options_(std::move(options)), stop_(stop) {
  if (!web::uri::validate(options_.address)) throw std::invalid_argument("this is no web address.");
  const web::uri address(options_.address);
  if (address.scheme() != "https" && !(address.scheme() == "http" && is_loopback(address.host()))) {
    throw std::invalid_argument("an address begins with https://, or with http:// on this machine itself.");
  }
}

std::string AddressSource::shown() const { return options_.address.substr(0, options_.address.find_first_of("?#")); }

std::optional<std::vector<FetchedFile>> AddressSource::fetch() {
  const Clock::time_point deadline = Clock::now() + options_.most_time;
  const web::uri address(options_.address);
  pplx::cancellation_token_source cancel;
  const auto why_not = [&]() -> std::string {
    if (stop_) return "The service was stopped during the download.";
    if (Clock::now() < deadline) return {};
    return fmt::format("{} takes longer than the {} seconds that are allowed (`seconds`).", shown(),
                       options_.most_time.count());
  };
  try {
    rest::client::http_client client(address.authority(), settings(options_));
    rest::http_request request(rest::methods::GET);
    request.set_request_uri(address.resource());
    request.headers().add("user-agent", "formulary");
    if (!etag_.empty()) request.headers().add("if-none-match", etag_);
    const rest::http_response response = awaited(client.request(request, cancel.get_token()), cancel, why_not);
    const int status = response.status_code();
    if (status == 304) return std::vector<FetchedFile>();
    if (status >= 300 && status < 400) {
      throw SourceProblem(
          fmt::format("{} sends elsewhere ({}). Redirects are not followed: write the address of the "
                      "file itself into the configuration.",
                      shown(), status));
    }
    if (status != 200) throw SourceProblem(fmt::format("{} answered with {}.", shown(), status));

    const auto spool = std::make_shared<Spool>(options_.folder);
    auto stream = response.body();
    std::vector<std::uint8_t> piece(std::size_t{256} * 1024);
    std::uint64_t total = 0;
    for (;;) {
      concurrency::streams::rawptr_buffer<std::uint8_t> target(piece.data(), piece.size());
      const std::size_t count = awaited(stream.read(target, piece.size()), cancel, why_not);
      if (count == 0) break;
      total += count;
      if (total > options_.most_bytes) {
        throw SourceProblem(fmt::format("{} sends more than the {} MiB that are allowed (`most_mib`).", shown(),
                                        options_.most_bytes >> 20));
      }
      spool->write(piece.data(), count);
    }
    const std::string length = header(response, "content-length");
    if (!length.empty() && length != std::to_string(total)) {
      throw SourceProblem(fmt::format("{} broke off after {} of {} bytes.", shown(), total, length));
    }
    etag_ = header(response, "etag");
    const std::string path = address.path();
    std::string name = web::uri::decode(path.substr(path.rfind('/') + 1));
    std::vector<FetchedFile> files;
    files.push_back({.name = name.empty() ? address.host() : std::move(name),
                     .modified = day_of(header(response, "last-modified")),
                     .read = [spool](std::span<char> out) { return spool->read(out); }});
    return files;
  } catch (const SourceProblem&) {
    throw;
  } catch (const std::exception& problem) {  // of the library, or of the system below it
    throw SourceProblem(fmt::format("{} cannot be fetched: {}", shown(), problem.what()));
  }
}

}  // namespace formulary::io::watch
