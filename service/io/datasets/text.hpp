// Text as people meant it, whatever wrote it: UTF-8, UTF-16, Windows-1252, and Windows-1252 that somebody took for
// ISO-8859-1 (then `U+0099` stands where a trade mark sign was meant; seen in 93 of 1,000 rows of openFDA itself).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "service/io/datasets/source.hpp"

namespace formulary::io::datasets {

/// Makes any of these encodings valid UTF-8 without byte order mark and without NUL. UTF-16 is known by its mark, or by
/// zeros where ASCII has them. A byte that is not UTF-8 is a character of Windows-1252: so a file of either encoding,
/// and a file that somebody pasted together from both, is read right.
class Utf8Source final : public Source {
 public:
  explicit Utf8Source(Source& inner);
  std::size_t read(std::span<char> buffer) override;

 private:
  enum class Encoding : std::uint8_t { utf8, utf16_little, utf16_big };
  void fill();
  void from_utf8(bool at_end);
  void from_utf16(bool at_end);

  Source& inner_;
  Encoding encoding_ = Encoding::utf8;
  std::string in_;   ///< bytes not yet understood
  std::string out_;  ///< text not yet given
  std::size_t given_ = 0;
  bool ended_ = false;
};

/// C1 control characters in UTF-8 text become what Windows-1252 means by them; NUL becomes U+FFFD.
void mend(std::string& text);

std::string_view trim(std::string_view text);
std::string upper(std::string_view text);
bool is_digit(char letter);
bool all_digits(std::string_view text);

/// The name of a column, so that `Panel (Lead)`, `panel_lead` and `PANELLEAD` are one: lower case, letters and digits.
std::string plain_name(std::string_view text);

/// What a spreadsheet shows of a cell: `=HYPERLINK("...","K252054")` is `K252054`, `="00123"` is `00123`.
std::string_view unwrap_formula(std::string_view cell);

/// For messages: at most 60 bytes, without control characters.
std::string in_quotes(std::string_view text);

/// 16 hexadecimal digits that stand for a text (FNV-1a, 64 bit); where a record has no number of its own.
std::string fingerprint(std::string_view text);

}  // namespace formulary::io::datasets
