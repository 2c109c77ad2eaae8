// For targets that read an authority's files: hands each record to every format there is, as it would be in an import.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "service/io/datasets/delivery.hpp"
#include "service/io/datasets/text.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz {

class RecordMill final : public io::datasets::RecordTaker {
 public:
  RecordMill() {
    for (const io::datasets::Format* format : io::datasets::formats()) {
      const std::string_view kind = format->kinds.substr(0, format->kinds.find(' '));
      deliveries_.push_back(std::make_unique<io::datasets::Delivery>(kind, nowhere_));
      deliveries_.back()->begin("fuzz", *format);
    }
  }
  io::datasets::Step columns(std::span<const std::string> names) override {
    for (const auto& delivery : deliveries_) delivery->columns(names);
    return io::datasets::Step::go_on;
  }
  io::datasets::Step record(io::datasets::Json&& record, std::int64_t line) override {
    for (const auto& delivery : deliveries_) {
      try {
        delivery->record(io::datasets::Json(record), line);
      } catch (const usecases::BrokenFile&) {
      }
    }
    return io::datasets::Step::go_on;
  }
  io::datasets::Step reject(std::int64_t line, std::string_view reason) override {
    return deliveries_.front()->reject(line, reason);
  }
  void around(std::string_view name, const io::datasets::Json& value) override {
    deliveries_.front()->around(name, value);
  }
  void warn(std::string_view sentence) override { deliveries_.front()->warn(sentence); }

  /// Reads `data` as `reader` does, from its encoding on.
  template <class Reader>
  static void grind(View data, Reader&& reader) {
    io::datasets::MemorySource bytes({reinterpret_cast<const char*>(data.data()), data.size()});
    RecordMill mill;
    try {
      io::datasets::Utf8Source text(bytes);
      reader(text, mill);
    } catch (const usecases::BrokenFile&) {
    }
    for (const auto& delivery : mill.deliveries_) (void)delivery->finish();
  }

 private:
  struct Nowhere final : usecases::RecordSink {
    void record(domain::AuthorityRecord&&, const usecases::Place&) override {}
    void reject(const usecases::Place&, std::string_view) override {}
    void remark(const usecases::Place&, std::string_view) override {}
    void progress(std::uint64_t, std::uint64_t) override {}
  };
  Nowhere nowhere_;
  std::vector<std::unique_ptr<io::datasets::Delivery>> deliveries_;
};

}  // namespace formulary::fuzz
