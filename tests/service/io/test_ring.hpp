// Keys for a test: a service key and two recovery recipients whose secrets the test has.
#pragma once

#include <filesystem>

#include "service/io/age/key_ring.hpp"

namespace formulary::test {

class TestRing {
 public:
  explicit TestRing(const std::filesystem::path& folder) : file_(folder / "keys") {
    if (!std::filesystem::exists(file_)) {
      io::age::write_keys_file(
          file_, io::age::make_keys("2026-11-27", {first_officer.recipient(), second_officer.recipient()}));
    }
    ring_ = std::make_unique<io::age::KeyRing>(file_, folder / "keys.lock");
  }

  operator io::age::KeyRing&() { return *ring_; }
  io::age::KeyRing* operator->() { return ring_.get(); }
  const std::filesystem::path& file() const { return file_; }

  io::age::Identity first_officer = io::age::Identity::make();
  io::age::Identity second_officer = io::age::Identity::make();

 private:
  std::filesystem::path file_;
  std::unique_ptr<io::age::KeyRing> ring_;
};

}  // namespace formulary::test
