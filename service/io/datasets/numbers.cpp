#include "service/io/datasets/numbers.hpp"

#include <algorithm>
#include <array>

#include "service/domain/regulators/check_digits.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

bool is_letter(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// Upper case, without what people put between.
std::string compact(std::string_view text) {
  std::string result = upper(text);
  std::erase_if(result, [](char letter) { return letter == ' ' || letter == '-' || letter == '\t' || letter == '.'; });
  return result;
}

struct Shape {
  std::string_view prefix;
  std::size_t digits;
  std::string_view scheme;
  bool supplements;
};

/// The longer prefix first.
constexpr std::array<Shape, 11> shapes = {{{"DEN", 6, "us-denovo", false},
                                           {"PEUA", 6, "us-eua", false},
                                           {"EUA", 6, "us-eua", false},
                                           {"BK", 6, "us-510k-cber", false},
                                           {"BP", 6, "us-pma-old", true},
                                           {"K", 6, "us-510k", false},
                                           {"P", 6, "us-pma", true},
                                           {"H", 6, "us-hde", true},
                                           {"D", 6, "us-pma-old", true},
                                           {"N", 6, "us-pma-old", true},
                                           {"N", 5, "us-pma-old", true}}};

}  // namespace

std::optional<SchemeNumber> read_submission(std::string_view text) { return read_submission(text, {}); }

std::optional<SchemeNumber> read_submission(std::string_view text, std::string_view supplement) {
  if (text.size() > 64 || supplement.size() > 16) return std::nullopt;
  const std::string number = compact(text);
  for (const Shape& shape : shapes) {
    const std::size_t size = shape.prefix.size() + shape.digits;
    if (!number.starts_with(shape.prefix) || number.size() < size) continue;
    if (!all_digits(std::string_view(number).substr(shape.prefix.size(), shape.digits))) continue;
    std::string rest = number.substr(size);
    if (rest.starts_with('/')) rest.erase(0, 1);
    if (rest.empty()) rest = compact(supplement);
    if (rest.starts_with('S')) rest.erase(0, 1);
    SchemeNumber read{shape.scheme, number.substr(0, size), {}};
    if (rest.empty() || rest == "000") return read;
    if (!all_digits(rest) || rest.size() > 4) {
      if (number.size() > size) continue;
      read.remark = "The supplement " + in_quotes(supplement) + " is none.";
      return read;
    }
    if (!shape.supplements) {
      if (number.size() > size) return std::nullopt;
      return read;  // GUDID prints a supplement with 510(k) numbers too
    }
    read.text += "/S" + std::string(3 - std::min<std::size_t>(rest.size(), 3), '0') + rest;
    return read;
  }
  return std::nullopt;
}

std::optional<SchemeNumber> read_device_identifier(std::string_view text, std::string_view agency) {
  std::string_view bare = trim(text);
  if (bare.starts_with("(01)")) bare.remove_prefix(4);
  if (bare.empty() || bare.size() > 64) return std::nullopt;
  const std::string issuer = upper(trim(agency));
  const bool digits = all_digits(bare) && (bare.size() == 8 || (bare.size() >= 12 && bare.size() <= 14));
  if (digits && (issuer.empty() || issuer == "GS1")) {
    SchemeNumber read{"udi-gs1", std::string(14 - bare.size(), '0') + std::string(bare), {}};
    if (!domain::check_digits::is_gs1(read.text)) read.remark = "The check digit of UDI-DI " + read.text + " is wrong.";
    return read;
  }
  const std::string_view scheme = issuer == "HIBCC"    ? "udi-hibcc"
                                  : issuer == "ICCBBA" ? "udi-iccbba"
                                  : issuer == "IFA"    ? "udi-ifa"
                                  : issuer == "GS1"    ? "udi-gs1"
                                                       : "udi-hibcc";
  SchemeNumber read{scheme, compact(bare), {}};
  if (read.text.starts_with('+') && scheme == "udi-hibcc") read.text.erase(0, 1);
  if (read.text.empty()) return std::nullopt;
  if (issuer == "GS1") read.remark = "UDI-DI " + in_quotes(bare) + " is no GTIN, though GS1 is said to have issued it.";
  if (digits && issuer == "HIBCC")
    read.remark = "UDI-DI " + in_quotes(bare) + " is a GTIN, though HIBCC is said to have issued it.";
  return read;
}

std::optional<std::string> read_srn(std::string_view text) {
  const std::string srn = upper(trim(text));  // CC-MF-123456789
  const bool shaped = srn.size() == 15 && is_letter(srn[0]) && is_letter(srn[1]) && srn[2] == '-' &&
                      is_letter(srn[3]) && is_letter(srn[4]) && srn[5] == '-' &&
                      all_digits(std::string_view(srn).substr(6));
  if (!shaped) return std::nullopt;
  return srn;
}

std::optional<std::string> read_recall_number(std::string_view text) {
  const std::string number = upper(trim(text));
  if (number.size() < 9 || !number.starts_with("Z-") || number[6] != '-') return std::nullopt;
  const std::string_view year = std::string_view(number).substr(7);
  if (!all_digits(std::string_view(number).substr(2, 4)) || !all_digits(year)) return std::nullopt;
  if (year.size() != 2 && year.size() != 4) return std::nullopt;
  return number;
}

std::optional<std::string> read_product_code(std::string_view text) {
  const std::string code = upper(trim(text));
  if (code.size() != 3 || !std::ranges::all_of(code, is_letter)) return std::nullopt;
  return code;
}

std::vector<std::string> find_device_identifiers(std::string_view text) {
  std::vector<std::string> found;
  const auto take = [&](std::string_view digits) {
    if (!domain::check_digits::is_gs1(digits) || digits.find_first_not_of('0') == std::string_view::npos) return;
    if (std::ranges::find(found, digits) == found.end()) found.emplace_back(digits);
  };
  for (std::size_t place = 0; place < text.size();) {
    if (!is_digit(text[place])) {
      ++place;
      continue;
    }
    std::size_t end = place;
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::string_view run = text.substr(place, end - place);
    if (run.size() == 14) take(run);
    // A whole UDI without brackets: 01 and the identifier, then the production identifiers.
    if (run.size() >= 16 && run.starts_with("01")) take(run.substr(2, 14));
    place = end;
  }
  return found;
}

std::vector<std::string> find_submissions(std::string_view text) {
  std::vector<std::string> found;
  const std::string letters = upper(text);
  const auto part_of_word = [&](std::size_t place) {
    return place < letters.size() && (is_letter(letters[place]) || is_digit(letters[place]));
  };
  for (std::size_t place = 0; place < letters.size();) {
    if (!part_of_word(place)) {
      ++place;
      continue;
    }
    std::size_t end = place;
    while (part_of_word(end)) ++end;
    std::size_t whole = end;  // with a supplement: P970051/S054
    if (letters.compare(end, 2, "/S") == 0) {
      whole = end + 2;
      while (whole < letters.size() && is_digit(letters[whole])) ++whole;
    }
    auto number = read_submission(std::string_view(letters).substr(place, whole - place));
    if (!number) number = read_submission(std::string_view(letters).substr(place, end - place));
    if (number && std::ranges::find(found, number->text) == found.end()) found.push_back(std::move(number->text));
    place = end;
  }
  return found;
}

std::optional<std::string> find_recall_number(std::string_view text) {
  const std::string letters = upper(text);
  for (std::size_t place = letters.find("Z-"); place != std::string::npos; place = letters.find("Z-", place + 1)) {
    std::size_t end = place + 2;
    while (end < letters.size() && end < place + 11 && (is_digit(letters[end]) || letters[end] == '-')) ++end;
    if (auto number = read_recall_number(std::string_view(letters).substr(place, end - place))) return number;
  }
  return std::nullopt;
}

}  // namespace formulary::io::datasets
