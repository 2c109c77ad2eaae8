// RFC 8259, read as a stream. Records are the objects of the outermost array, or of an array in the outermost object
// under one of the names that the interfaces use (openFDA `results`, OData `value`, pages of EUDAMED `content`). An
// outermost object without such an array is itself one record.
#include <algorithm>
#include <array>
#include <iterator>

#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/records.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

/// Gives the parser one byte after the other, and stops giving where a record never ends.
class Feed {
 public:
  Feed(Source& text, std::string_view name) : text_(text), name_(name) { refill(); }
  bool at_end() const { return size_ == 0; }
  char byte() const { return buffer_[place_]; }
  void advance() {
    if (++place_ == size_) refill();
  }
  void record_ended() { since_record_ = 0; }

 private:
  void refill() {
    place_ = 0;
    size_ = text_.read(buffer_);
    since_record_ += size_;
    if (since_record_ > longest_stretch) {
      broken(name_, "A record in it goes on for more than 16 MiB: this is not such data. Check what it is.");
    }
  }

  Source& text_;
  std::string_view name_;
  std::array<char, 1U << 16> buffer_;
  std::size_t place_ = 0, size_ = 0, since_record_ = 0;
};

class FeedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  explicit FeedIterator(Feed* feed = nullptr) : feed_(feed) {}
  char operator*() const { return feed_->byte(); }
  FeedIterator& operator++() {
    feed_->advance();
    return *this;
  }
  FeedIterator operator++(int) {
    feed_->advance();
    return *this;
  }
  bool operator==(const FeedIterator& other) const { return ends() == other.ends(); }

 private:
  bool ends() const { return feed_ == nullptr || feed_->at_end(); }
  Feed* feed_;
};

constexpr std::array<std::string_view, 6> list_names = {"results", "value", "content", "data", "items", "records"};

/// Builds one value at a time: a record, or a member that stands around the records.
class Builder {
 public:
  bool building() const { return !open_.empty(); }
  std::size_t size() const { return size_; }

  void begin(Json&& container) {
    place(std::move(container));
    open_.push_back(last_);
  }
  /// True: that was the outermost.
  bool end() {
    open_.pop_back();
    return open_.empty();
  }
  void key(std::string&& name) {
    size_ += name.size();
    key_ = std::move(name);
  }
  void place(Json&& value) {
    size_ += value.is_string() ? value.get_ref<const std::string&>().size() + 4 : 8;
    if (size_ > largest_record) {  // what comes now is counted and forgotten
      value = value.is_array() ? Json::array() : value.is_object() ? Json::object() : Json();
      scrap_ = std::move(value);
      last_ = &scrap_;
    } else if (open_.empty()) {
      root_ = std::move(value);
      last_ = &root_;
    } else if (open_.back()->is_array()) {
      open_.back()->push_back(std::move(value));
      last_ = &open_.back()->back();
    } else {
      auto& members = open_.back()->get_ref<Json::object_t&>();
      members.emplace_back(std::move(key_), std::move(value));
      last_ = &members.back().second;
    }
  }
  Json take() {
    size_ = 0;
    return std::move(root_);
  }

 private:
  Json root_, scrap_;
  Json* last_ = nullptr;
  std::vector<Json*> open_;
  std::string key_;
  std::size_t size_ = 0;
};

class Sax final : public nlohmann::json_sax<Json> {
 public:
  Sax(Feed& feed, std::string_view name, RecordTaker& taker) : feed_(feed), name_(name), taker_(taker) {}

  bool null() override { return scalar(nullptr); }
  bool boolean(bool value) override { return scalar(value); }
  bool number_integer(number_integer_t value) override { return scalar(value); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(value); }
  bool number_float(number_float_t value, const string_t&) override { return scalar(value); }
  bool string(string_t& value) override {
    mend(value);
    return scalar(std::move(value));
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    if (depth_ == 0) outermost_ = Outermost::object;
    return open(Json::object());
  }
  bool start_array(std::size_t) override {
    if (depth_ == 0) {
      outermost_ = Outermost::list;
      in_list_ = true;
    } else if (outermost_ == Outermost::object && depth_ == 1 && !in_list_ &&
               std::ranges::count(list_names, name_of_member_) > 0) {
      in_list_ = found_list_ = true;
      list_depth_ = 2;
      ++depth_;
      return true;
    }
    return open(Json::array());
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    mend(name);
    if (depth_ == 1 && !builder_.building()) {
      name_of_member_ = name;
    } else {
      builder_.key(std::move(name));
    }
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    std::string where = records_ == 0 ? "before its first record" : "behind its record " + std::to_string(records_);
    broken(name_, "The JSON is cut off or malformed " + where + ". Download it again.");
  }

  /// Behind the end: an outermost object without a list is a record.
  void finish() {
    if (outermost_ == Outermost::nothing) broken(name_, "The JSON holds no records. Check what it is.");
    if (outermost_ == Outermost::object && !found_list_) {
      feed_.record_ended();
      deliver(std::move(single_));
    }
  }

 private:
  enum class Outermost : std::uint8_t { nothing, list, object };

  /// Depth at which the members of the list of records stand.
  bool at_list() const { return in_list_ && !builder_.building() && depth_ == list_depth_; }

  bool open(Json&& container) {
    if (++depth_ > deepest_nesting) broken(name_, "Its JSON is nested deeper than such data are. Check what it is.");
    const bool outer = depth_ == 1;
    if (!outer) builder_.begin(std::move(container));
    return true;
  }

  bool close() {
    --depth_;
    if (builder_.building()) return !builder_.end() || whole();
    if (in_list_ && depth_ < list_depth_) in_list_ = false;
    return true;
  }

  template <class Value>
  bool scalar(Value&& value) {
    if (depth_ == 0) broken(name_, "The JSON holds no records. Check what it is.");
    builder_.place(Json(std::forward<Value>(value)));
    return builder_.building() || whole();
  }

  /// A value is complete that belongs to nothing larger.
  bool whole() {
    const bool fits = builder_.size() <= largest_record;
    Json value = builder_.take();
    if (at_list()) {
      feed_.record_ended();
      ++records_;
      if (!fits) return taker_.reject(records_, "The record is larger than 1 MiB.") == Step::go_on;
      if (!value.is_object()) return taker_.reject(records_, "This is no record but a single value.") == Step::go_on;
      return taker_.record(std::move(value), records_) == Step::go_on;
    }
    if (!fits) return true;
    taker_.around(name_of_member_, value);
    if (!found_list_ && single_size_ < largest_record) {
      single_size_ += value.dump(-1, ' ', false, Json::error_handler_t::replace).size();
      // A name that comes twice stands twice, and the first counts.
      single_.get_ref<Json::object_t&>().emplace_back(name_of_member_, std::move(value));
    }
    return true;
  }

  void deliver(Json&& value) {
    ++records_;
    if (single_size_ >= largest_record) {
      taker_.reject(records_, "The record is larger than 1 MiB.");
    } else {
      taker_.record(std::move(value), records_);
    }
  }

  Feed& feed_;
  std::string_view name_;
  RecordTaker& taker_;
  Builder builder_;
  Outermost outermost_ = Outermost::nothing;
  std::size_t depth_ = 0, list_depth_ = 1;
  bool in_list_ = false, found_list_ = false;
  std::string name_of_member_;
  Json single_ = Json::object();
  std::size_t single_size_ = 0;
  std::int64_t records_ = 0;
};

}  // namespace

void read_json(Source& text, std::string_view name, RecordTaker& taker) {
  Feed feed(text, name);
  Sax sax(feed, name, taker);
  const bool complete = Json::sax_parse(FeedIterator(&feed), FeedIterator(), &sax);
  if (complete) sax.finish();
}

}  // namespace formulary::io::datasets
