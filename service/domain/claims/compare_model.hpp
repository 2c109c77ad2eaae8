// Whether two papers name the same model or version of a product, however they write it. Does not know which models
// are alike.
#pragma once

#include <string_view>

namespace formulary::domain {

/// The same letters, digits and full stops.
bool same_model(std::string_view a, std::string_view b);

/// `models` is one, or a list of them.
bool is_among(std::string_view model, std::string_view models);

}  // namespace formulary::domain
