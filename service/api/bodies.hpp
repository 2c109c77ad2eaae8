// The body of a request as a reader of its fields, in two lines of a handler:
//
//   BodyReader body(call);
//   request.name = body.in().text("name");
//   if (auto problem = body.finish()) return *problem;
#pragma once

#include <optional>

#include "service/api/endpoint.hpp"
#include "service/api/object_reader.hpp"

namespace formulary::api {

class BodyReader {
 public:
  explicit BodyReader(const Call& call);

  ObjectReader& in() { return reader_; }
  Mistakes& mistakes() { return mistakes_; }

  /// Refuses unknown fields; the answer (malformed-json, invalid) when anything is wrong.
  std::optional<Response> finish();

 private:
  const Call& call_;
  std::optional<Problem> malformed_;
  InputJson json_;
  Mistakes mistakes_;
  ObjectReader reader_;
};

/// The one field `reason` of several requests.
struct ReasonBody {
  std::string reason;
  std::optional<Response> problem;
};
ReasonBody read_reason(const Call& call, std::string_view field = "reason");

}  // namespace formulary::api
