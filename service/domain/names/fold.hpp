// Text of many countries as lower-case ASCII, for comparing names and never for showing them: Latin letters lose their
// accents, marks such as (R) and TM vanish, every other sign becomes a space. Letters of other scripts stay as they
// are, so that two different names never fold to the same nothing. Never fails: bytes that are no UTF-8 become spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

/// How the letters are written that German and the Nordic languages also spell with two: `Müller` as `muller` or
/// `mueller`.
enum class Umlauts { plain, spelled_out };

/// Keeps `.`, `,`, `&`, `/`, `(`, `)`, `-`, `+`, `#`, `:`, `;` and line ends; apostrophes are dropped.
std::string fold(std::string_view text, Umlauts umlauts = Umlauts::plain);

/// The runs of letters and digits of folded text.
std::vector<std::string> words_of(std::string_view folded);

/// The words without anything between them: `body vision` and `bodyvision` agree.
std::string joined(const std::vector<std::string>& words);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

}  // namespace formulary::domain
