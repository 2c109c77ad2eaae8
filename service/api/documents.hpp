// Documents in the contract: how requests write them, and how answers show them with what they are worth today.
#pragma once

#include "service/api/document_file.hpp"
#include "service/api/object_reader.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/document.hpp"

namespace formulary::api {

/// The fields `fields` and `upload` of a body.
void read_document(ObjectReader& in, Mistakes& mistakes, usecases::NewDocument& request);

/// Reads the file of `request`, where there is one of a kind that is read; without an upload, the one that it keeps.
domain::Result<void> read_file(const Call& call, usecases::NewDocument& request,
                               const std::optional<domain::Sha256>& kept = {});

/// The document, its worth, and what the caller may do with it.
Json document_json(const Call& call, Shapes& shapes, usecases::Transaction& transaction,
                   const domain::Submission& submission, const domain::Document& document);

/// An answer that shows one document with what its file says, and its ETag.
Response document_response(const Call& call, usecases::Transaction& transaction, const domain::Document& document,
                           int status = 200);

/// The document and its submission; not_found where there is none or the caller may not see it.
domain::Result<domain::Document> visible_document(const Call& call, usecases::Transaction& transaction);

}  // namespace formulary::api
