// XML 1.0 (fifth edition), read as a stream with Expat. Records are the children of the root element; a child `header`
// stands around them (GUDID release). An element that holds only text is a text, an element with elements an object;
// the second of a name makes a list of them. Attributes are members with `@`, those that declare name spaces apart.
// Document types, and with them entities, are refused: no publication has them.
#include <array>
#include <exception>
#include <expat.h>
#include <memory>

#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/records.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

class Reading {
 public:
  Reading(std::string_view name, RecordTaker& taker)
      : name_(name), taker_(taker), parser_(XML_ParserCreate("UTF-8"), XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
  }

  void read(Source& text) {
    std::array<char, 1U << 16> buffer;
    for (;;) {
      const std::size_t got = text.read(buffer);
      since_record_ += got;
      if (since_record_ > longest_stretch) {
        broken(name_, "A record in it goes on for more than 16 MiB: this is not such data. Check what it is.");
      }
      const XML_Status status = XML_Parse(parser_.get(), buffer.data(), static_cast<int>(got), got == 0);
      if (failure_) std::rethrow_exception(failure_);
      if (stopped_) return;
      if (status != XML_STATUS_OK) {
        broken(name_, "The XML is cut off or malformed at line " +
                          std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ". Download it again.");
      }
      if (got == 0) return;
    }
  }

 private:
  struct Element {
    std::string name, text;
    Json members;  ///< null until it has any
  };

  /// Expat is written in C: nothing may be thrown through it.
  template <class Work>
  void guard(Work&& work) {
    if (failure_ || stopped_) return;
    try {
      work();
    } catch (...) {
      failure_ = std::current_exception();
    }
    if (failure_ || stopped_) XML_StopParser(parser_.get(), XML_FALSE);
  }

  static std::string local(const XML_Char* name) {
    const std::string_view text(name);
    const std::size_t colon = text.rfind(':');
    return std::string(colon == std::string_view::npos ? text : text.substr(colon + 1));
  }

  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guard([&] { reading.start(name, attributes); });
  }
  static void on_end(void* self, const XML_Char*) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guard([&] { reading.end(); });
  }
  static void on_text(void* self, const XML_Char* text, int size) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guard([&] {
      if (reading.open_.empty()) return;
      reading.size_ += static_cast<std::size_t>(size);
      if (reading.size_ <= largest_record) reading.open_.back().text.append(text, static_cast<std::size_t>(size));
    });
  }
  static void on_document_type(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& reading = *static_cast<Reading*>(self);
    reading.guard([&] {
      broken(reading.name_, "It declares a document type, which such data never do. Check where it comes from.");
    });
  }

  void start(const XML_Char* name, const XML_Char** attributes) {
    if (++depth_ > deepest_nesting) broken(name_, "Its XML is nested deeper than such data are. Check what it is.");
    if (depth_ == 1) {
      taker_.around("root", Json(local(name)));
      read_attributes(attributes, nullptr);
      return;
    }
    if (depth_ == 2) {
      size_ = 0;
      line_ = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()));
    }
    size_ += 16;
    Element element;
    element.name = local(name);
    if (size_ <= largest_record) read_attributes(attributes, &element);
    open_.push_back(std::move(element));
  }

  /// Of the root, and name spaces of records: told as what stands around. Of other elements: members.
  void read_attributes(const XML_Char** attributes, Element* element) {
    for (std::size_t count = 0; *attributes != nullptr; attributes += 2) {
      if (++count > most_columns) {
        size_ = largest_record + 1;
        return;
      }
      const std::string_view attribute(attributes[0]);
      const bool declares = attribute == "xmlns" || attribute.starts_with("xmlns:");
      if (element == nullptr || (attribute == "xmlns" && depth_ == 2)) {
        taker_.around("@" + std::string(attribute), Json(std::string(attributes[1])));
      } else if (!declares) {
        size_ += attribute.size() + std::string_view(attributes[1]).size();
        std::string value(attributes[1]);
        mend(value);
        if (element->members.is_null()) element->members = Json::object();
        element->members["@" + local(attributes[0])] = std::move(value);
      }
    }
  }

  void end() {
    --depth_;
    if (open_.empty()) return;  // the root
    Element element = std::move(open_.back());
    open_.pop_back();
    Json value = finish(element);
    if (open_.empty()) return whole(element.name, std::move(value));
    if (size_ > largest_record) return;
    Element& parent = open_.back();
    if (parent.members.is_null()) parent.members = Json::object();
    auto& members = parent.members.get_ref<Json::object_t&>();
    const auto found = members.find(element.name);
    if (members.size() >= most_columns && found == members.end()) {
      size_ = largest_record + 1;  // no such data have so many kinds of elements in one
    } else if (found == members.end()) {
      members.emplace_back(std::move(element.name), std::move(value));
    } else if (found->second.is_array()) {
      found->second.push_back(std::move(value));
    } else {
      Json first = std::move(found->second);
      found->second = Json::array({std::move(first), std::move(value)});
    }
  }

  static Json finish(Element& element) {
    mend(element.text);
    const std::string_view text = trim(element.text);
    if (element.members.is_null()) return Json(std::string(text));
    if (!text.empty()) element.members["#text"] = std::string(text);
    return std::move(element.members);
  }

  void whole(const std::string& name, Json&& value) {
    since_record_ = 0;
    if (name == "header") return taker_.around(name, value);
    Step step = Step::go_on;
    if (size_ > largest_record) {
      step = taker_.reject(line_, "The record is larger than 1 MiB.");
    } else if (!value.is_object()) {
      step = taker_.reject(line_, "This is no record but a single value.");
    } else {
      step = taker_.record(std::move(value), line_);
    }
    stopped_ = step == Step::stop;
  }

  std::string_view name_;
  RecordTaker& taker_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  std::exception_ptr failure_;
  bool stopped_ = false;
  std::vector<Element> open_;
  std::size_t depth_ = 0, size_ = 0, since_record_ = 0;
  std::int64_t line_ = 0;
};

}  // namespace

void read_xml(Source& text, std::string_view name, RecordTaker& taker) { Reading(name, taker).read(text); }

}  // namespace formulary::io::datasets
