// The tokens of a notice, as its version scope is read: words, numbers and what could be a version, comparison signs.
// Days become versions of three numbers (`12/30/2017` is `2017.12.30`). Bounded: the caller says how many at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace formulary::domain {

enum class NoticeTokenKind : std::uint8_t {
  word,
  number,  ///< has a digit: `2.0.08`, `vb30a`, `2.x`, `086`
  day,
  comma,  ///< also `/` and `&`
  colon,
  dash,
  open,
  close,
  stop,  ///< full stop, semicolon, end of line
  plus,
  below,  ///< `<`
  above,  ///< `>`
  up_to,  ///< `<=`
  from,   ///< `>=`
  sign,   ///< says something between versions, and nobody knows what: an arrow, dots, a letter that was lost
};

struct NoticeToken {
  NoticeTokenKind kind = NoticeTokenKind::word;
  std::string text;    ///< lower case
  std::size_t at = 0;  ///< in the notice
  std::size_t end = 0;
  bool tight = false;  ///< nothing stands between this and the token before
};

std::vector<NoticeToken> notice_tokens(std::string_view text, std::size_t most);

}  // namespace formulary::domain
