// The log of the vectors: seven entries, two keys, and what other programs made of them.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "service/domain/base64.hpp"
#include "service/domain/tlog/tree.hpp"
#include "service/io/crypto/ed25519.hpp"

namespace formulary::test {

namespace tlog = domain::tlog;

inline const tlog::TreeHasher hasher{&io::crypto::sha256_of};

inline std::string vector_file(const std::string& name) {
  std::ifstream file(std::string(TLOG_VECTORS) + "/" + name, std::ios::binary);
  if (!file) throw std::runtime_error("no vector " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string vector_line(const std::string& name) {
  std::string text = vector_file(name);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

inline const nlohmann::json& vectors() {
  static const nlohmann::json read = nlohmann::json::parse(vector_file("log.json"));
  return read;
}

inline tlog::KeyBytes key_bytes(const std::string& hex) {
  tlog::KeyBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  }
  return bytes;
}

/// A log in memory: keeps the hashes of complete subtrees, and nothing else.
class GrowingLog : public tlog::HashSource {
 public:
  void append(std::string_view entry) {
    tlog::Hash hash = hasher.leaf(entry);
    std::uint64_t n = size_++;
    int level = 0;
    hashes_[{level, n}] = hash;
    for (; n % 2 == 1; n /= 2, ++level) {
      hash = hasher.node(hashes_.at({level, n - 1}), hash);
      hashes_[{level + 1, n / 2}] = hash;
    }
  }
  tlog::Hash at(int level, std::uint64_t n) override {
    ++asked_;
    return hashes_.at({level, n});
  }
  std::uint64_t size() const { return size_; }
  int asked() const { return asked_; }

 private:
  std::map<std::pair<int, std::uint64_t>, tlog::Hash> hashes_;
  std::uint64_t size_ = 0;
  int asked_ = 0;
};

inline GrowingLog log_of_vectors() {
  GrowingLog log;
  for (const auto& entry : vectors().at("entries")) log.append(entry.get<std::string>());
  return log;
}

inline tlog::Proof proof_in(const std::string& name) {
  tlog::Proof proof;
  for (const auto& line : vectors().at(name)) proof.push_back(*tlog::hash_of_base64(line.get<std::string>()));
  return proof;
}

}  // namespace formulary::test
