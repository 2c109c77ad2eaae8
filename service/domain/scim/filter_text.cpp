// The text of filters (RFC 7644, section 3.4.2.2, figure 1; literals are those of JSON, RFC 8259).
#include <optional>
#include <utility>

#include "service/domain/scim/filter.hpp"

namespace formulary::domain::scim {
namespace {

struct Row {
  std::string_view word;
  Operator op;
};
constexpr Row operators[] = {{"eq", Operator::eq}, {"ne", Operator::ne}, {"co", Operator::co}, {"sw", Operator::sw},
                             {"ew", Operator::ew}, {"gt", Operator::gt}, {"ge", Operator::ge}, {"lt", Operator::lt},
                             {"le", Operator::le}, {"pr", Operator::pr}};

bool is_space(char c) { return c == ' ' || c == '\t'; }

/// Four hexadecimal digits; nothing when they are none.
std::optional<unsigned> hexadecimal(std::string_view digits) {
  unsigned value = 0;
  if (digits.size() != 4) return std::nullopt;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

void append_utf8(std::string& out, unsigned point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

class Reader {
 public:
  Reader(std::string_view text, ResourceKind kind, const Attribute* inside)
      : text_(text), kind_(kind), inside_(inside) {}

  Outcome<Filter> read() {
    if (text_.size() > longest_filter) return wrong("The filter is too long.");
    Filter filter = either(0);
    skip();
    if (!failed_ && at_ != text_.size()) fail("Something follows the end of the filter.");
    if (failed_) return wrong(sentence_);
    return filter;
  }

 private:
  static std::unexpected<Fault> wrong(std::string sentence) {
    return fault(FaultKind::invalid_filter, std::move(sentence));
  }

  Filter fail(std::string_view what) {
    if (!failed_) sentence_ = std::string(what) + " At byte " + std::to_string(at_) + " of the filter.";
    failed_ = true;
    at_ = text_.size();
    return {};
  }

  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// A word of the grammar, in any case, that does not go on.
  bool take_word(std::string_view word) {
    skip();
    const std::size_t end = at_ + word.size();
    if (end > text_.size() || !same_folded(text_.substr(at_, word.size()), word)) return false;
    constexpr std::string_view ends = " \t()]\"";  // the quote: RFC 7644, section 3.5.2.2 itself writes `eq"…"`
    if (end < text_.size() && ends.find(text_[end]) == std::string_view::npos) return false;
    at_ = end;
    return true;
  }

  Filter either(int depth) {
    Filter left = both(depth);
    while (!failed_ && take_word("or")) left = join(Filter::Kind::either, std::move(left), both(depth));
    return left;
  }

  Filter both(int depth) {
    Filter left = term(depth);
    while (!failed_ && take_word("and")) left = join(Filter::Kind::both, std::move(left), term(depth));
    return left;
  }

  static Filter join(Filter::Kind kind, Filter left, Filter right) {
    Filter joined;
    joined.kind = kind;
    joined.parts.push_back(std::move(left));
    joined.parts.push_back(std::move(right));
    return joined;
  }

  Filter term(int depth) {
    if (depth > deepest_filter) return fail("The filter is nested too deeply.");
    if (++terms_ > most_terms) return fail("The filter has too many terms.");
    const std::size_t before = at_;
    const bool no = take_word("not");
    if (take('(')) {
      Filter inner = either(depth + 1);
      if (!failed_ && !take(')')) return fail("A closing parenthesis is missing.");
      if (!no) return inner;
      Filter negated;
      negated.kind = Filter::Kind::negation;
      negated.parts.push_back(std::move(inner));
      return negated;
    }
    at_ = before;
    return comparison(depth);
  }

  Filter comparison(int depth) {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '[' && text_[at_] != '(' && text_[at_] != ')' &&
           text_[at_] != ']' && text_[at_] != '"') {
      ++at_;
    }
    if (at_ == begin) return fail("The name of an attribute is missing.");
    Filter filter;
    filter.path = resolve(text_.substr(begin, at_ - begin), kind_, inside_);
    if (at_ < text_.size() && text_[at_] == '[') return elements(std::move(filter), depth);
    for (const Row& row : operators) {
      if (!take_word(row.word)) continue;
      filter.op = row.op;
      if (row.op != Operator::pr) filter.literal = literal();
      return filter;
    }
    return fail("An operator is missing: eq, ne, co, sw, ew, gt, ge, lt, le or pr.");
  }

  /// `emails[type eq "work"]`, and what Entra writes: `emails[type eq "work"].value eq "x"`.
  Filter elements(Filter filter, int depth) {
    const Attribute* list = filter.path.attribute;
    if (inside_ != nullptr || list == nullptr || !list->complex()) {
      return fail("Only an attribute with parts can have a filter in brackets.");
    }
    ++at_;
    filter.kind = Filter::Kind::elements;
    const Attribute* const outside = std::exchange(inside_, list);
    filter.parts.push_back(either(depth + 1));
    inside_ = outside;
    if (failed_ || !take(']')) return fail("A closing bracket is missing.");
    if (at_ >= text_.size() || text_[at_] != '.') return filter;
    ++at_;
    inside_ = list;
    Filter rest = comparison(depth + 1);
    inside_ = outside;
    filter.parts.front() = join(Filter::Kind::both, std::move(filter.parts.front()), std::move(rest));
    return filter;
  }

  Value literal() {
    skip();
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    if (take_word("true")) return true;
    if (take_word("false")) return false;
    if (take_word("null")) return {};
    const std::size_t begin = at_;
    while (at_ < text_.size() && ((text_[at_] >= '0' && text_[at_] <= '9') || text_[at_] == '-' || text_[at_] == '.')) {
      ++at_;
    }
    if (at_ == begin) {
      fail("A value is missing: text in double quotes, true or false.");
      return {};
    }
    return text_.substr(begin, at_ - begin);  // no attribute is a number; a text may look like one
  }

  Value quoted() {
    std::string out;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] != '\\') {
        out += text_[at_++];
        continue;
      }
      if (++at_ >= text_.size()) break;
      const char c = text_[at_++];
      constexpr std::string_view escapes = "bfnrt\"\\/";
      constexpr std::string_view meant = "\b\f\n\r\t\"\\/";
      if (const std::size_t which = escapes.find(c); which != std::string_view::npos) {
        out += meant[which];
      } else if (c != 'u' || !escaped_point(out)) {
        fail("This escape is not one of JSON.");
        return {};
      }
    }
    if (at_ >= text_.size()) {
      fail("A closing quotation mark is missing.");
      return {};
    }
    ++at_;
    return out;
  }

  bool escaped_point(std::string& out) {
    const auto first = hexadecimal(text_.substr(at_, 4));
    if (!first) return false;
    at_ += 4;
    unsigned point = *first;
    if (point >= 0xD800 && point < 0xDC00) {
      if (text_.substr(at_, 2) != "\\u") return false;
      const auto second = hexadecimal(text_.substr(at_ + 2, 4));
      if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
      at_ += 6;
      point = 0x10000 + ((point - 0xD800) << 10) + (*second - 0xDC00);
    } else if (point >= 0xDC00 && point < 0xE000) {
      return false;
    }
    append_utf8(out, point);
    return true;
  }

  std::string_view text_;
  ResourceKind kind_;
  const Attribute* inside_;
  std::size_t at_ = 0;
  int terms_ = 0;
  bool failed_ = false;
  std::string sentence_;
};

}  // namespace

Outcome<Filter> parse_filter(std::string_view text, ResourceKind kind, const Attribute* inside) {
  return Reader(text, kind, inside).read();
}

AttributePath resolve(std::string_view name, ResourceKind kind, const Attribute* inside) {
  AttributePath path;
  if (inside != nullptr) {
    path.schema = inside->schema;
    path.attribute = find_attribute(inside->schema, inside->name, name);
    return path;
  }
  path.schema = kind == ResourceKind::user ? Schema::user : Schema::group;
  for (const Schema schema : {Schema::user, Schema::enterprise, Schema::group}) {
    const std::string_view urn = urn_of(schema);
    if (name.size() < urn.size() || !same_folded(name.substr(0, urn.size()), urn)) continue;
    const bool belongs = schema == path.schema || (schema == Schema::enterprise && kind == ResourceKind::user);
    std::string_view rest = name.substr(urn.size());
    if (!belongs || (!rest.empty() && rest.front() != ':' && rest.front() != '.')) return path;
    path.schema = schema;
    if (rest.empty()) {
      path.whole_extension = schema == Schema::enterprise;
      return path;
    }
    name = rest.substr(1);
    break;
  }
  const std::size_t dot = std::min(name.find('.'), name.size());
  const std::string_view first = name.substr(0, dot);
  path.attribute =
      path.schema == Schema::enterprise ? find_attribute(Schema::enterprise, "", first) : find_attribute(kind, first);
  if (path.attribute == nullptr) return path;
  path.schema = path.attribute->schema;
  if (dot == name.size()) return path;
  path.sub = find_attribute(path.schema, path.attribute->name, name.substr(dot + 1));
  if (path.sub == nullptr) path.attribute = nullptr;
  return path;
}

}  // namespace formulary::domain::scim
