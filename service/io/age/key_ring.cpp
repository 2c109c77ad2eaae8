#include "service/io/age/key_ring.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sstream>
#include <system_error>
#include <unistd.h>

#include <sys/file.h>
#include <sys/stat.h>

#include "service/domain/base64.hpp"
#include "service/io/age/primitives.hpp"

namespace formulary::io::age {
namespace {

constexpr std::size_t largest_file = 64 * 1024;

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

[[noreturn]] void malformed(int line, const std::string& what) {
  throw BadKeys("The keys file, line " + std::to_string(line) + ": " + what);
}

void read_service(std::istringstream& words, int line, Keys& keys) {
  std::string secret, day;
  words >> secret >> day;
  const auto identity = Identity::read(secret);
  OPENSSL_cleanse(secret.data(), secret.size());
  if (!identity) malformed(line, "this is no service key.");
  keys.service.push_back({*identity, day});
}

void read_recovery(std::istringstream& words, int line, Keys& keys) {
  std::string text;
  words >> text;
  const auto recipient = Recipient::read(text);
  if (!recipient) malformed(line, "this is no recovery recipient; it begins with age1.");
  keys.recovery.push_back(*recipient);
}

void read_field(std::istringstream& words, int line, Keys& keys) {
  int number = 0;
  std::string secret;
  words >> number >> secret;
  const auto bytes = domain::from_base64(secret, domain::Base64::bare);
  OPENSSL_cleanse(secret.data(), secret.size());
  if (number < 1 || number > 255 || !bytes || bytes->size() != Key::size()) malformed(line, "this is no field key.");
  std::ranges::copy(*bytes, keys.field[static_cast<std::uint8_t>(number)].data());
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

std::string text_of(int descriptor) {
  std::string text(largest_file, '\0');
  std::size_t done = 0;
  for (ssize_t got = 1; got > 0 && done < text.size();) {
    got = ::read(descriptor, text.data() + done, text.size() - done);
    if (got < 0) fail("cannot read the keys file");
    done += static_cast<std::size_t>(got);
  }
  text.resize(done);
  return text;
}

/// An open file with a lock of flock(2).
int locked(const std::filesystem::path& file, int how) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("cannot open " + file.string());
  while (::flock(descriptor, how) != 0) {
    if (errno == EINTR) continue;
    ::close(descriptor);
    fail("cannot lock " + file.string());
  }
  return descriptor;
}

void sync_folder(const std::filesystem::path& file) {
  const Descriptor folder(
      ::open(file.parent_path().empty() ? "." : file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.number()) != 0) fail("cannot make the keys file durable");
}

}  // namespace

std::vector<Recipient> Keys::recipients() const {
  std::vector<Recipient> all{service.front().identity.recipient()};
  all.insert(all.end(), recovery.begin(), recovery.end());
  return all;
}

std::vector<Identity> Keys::identities() const {
  std::vector<Identity> all;
  for (const ServiceKey& key : service) all.push_back(key.identity);
  return all;
}

std::string Keys::set_name() const {
  const std::vector<Recipient> all = recipients();
  std::string points;
  for (const Recipient& recipient : std::set<Recipient>(all.begin(), all.end())) points += recipient.point();
  std::string name;
  for (const char byte : sha256(points).substr(0, 8)) {
    name += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    name += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
  }
  return name;
}

Keys make_keys(std::string day, std::vector<Recipient> recovery) {
  Keys keys{.service = {{Identity::make(), std::move(day)}}, .recovery = std::move(recovery), .field = {}};
  fill_random(keys.field[1].data(), Key::size());
  return keys;
}

Keys read_keys(std::string_view text) {
  Keys keys;
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word.empty() || word.starts_with('#')) continue;
    if (word == "service") {
      read_service(words, number, keys);
    } else if (word == "recovery") {
      read_recovery(words, number, keys);
    } else if (word == "field") {
      read_field(words, number, keys);
    } else {
      malformed(number, "a line begins with service, recovery or field.");
    }
    if (std::string more; words >> more) malformed(number, "there is more on it than belongs there.");
    OPENSSL_cleanse(line.data(), line.size());
  }
  if (keys.service.empty()) throw BadKeys("The keys file has no service key. Put back the one you kept a copy of.");
  if (keys.recovery.size() > most_recovery_recipients)
    throw BadKeys("The keys file has more than 8 recovery recipients.");
  return keys;
}

std::string to_text(const Keys& keys) {
  std::string text =
      "# Keys of one installation of Formulary. Whoever has this file can read all that is stored.\n"
      "# Keep a copy of it apart from the data, where only the two officers get at it.\n";
  for (const ServiceKey& key : keys.service) text += "service " + key.identity.text() + ' ' + key.day + '\n';
  for (const Recipient& recipient : keys.recovery) text += "recovery " + recipient.text() + '\n';
  for (const auto& [number, key] : keys.field) {
    text += "field " + std::to_string(number) + ' ' + domain::to_base64(key.view(), domain::Base64::bare) + '\n';
  }
  return text;
}

Keys read_keys_file(const std::filesystem::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) {
    throw BadKeys("The keys file " + file.string() +
                  " cannot be read. Put it back from the copy that was kept, or name "
                  "another with `keys` in the configuration.");
  }
  struct stat status {};
  if (::fstat(opened.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw BadKeys("The keys file " + file.string() + " is not a file.");
  }
  if ((status.st_mode & 077) != 0) {
    throw BadKeys("Others may read the keys file " + file.string() + ". Do: chmod 600 " + file.string());
  }
  std::string text = text_of(opened.number());
  Keys keys = read_keys(text);
  OPENSSL_cleanse(text.data(), text.size());
  return keys;
}

void write_keys_file(const std::filesystem::path& file, const Keys& keys) {
  std::filesystem::path partial = file;
  partial += ".part";
  std::string text = to_text(keys);
  {
    ::unlink(partial.c_str());
    const Descriptor out(::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!out) fail("cannot write the keys file " + file.string());
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t written = ::write(out.number(), text.data() + done, text.size() - done);
      if (written < 0) fail("cannot write the keys file " + file.string());
      done += static_cast<std::size_t>(written);
    }
    if (::fsync(out.number()) != 0) fail("cannot make the keys file durable");
  }
  OPENSSL_cleanse(text.data(), text.size());
  if (::rename(partial.c_str(), file.c_str()) != 0) fail("cannot write the keys file " + file.string());
  sync_folder(file);
}

KeyRing::KeyRing(std::filesystem::path file, std::filesystem::path lock)
    : file_(std::move(file)), lock_(std::move(lock)) {
  current();
}

std::shared_ptr<const Keys> KeyRing::current() {
  struct stat status {};
  std::string version;
  if (::stat(file_.c_str(), &status) == 0) {
    version = std::to_string(status.st_ino) + '/' + std::to_string(status.st_size) + '/' +
              std::to_string(status.st_mtim.tv_sec) + '/' + std::to_string(status.st_mtim.tv_nsec);
  }
  const std::scoped_lock lock(mutex_);
  // A file that went away does not stop a service that knows its keys.
  if (keys_ == nullptr || (!version.empty() && version != version_)) {
    keys_ = std::make_shared<const Keys>(read_keys_file(file_));
    version_ = version;
  }
  return keys_;
}

KeyRing::Lock::Lock(const std::filesystem::path& file, int how) : descriptor_(-1) {
  // Who waits for a Change keeps the door closed, so that those who come later do not get in front of it for ever.
  const Descriptor door(locked(file.string() + ".door", LOCK_EX));
  descriptor_ = locked(file, how);
}

KeyRing::Lock::~Lock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

KeyRing::Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

KeyRing::Use::Use(KeyRing& ring) : Lock(ring.lock_, LOCK_SH), keys_(ring.current()) {}

KeyRing::Change::Change(KeyRing& ring) : Lock(ring.lock_, LOCK_EX), ring_(ring), keys_(ring.current()) {}

void KeyRing::Change::replace(const Keys& keys) {
  write_keys_file(ring_.file_, keys);
  keys_ = ring_.current();
}

}  // namespace formulary::io::age
