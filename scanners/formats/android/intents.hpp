// The intent filters of a component: what they match, whether the launcher shows it, which web addresses open it.
#pragma once

#include <string>

#include "scanners/formats/android/element.hpp"

namespace formulary::formats::android {

struct IntentFilters {
  bool any = false;
  bool launcher = false;           ///< one filter has both MAIN and LAUNCHER
  bool leanback_launcher = false;  ///< one filter has both MAIN and LEANBACK_LAUNCHER
};

/// States `android.intent.*` and `android.deep_link*` for the component of this class.
IntentFilters state_intent_filters(ScanContext& context, const Element& component, const std::string& class_name);

}  // namespace formulary::formats::android
