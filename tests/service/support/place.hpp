// A registry for tests: the dispatcher on a real store in a folder of its own, with a clock that is set, identities
// that count, passwords that are quick to check, and a scanner that reads recipes instead of packages.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "service/api/dispatch.hpp"
#include "service/api/limits.hpp"
#include "service/io/store/sqlite_store.hpp"
#include "service/usecases/claim_follower.hpp"
#include "service/usecases/import_follower.hpp"
#include "service/usecases/import_progress.hpp"
#include "service/usecases/ports/note_signer.hpp"
#include "service/usecases/ports/scanner.hpp"
#include "service/usecases/watch_recalls.hpp"
#include "tests/service/io/test_ring.hpp"
#include "tests/service/support/played_provider.hpp"

namespace formulary::tests {

/// Deterministic: the same calls give the same ids and secrets. The zone is UTC.
class SetWorld : public usecases::World {
 public:
  domain::Present present() const override;
  std::string new_id() override;
  std::string new_secret() override;
  std::string sha256(std::string_view bytes) const override;
  std::string new_seed() override;
  std::string hmac_sha1(std::string_view key, std::string_view message) const override;
  std::string hash_password(std::string_view password) override;
  bool verify_password(std::string_view password, std::string_view phc) override;
  bool is_outdated(std::string_view phc) const override { return !phc.starts_with("$argon2id$quick$"); }

  std::int64_t now_ms = 1'772'355'600'000;  ///< 2026-03-01T09:00:00Z

 private:
  std::int64_t ids_ = 0;
  int secrets_ = 0;
  int seeds_ = 0;
};

/// Reads a file of lines as its Report:
///   fact NAME [SUBJECT] = VALUE · anomaly ID · partial REASON
/// Any other file is not a package: an incomplete Report.
class RecipeScanner : public usecases::Scanner {
 public:
  explicit RecipeScanner(const usecases::World& world) : world_(world) {}
  Report scan(int descriptor, const domain::Sha256& expected) override;

 private:
  const usecases::World& world_;
};

/// The blobs of the place, on a disk that can be full.
class DiskBlobs : public usecases::Blobs {
 public:
  explicit DiskBlobs(std::unique_ptr<usecases::Blobs> inner) : inner_(std::move(inner)) {}
  void begin(const domain::UploadId& id) override { inner_->begin(id); }
  usecases::AppendOutcome append(const domain::UploadId& id, std::uint64_t offset, std::string_view bytes) override {
    return full ? usecases::AppendOutcome::no_space : inner_->append(id, offset, bytes);
  }
  domain::Sha256 finish(const domain::UploadId& id) override { return inner_->finish(id); }
  void discard(const domain::UploadId& id) override { inner_->discard(id); }
  bool contains(const domain::Sha256& name) override { return inner_->contains(name); }
  std::uint64_t size(const domain::Sha256& name) override { return inner_->size(name); }
  int open(const domain::Sha256& name) override { return inner_->open(name); }
  std::string content(const domain::Sha256& name, std::uint64_t most) override { return inner_->content(name, most); }
  std::size_t read(const domain::Sha256& name, std::uint64_t offset, std::span<char> out) override {
    return inner_->read(name, offset, out);
  }
  std::vector<domain::UploadId> uploads() override { return inner_->uploads(); }
  std::vector<domain::Sha256> list() override { return inner_->list(); }
  void remove(const domain::Sha256& name) override { inner_->remove(name); }

  bool full = false;

 private:
  std::unique_ptr<usecases::Blobs> inner_;
};

/// Seals nothing, and still refuses what belongs to another place.
class OpenCipher : public usecases::FieldCipher {
 public:
  std::string seal(const usecases::FieldPlace& place, std::string_view secret) override {
    return head(place) + std::string(secret);
  }
  std::optional<std::string> open(const usecases::FieldPlace& place, std::string_view sealed) const override {
    const std::string wanted = head(place);
    if (!sealed.starts_with(wanted)) return std::nullopt;
    return std::string(sealed.substr(wanted.size()));
  }
  bool is_old(std::string_view) const override { return false; }

 private:
  static std::string head(const usecases::FieldPlace& place) {
    return std::string(place.table) + "/" + std::string(place.column) + "/" + std::string(place.row) + "/";
  }
};

class Place {
 public:
  /// `table`: other endpoints than the real ones, for tests of the dispatcher itself.
  explicit Place(std::span<const api::Endpoint> table = api::endpoints());
  ~Place();

  /// As the transport does it: admission first, then the handler.
  api::Response send(api::Request request);
  /// Scans everything that waits.
  void scan();
  /// Does the imports that wait, what follows from them, and what else waits for their data.
  void import();
  /// Does the imports that wait and nothing more, as if the service died right after.
  void import_data();
  /// Removes expired uploads and files that nobody needs, notes what ends soon, and ends emergencies.
  void tidy();
  /// Signs and publishes the audit log. How many entries it has.
  std::int64_t publish();
  /// What `audit fsck` finds wrong with the database, or a change that no entry of the log explains; empty when all is
  /// well.
  std::string defect();
  /// From here on the installation demands this of local accounts.
  void demand(usecases::AccountRules rules);
  /// From here on requests are counted, anew.
  void limit(const api::LimitSettings& settings);
  /// Closes everything and opens it again on the same files, as after a crash.
  void restart();

  SetWorld world;
  OpenCipher cipher;
  std::unique_ptr<api::RateLimits> limits;  ///< none: nothing is counted
  usecases::AccountRules rules = usecases::AccountRules::trial;
  std::string set_up_code = "one-time-code";
  PlayedProvider provider{world};
  usecases::PendingSignIns pending;
  usecases::ImportProgress progress;
  usecases::ClaimFollower claims;
  usecases::RecallWatcher recalls{progress};
  std::vector<usecases::ImportFollower*> followers{&recalls, &claims};  ///< of import()
  std::vector<api::Incident> incidents;
  std::unique_ptr<io::store::EmbeddedStore> store;
  std::unique_ptr<DiskBlobs> blobs;
  std::unique_ptr<usecases::StorageKeys> keys;
  std::unique_ptr<api::Dispatcher> dispatcher;

 private:
  void open();
  void reopen();

  std::filesystem::path folder_;
  std::unique_ptr<test::TestRing> ring_;
  std::span<const api::Endpoint> table_;
  std::unique_ptr<usecases::NoteSigner> signer_;
};

}  // namespace formulary::tests
