// What is told of a product beside its file: the maker's form, its bill of materials, and the department's answers. As
// facts they meet those of the file, so that rules find where the two contradict each other.
#pragma once

#include "service/domain/submission.hpp"
#include "service/usecases/ports/store.hpp"

namespace formulary::usecases {

/// `report`, empty where no file was examined, and whose own facts of these names were taken off (history.hpp), with
/// the facts `mds2.…`, `sbom.…` and `device.…` of `submission`. Of each kind of document the newest counts that nobody
/// refused.
Report with_told(Transaction& transaction, const domain::Submission& submission, Report report);

}  // namespace formulary::usecases
