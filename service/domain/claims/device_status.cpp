#include "service/domain/claims/device_status.hpp"

#include "service/domain/words.hpp"

namespace formulary::domain {
namespace {

constexpr Word<DeviceStatus> words[] = {
    {DeviceStatus::unknown, "unknown"},
    {DeviceStatus::not_a_device, "not_a_device"},
    {DeviceStatus::enforcement_discretion, "enforcement_discretion"},
    {DeviceStatus::device, "device"},
    {DeviceStatus::authorized, "authorized"},
};

}  // namespace

std::string_view to_text(DeviceStatus status) { return word_of(words, status); }
std::optional<DeviceStatus> parse_device_status(std::string_view text) { return value_of(words, text); }

std::string_view sentence_of(DeviceStatus status) {
  switch (status) {
    case DeviceStatus::unknown:
      return "Whether it is a medical device is not known.";
    case DeviceStatus::not_a_device:
      return "It is not a medical device: the law does not cover this use.";
    case DeviceStatus::enforcement_discretion:
      return "It is a medical device whose rules the authority does not enforce for this kind. It was not authorized.";
    case DeviceStatus::device:
      return "It is a medical device and needs an authorization or a declaration.";
    case DeviceStatus::authorized:
      return "It is a medical device and was authorized.";
  }
  return "";
}

Proof proof_needed(DeviceStatus status) {
  switch (status) {
    case DeviceStatus::not_a_device:
    case DeviceStatus::enforcement_discretion:
      return Proof::rationale;
    case DeviceStatus::authorized:
      return Proof::none;
    case DeviceStatus::unknown:
    case DeviceStatus::device:
      break;
  }
  return Proof::authorization;
}

}  // namespace formulary::domain
