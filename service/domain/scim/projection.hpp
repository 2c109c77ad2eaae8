// Which attributes of a resource are shown (RFC 7644, section 3.9): those asked for, or all without those excluded;
// `id` and `schemas` always.
#pragma once

#include <string_view>
#include <vector>

#include "service/domain/scim/filter.hpp"
#include "service/domain/scim/schema.hpp"
#include "service/domain/scim/value.hpp"

namespace formulary::domain::scim {

class Projection {
 public:
  /// Names separated by commas, as in the query; what no schema knows shows and hides nothing.
  Projection(std::string_view attributes, std::string_view excluded, ResourceKind kind);

  /// Whether anything of this attribute of the top is shown.
  bool shows(std::string_view attribute) const;
  void apply(Value& resource) const;

 private:
  std::vector<AttributePath> wanted_;
  std::vector<AttributePath> excluded_;
  bool all_ = true;
};

}  // namespace formulary::domain::scim
