// Reads the files of documents that the registry understands: the form about security (MDS2, as CSV or JSON) and bills
// of materials (CycloneDX and SPDX, as JSON). Bounded in bytes, levels, keys, values and components. Whatever else is
// handed in stays a file.
#pragma once

#include <cstdint>
#include <string_view>

#include "service/api/json.hpp"
#include "service/domain/documents/mds2.hpp"
#include "service/domain/documents/sbom.hpp"
#include "service/usecases/ports/documents.hpp"

namespace formulary::api {

/// Larger files are not read.
inline constexpr std::uint64_t largest_document = 8ULL * 1024 * 1024;

bool is_read(std::string_view kind);

/// Of a kind that is read. A form that cannot be read says nothing, and that is a fact; a bill of materials that cannot
/// be read is refused (invalid, `/upload`).
domain::Result<usecases::DocumentContent> read_document_file(std::string_view kind, std::string_view bytes);

/// Of any shape in which numbers of questions stand beside answers: an object of answers, or lists of questions.
domain::Mds2Form read_mds2_json(const InputJson& json);
/// Refusals: invalid, with a sentence.
domain::Result<domain::Sbom> read_sbom_json(const InputJson& json);

/// Text from a file, fit to be shown: no control characters, no blanks around it, at most `most`
/// bytes.
std::string plain(std::string_view text, std::size_t most = 300);

}  // namespace formulary::api
