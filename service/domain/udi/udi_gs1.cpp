// GS1 General Specifications: section 3 for application identifiers, 7.8 for element strings in bar codes (figure
// 7.8.5-2: which of them end without FNC1), 5.1.2 for what scanners put in front; GS1 Digital Link Standard: URI
// Syntax, section 4; ISO/IEC 15434, format 05, for the same in a message.
#include <algorithm>
#include <array>

#include "service/domain/regulators/check_digits.hpp"
#include "service/domain/udi/udi_parts.hpp"

namespace formulary::domain::udi {
namespace {

struct Element {
  std::string_view identifier;
  std::string value;
};

struct Identifier {
  std::string_view digits;
  std::size_t length = 0;  ///< exactly; 0: up to the next separator
};

/// Those that occur on devices, and all that end without FNC1: what follows one of these would be lost with it.
constexpr Identifier identifiers[] = {
    {"00", 18}, {"01", 14},  {"02", 14},  {"03", 14},  {"04", 16}, {"10", 0},  {"11", 6},  {"12", 6},
    {"13", 6},  {"14", 6},   {"15", 6},   {"16", 6},   {"17", 6},  {"18", 6},  {"19", 6},  {"20", 2},
    {"21", 0},  {"22", 0},   {"30", 0},   {"37", 0},   {"235", 0}, {"240", 0}, {"241", 0}, {"250", 0},
    {"251", 0}, {"254", 0},  {"400", 0},  {"90", 0},   {"91", 0},  {"92", 0},  {"93", 0},  {"94", 0},
    {"95", 0},  {"7003", 0}, {"8012", 0}, {"8013", 0}, {"96", 0},  {"97", 0},  {"98", 0},  {"99", 0},
    {"710", 0}, {"711", 0},  {"712", 0},  {"713", 0},  {"714", 0}, {"715", 0},
};

std::optional<Identifier> identifier_at(std::string_view text) {
  const auto digit = [&](std::size_t at, char from, char to) {
    return at < text.size() && text[at] >= from && text[at] <= to;
  };
  if (digit(0, '3', '3') && digit(1, '1', '6') && digit(2, '0', '9') && digit(3, '0', '9')) {
    return Identifier{text.substr(0, 4), 6};  // weights and measures
  }
  if (text.starts_with("41") && digit(2, '0', '9')) return Identifier{text.substr(0, 3), 13};  // locations
  const auto found =
      std::ranges::find_if(identifiers, [&](const Identifier& known) { return text.starts_with(known.digits); });
  if (found == std::end(identifiers)) return std::nullopt;
  return *found;
}

/// `(17)` in front: its digits. Nothing for parentheses that belong to a value.
std::optional<Identifier> bracketed(std::string_view text) {
  if (!text.starts_with('(')) return std::nullopt;
  const auto known = identifier_at(text.substr(1));
  if (!known || !text.substr(1 + known->digits.size()).starts_with(')')) return std::nullopt;
  return known;
}

void set_text(std::string& field, std::string_view value, std::string_view name, Udi& udi) {
  const bool printable = !value.empty() && std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
  if (!printable) {
    udi.remarks.push_back("The " + std::string(name) + " is empty or cannot be printed.");
  } else if (!field.empty() && field != value) {
    udi.remarks.push_back("The " + std::string(name) + " is given twice.");
  } else {
    field = value;
  }
}

void set_device(std::string_view digits, Udi& udi) {
  if (digits.size() > 14 || !is_digits(digits)) {
    udi.remarks.emplace_back("The GTIN is not made of 14 digits.");
    return;
  }
  const std::string padded = std::string(14 - digits.size(), '0') + std::string(digits);
  if (!udi.device.empty() && udi.device != padded) {
    udi.remarks.emplace_back("Two different GTINs are given.");
    return;
  }
  if (udi.device.empty() && !check_digits::is_gs1(padded)) {
    udi.remarks.push_back(std::string("The last digit of this GTIN should be ") +
                          *check_digits::gs1(std::string_view(padded).substr(0, 13)) + ".");
  }
  udi.device = padded;
}

void take(std::string_view identifier, std::string_view value, Udi& udi) {
  if (identifier == "01") return set_device(value, udi);
  if (identifier == "10") return set_text(udi.lot, value, "lot", udi);
  if (identifier == "21") return set_text(udi.serial, value, "serial number", udi);
  if (identifier == "8012") return set_text(udi.software_version, value, "version of the software", udi);
  if (identifier == "11") return set(udi.manufactured, day_of_six(value), "date of manufacture", value, udi);
  if (identifier == "17") return set(udi.expires, day_of_six(value), "date of expiry", value, udi);
}

/// `(01)00844588018923(17)141120(10)7654321D`.
void read_brackets(std::string_view text, Udi& udi) {
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == separator) {
      text.remove_prefix(1);
      continue;
    }
    const auto known = bracketed(text);
    if (!known) {
      udi.remarks.emplace_back("A part of it has no application identifier that is known here.");
      return;
    }
    text.remove_prefix(known->digits.size() + 2);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::size_t end = known->length != 0 ? std::min(known->length, text.size()) : 0;
    if (known->length == 0) {
      while (end < text.size() && !bracketed(text.substr(end))) ++end;
    }
    std::string_view value = text.substr(0, end);
    while (!value.empty() && (value.back() == ' ' || value.back() == separator)) value.remove_suffix(1);
    take(known->digits, value, udi);
    text.remove_prefix(end);
  }
}

/// As a scanner sends it: identifiers and values without anything between, FNC1 after those of variable length.
void read_bar_code(std::string_view text, Udi& udi) {
  while (!text.empty()) {
    if (text.front() == separator) {
      text.remove_prefix(1);
      continue;
    }
    const auto known = identifier_at(text);
    const std::size_t start = known ? known->digits.size() : 0;
    const std::size_t next = std::min(text.find(separator), text.size());
    const bool fixed = known && known->length != 0;
    if (!known || (fixed && start + known->length > next)) {
      udi.remarks.emplace_back("A part of it has no application identifier that is known here, or was cut.");
      if (!known && udi.device.empty()) return;  // a text, not a bar code
      text.remove_prefix(next);
      continue;
    }
    const std::size_t end = fixed ? start + known->length : next;
    take(known->digits, text.substr(start, end - start), udi);
    text.remove_prefix(end);
  }
}

std::string percent_decoded(std::string_view text) {
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0;
    if (escape) {
      result += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string_view until(std::string_view& text, std::string_view stops) {
  const std::size_t end = std::min(text.find_first_of(stops), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// `https://id.gs1.org/01/00844588018923/10/A1?17=280131`: keys and values of the path behind `01`, then of the query.
void read_link(std::string_view address, Udi& udi) {
  address = address.substr(0, address.find('#'));
  std::string_view path = until(address, "?");
  std::string_view query = address;
  bool inside = false;
  while (!path.empty()) {
    const std::string_view key = until(path, "/");
    if (!inside) {
      std::string_view ahead = path;
      inside = (key == "01" || key == "gtin") && is_digits(until(ahead, "/"));
      if (!inside) continue;
    }
    const std::string value = percent_decoded(until(path, "/"));
    take(key == "gtin" ? std::string_view("01") : key, value, udi);
  }
  while (!query.empty()) {
    std::string_view pair = until(query, "&;");
    const std::string_view key = until(pair, "=");
    take(key, percent_decoded(pair), udi);
  }
}

bool is_gtin(std::string_view text) {
  return is_digits(text) && (text.size() == 8 || text.size() == 12 || text.size() == 13 || text.size() == 14);
}

bool is_address(std::string_view text) {
  std::string scheme;
  for (const char c : text.substr(0, 8)) scheme += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return scheme.starts_with("http://") || scheme == "https://";
}

}  // namespace

std::optional<Udi> read_gs1(std::string_view text) {
  Udi udi;
  udi.agency = IssuingAgency::gs1;
  bool scanned = false;
  for (const std::string_view symbology : {"]d2", "]C1", "]Q3", "]e0", "]J1"}) {
    if (!text.starts_with(symbology)) continue;
    text.remove_prefix(symbology.size());
    scanned = true;
    break;
  }
  if (const auto message = message_of(text, "05")) {
    text = *message;
    scanned = true;
  }
  std::string digits;  // people group the digits of a GTIN
  for (const char c : text) {
    if (c != ' ' && c != '-') digits += c;
  }
  if (is_address(text)) {
    read_link(text, udi);
  } else if (text.starts_with('(')) {
    read_brackets(text, udi);
  } else if (!scanned && is_gtin(digits)) {
    set_device(digits, udi);
  } else {
    read_bar_code(text, udi);
  }
  if (udi.device.empty()) return std::nullopt;
  return udi;
}

}  // namespace formulary::domain::udi
