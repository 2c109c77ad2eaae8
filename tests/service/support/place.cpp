#include "tests/service/support/place.hpp"

#include <array>
#include <atomic>
#include <cstdlib>
#include <sstream>
#include <unistd.h>

#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "service/api/encoding.hpp"
#include "service/io/blobs/blobs.hpp"
#include "service/io/blobs/stored_keys.hpp"
#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/note_signer.hpp"
#include "service/io/datasets/file_reader.hpp"
#include "service/io/store/audit_archive.hpp"
#include "service/usecases/break_glass.hpp"
#include "service/usecases/calendar.hpp"
#include "service/usecases/import_dataset.hpp"
#include "service/usecases/propose.hpp"
#include "service/usecases/publish_checkpoint.hpp"
#include "service/usecases/scan.hpp"
#include "service/usecases/upload.hpp"

namespace formulary::tests {

using namespace std::string_literals;

namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string padded(std::int64_t number, int base, std::size_t width) {
  std::string text(width, '0');
  for (std::size_t i = width; i-- > 0 && number > 0; number /= base) text[i] = "0123456789abcdef"[number % base];
  return text;
}

std::string read_all(int descriptor) {
  std::string bytes;
  std::array<char, 65536> buffer;
  for (ssize_t got = 0;
       (got = ::pread(descriptor, buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()))) > 0;) {
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  return text;
}

}  // namespace

domain::Present SetWorld::present() const {
  return {{now_ms},
          std::chrono::floor<std::chrono::days>(
              std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms)))};
}

std::string SetWorld::new_id() {
  const std::string time = padded(now_ms, 16, 12);
  return time.substr(0, 8) + "-" + time.substr(8) + "-7000-8000-" + padded(++ids_, 16, 12);
}

std::string SetWorld::new_secret() {
  std::string secret(43, 'A');
  int number = ++secrets_;
  for (std::size_t i = secret.size(); i-- > 0 && number > 0; number /= 62)
    secret[i] = letters[static_cast<std::size_t>(number % 62)];
  return secret;
}

std::string SetWorld::sha256(std::string_view bytes) const {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return api::to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string SetWorld::new_seed() { return "seed-of-twenty-bytes"s.replace(18, 2, padded(++seeds_, 10, 2)); }

std::string SetWorld::hmac_sha1(std::string_view key, std::string_view message) const {
  std::array<unsigned char, SHA_DIGEST_LENGTH> mac;
  unsigned size = 0;
  ::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()),
         message.size(), mac.data(), &size);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

std::string SetWorld::hash_password(std::string_view password) {
  return "$argon2id$quick$" + sha256("salt" + std::string(password));
}

bool SetWorld::verify_password(std::string_view password, std::string_view phc) {
  // Made with these parameters or with older ones: what counts is behind the last sign.
  return phc.substr(phc.rfind('$') + 1) == sha256("salt" + std::string(password));
}

Report RecipeScanner::scan(int descriptor, const domain::Sha256& expected) {
  const std::string bytes = read_all(descriptor);
  Report report;
  report.scanner = "formulary-scan 0.1.0";
  report.artifact = {expected.hex, bytes.size()};
  report.format = "apk";
  report.complete = world_.sha256(bytes) == expected.hex;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    const std::string word = line.substr(0, line.find(' '));
    std::string rest = trimmed(line.substr(std::min(line.size(), word.size() + 1)));
    if (word == "fact") {
      const std::size_t equals = rest.find('=');
      Fact fact;
      fact.name = trimmed(rest.substr(0, equals));
      fact.value = trimmed(rest.substr(equals + 1));
      if (const std::size_t open = fact.name.find('['); open != std::string::npos) {
        fact.subject = fact.name.substr(open + 1, fact.name.size() - open - 2);
        fact.name = trimmed(fact.name.substr(0, open));
      }
      fact.evidence = "AndroidManifest.xml";
      report.facts.push_back(fact);
    } else if (word == "anomaly") {
      report.anomalies.push_back({rest, "", "+0x0"});
    } else if (word == "format") {
      report.format = rest;
    } else if (word == "partial") {
      report.complete = false;
      report.reason = rest;
    } else if (!line.empty()) {
      report.format = "unknown";
      report.complete = false;
      report.reason = "malformed:no known format";
      report.facts.clear();
      return report;
    }
  }
  return report;
}

Place::Place(std::span<const api::Endpoint> table) : table_(table) {
  std::string pattern = (std::filesystem::temp_directory_path() / "formulary-place-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  std::filesystem::create_directories(folder_ / "blobs");
  open();
}

Place::~Place() {
  dispatcher.reset();
  blobs.reset();
  store.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Place::open() {
  store = io::store::open(folder_ / "registry.db", {.account_interval = std::chrono::milliseconds(1)});
  ring_ = std::make_unique<test::TestRing>(folder_);
  blobs = std::make_unique<DiskBlobs>(io::blobs::open("dir", folder_ / "blobs", *ring_));
  api::Services services{.store = *store, .blobs = *blobs, .world = world, .cipher = cipher};
  keys = std::make_unique<io::blobs::StoredKeys>(folder_ / "blobs", *ring_);
  services.keys = keys.get();
  services.rules = rules;
  services.limits = limits.get();
  services.progress = &progress;
  services.set_up_code_digest = world.sha256(set_up_code);
  services.sign_in = {.provider = &provider, .pending = &pending, .denials = services.denials.get()};
  dispatcher = std::make_unique<api::Dispatcher>(
      services, api::Assets(), [this](const api::Incident& incident) { incidents.push_back(incident); }, table_);
}

void Place::demand(usecases::AccountRules wanted) {
  rules = wanted;
  reopen();
}

void Place::limit(const api::LimitSettings& settings) {
  limits = std::make_unique<api::RateLimits>(settings);
  reopen();
}

void Place::reopen() {
  dispatcher.reset();
  blobs.reset();
  store.reset();
  open();
}

void Place::restart() {
  reopen();
  store->write([](usecases::Transaction& transaction) {
    transaction.submissions().requeue_running_jobs();
    return usecases::Commit::yes;
  });
}

api::Response Place::send(api::Request request) {
  if (request.id.empty()) request.id = world.new_id();
  const auto admitted = dispatcher->admit(request);
  if (const auto* refused = std::get_if<api::Response>(&admitted)) return *refused;
  if (request.body.size() > std::get<api::Admission>(admitted).body_limit) {
    return dispatcher->problem(413, "The body is too large.", request.id);
  }
  const api::Response response = dispatcher->handle(request);
  store->flush_account();
  return response;
}

std::int64_t Place::publish() {
  class Nowhere : public usecases::NoteKeeper {
   public:
    std::optional<std::string> kept(std::string_view) override { return std::nullopt; }
    void keep(std::string_view, std::string_view) override {}
  } nowhere;
  if (!signer_) {
    signer_ = io::crypto::open_note_signer(folder_ / "audit.key", "place.example/audit", domain::tlog::KeyKind::note);
  }
  usecases::CheckpointPublisher publisher({.store = *store,
                                           .signer = *signer_,
                                           .keeper = nowhere,
                                           .kept_as = {},
                                           .crypto = {&io::crypto::sha256_of, &io::crypto::ed25519_verify}});
  const usecases::Publication done = publisher.publish();
  if (!done.problem.empty() || !done.contradiction.empty()) throw std::runtime_error(done.problem + done.contradiction);
  return done.size;
}

std::string Place::defect() {
  store->flush_account();
  std::string unexplained;
  store->read([&](usecases::Transaction& transaction) {
    usecases::AuditFilter filter;
    filter.action = "registry.change";
    filter.limit = 1;
    for (const auto& record : transaction.audit().read(filter)) {
      const auto before = record.sequence > 0 ? transaction.audit().entries(record.sequence - 1, 1).front() : "nothing";
      unexplained = "something changed without an entry of its own: " + record.entry + " The entry before: " + before;
    }
  });
  if (!unexplained.empty()) return unexplained;
  return io::store::AuditArchive(folder_ / "registry.db").check({.states = io::store::States::compared}).defect;
}

void Place::tidy() {
  usecases::remove_expired_uploads(*store, *blobs, world);
  usecases::remove_unused_files(*store, *blobs, world);
  usecases::expire_proposals(*store, world);
  store->write([this](usecases::Transaction& transaction) {
    usecases::note_endings(transaction, world);
    usecases::end_emergencies(transaction, world);
    return usecases::Commit::yes;
  });
}

void Place::import() {
  io::datasets::FileReader reader;
  const usecases::ImportWorld all{
      .store = *store, .blobs = *blobs, .reader = reader, .world = world, .progress = progress, .followers = followers};
  while (usecases::import_next(all) || usecases::follow_imports(all)) {
  }
}

void Place::import_data() {
  io::datasets::FileReader reader;
  const usecases::ImportWorld all{
      .store = *store, .blobs = *blobs, .reader = reader, .world = world, .progress = progress, .followers = followers};
  while (usecases::import_next(all)) {
  }
}

void Place::scan() {
  RecipeScanner scanner(world);
  while (usecases::scan_next(*store, *blobs, scanner, world)) {
  }
}

}  // namespace formulary::tests
