#include "service/domain/anomaly.hpp"

#include <map>

namespace formulary::domain {

std::string_view anomaly_sentence(std::string_view id) {
  static const std::map<std::string_view, std::string_view> sentences = {
#define ANOMALY(identifier, id, sentence) {id, sentence},
#include "scanners/anomalies.def"
#undef ANOMALY
  };
  const auto found = sentences.find(id);
  return found == sentences.end() ? std::string_view() : found->second;
}

}  // namespace formulary::domain
