// The keys of a folder of blobs: rotation, officers, and bringing what lies there to the keys in use. Works on the
// files themselves, beside a service that runs. One rewrap at a time, in all processes.
#pragma once

#include <filesystem>

#include "service/io/age/key_ring.hpp"
#include "service/io/blobs/layout.hpp"
#include "service/usecases/ports/storage_keys.hpp"

namespace formulary::io::blobs {

class StoredKeys : public usecases::StorageKeys {
 public:
  /// `root` is the place of the backend `dir`.
  StoredKeys(const std::filesystem::path& root, age::KeyRing& ring) : folders_(root), ring_(ring) {}

  usecases::KeyStatus status() override;
  bool is_recipient(const std::string& text) const override { return age::Recipient::read(text).has_value(); }
  std::string rotate(const std::string& day) override;
  void set_recovery(const std::vector<std::string>& recipients) override;
  usecases::RewrapCounts rewrap(const std::function<bool(const usecases::RewrapCounts&)>& progress) override;
  std::vector<std::string> destroy_old() override;

  /// False when there are encrypted files here and the first one found cannot be opened: the keys are others.
  bool keys_fit();

 private:
  struct File;
  std::vector<File> uploads() const;
  std::vector<File> blobs() const;
  void bring_up_to_date(const File& file, usecases::RewrapCounts& counts);
  void encrypt(const File& file);

  Folders folders_;
  age::KeyRing& ring_;
};

/// Whether a folder of blobs holds encrypted files, for which a new key would be of no use.
bool holds_encrypted_files(const std::filesystem::path& root);

}  // namespace formulary::io::blobs
