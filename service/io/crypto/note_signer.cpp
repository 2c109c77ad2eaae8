#include "service/io/crypto/note_signer.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include <sys/stat.h>

#include "service/io/crypto/ed25519.hpp"
#include "service/io/crypto/random.hpp"

namespace formulary::io::crypto {
namespace {

using domain::tlog::KeyKind;
using domain::tlog::SignerKey;
using domain::tlog::VerifierKey;

class Signer : public usecases::NoteSigner {
 public:
  explicit Signer(const SignerKey& key)
      : seed_(key.seed), key_{key.name, key.kind, ed25519_public_key(key.seed), key.id} {}

  const VerifierKey& key() const override { return key_; }
  std::string sign(std::string_view message) const override { return ed25519_sign(seed_, message); }

 private:
  domain::tlog::KeyBytes seed_;
  VerifierKey key_;
};

SignerKey new_key(const std::string& name, KeyKind kind) {
  SignerKey key{.name = name, .kind = kind};
  fill_random(key.seed);
  key.id = domain::tlog::key_id(name, kind, ed25519_public_key(key.seed), &sha256_of);
  return key;
}

[[noreturn]] void cannot(const std::filesystem::path& file, const char* what) {
  throw std::system_error(errno, std::generic_category(), "The key file " + file.string() + " cannot be " + what);
}

/// Durable under its name before anything is signed with it: written beside, then linked, so that two programs that
/// start at once agree on one key.
void write_new(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path beside = file.string() + ".new." + std::to_string(::getpid());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) cannot(file, "made");
  const bool written =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  const bool linked = written && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  ::unlink(beside.c_str());
  if (!linked) cannot(file, "written");
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0 || ::fsync(directory) != 0) cannot(file, "written");
  ::close(directory);
}

}  // namespace

std::unique_ptr<usecases::NoteSigner> note_signer(std::string_view text) {
  const auto key = domain::tlog::parse_signer_key(text);
  if (!key) throw std::runtime_error("This is no key for signed notes (PRIVATE+KEY+name+id+key).");
  const auto right = domain::tlog::key_id(key->name, key->kind, ed25519_public_key(key->seed), &sha256_of);
  if (right != key->id) throw std::runtime_error("The id in this key for signed notes is not the key's.");
  return std::make_unique<Signer>(*key);
}

std::unique_ptr<usecases::NoteSigner> open_note_signer(const std::filesystem::path& file, const std::string& name,
                                                       KeyKind kind) {
  if (!name.empty() && !domain::tlog::is_key_name(name)) {
    throw std::runtime_error("`" + name + "` cannot be the name of a key: it has no blanks, no `+` and only ASCII.");
  }
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno != ENOENT || name.empty()) cannot(file, "read");
    write_new(file, domain::tlog::to_text(new_key(name, kind)) + "\n");
  } else if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw std::runtime_error("Others may read the key file " + file.string() + ". Run: chmod 600 " + file.string());
  }
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line)) throw std::runtime_error("The key file " + file.string() + " cannot be read.");
  auto signer = note_signer(line);
  if ((!name.empty() && signer->key().name != name) || signer->key().kind != kind) {
    throw std::runtime_error("The key in " + file.string() + " is named `" + signer->key().name + "`, not `" + name +
                             "`. The name of a log is never changed: configure the old one again.");
  }
  return signer;
}

}  // namespace formulary::io::crypto
