// A certificate of a notified body, as the two forms in which EUDAMED's are at hand have it in common.
#pragma once

#include <string>

#include "service/io/datasets/format.hpp"

namespace formulary::io::datasets {

struct Certificate {
  std::string body;      ///< number of the notified body, four digits; may be empty
  std::string type;      ///< `MDR_QUALITY_MANAGEMENT_SYSTEM`, `MDD_II_4`
  std::string number;    ///< as printed
  std::string revision;  ///< as printed
};

/// Certificates have no common form of number: (notified body, number, revision) is the key. The claimed number is
/// `2265:2024-MDR/QS-008/D`.
domain::AuthorityRecord certificate_record(const Certificate& certificate);

}  // namespace formulary::io::datasets
