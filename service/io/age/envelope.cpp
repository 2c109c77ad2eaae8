#include "service/io/age/envelope.hpp"

#include <stdexcept>

namespace formulary::io::age {
namespace {

constexpr std::string_view kind = "formulary-recipients";

}  // namespace

std::string make_envelope(const FileKey& file_key, const Keys& keys) {
  const std::vector<Recipient> recipients = keys.recipients();
  Stanza name{{std::string(kind), keys.set_name(), "."}, {}};
  const std::size_t without = make_header(file_key, recipients, {&name, 1}).size();
  if (without > envelope_size) throw std::length_error("There are too many recipients.");
  name.arguments.back().append(envelope_size - without, '.');
  return make_header(file_key, recipients, {&name, 1});
}

std::string set_name_of(const Header& header) {
  for (const Stanza& stanza : header.stanzas) {
    if (stanza.arguments.front() == kind && stanza.arguments.size() == 3 && header.size == envelope_size) {
      return stanza.arguments[1];
    }
  }
  return {};
}

}  // namespace formulary::io::age
