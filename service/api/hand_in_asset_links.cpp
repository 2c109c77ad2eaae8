// Reads a statement list as its host publishes it (Digital Asset Links specification, "Statement lists"). The list is
// the vendor's: members that are not needed are passed over, statements about other things as well.
#include <algorithm>

#include "service/api/bodies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/shapes.hpp"
#include "service/usecases/hand_in.hpp"

namespace formulary::api::handlers {
namespace {

constexpr std::size_t most_statements = 200;
constexpr std::size_t most_fingerprints = 50;
constexpr std::string_view handles_links = "delegate_permission/common.handle_all_urls";

void read_statement(const InputJson& json, Mistakes& mistakes, const std::string& pointer,
                    std::vector<domain::NamedApp>& apps) {
  ObjectReader statement(json, mistakes, pointer);
  if (statement.child("include") != nullptr) {
    statement.complain("include",
                       "This list includes another file. Put the statements of that file in the place of this one.");
    return;
  }
  const std::vector<std::string> relations = statement.texts("relation", 50, {1, 200});
  const InputJson* place = statement.required("target") ? statement.child("target") : nullptr;
  if (place == nullptr) return;
  ObjectReader target(*place, mistakes, statement.pointer("target"));
  if (target.text("namespace", {1, 100}) != "android_app") return;
  const std::string package = target.text("package_name", {1, 400});
  const auto fingerprints = target.texts("sha256_cert_fingerprints", most_fingerprints, {1, 200});
  if (std::ranges::find(relations, handles_links) == relations.end()) return;
  for (const std::string& one : fingerprints) apps.push_back({package, domain::plain_fingerprint(one)});
}

std::vector<domain::NamedApp> read_statements(ObjectReader& in, Mistakes& mistakes) {
  std::vector<domain::NamedApp> apps;
  const InputJson* list = in.required("statements") ? in.child("statements") : nullptr;
  if (list == nullptr) return apps;
  if (!list->is_array()) {
    in.complain("statements", "This must be a list: [ ... ].");
  } else if (list->size() > most_statements) {
    in.complain("statements", "This list has more than " + std::to_string(most_statements) + " items.");
  } else {
    for (std::size_t i = 0; i < list->size(); ++i) {
      read_statement((*list)[i], mistakes, in.pointer("statements") + "/" + std::to_string(i), apps);
    }
  }
  return apps;
}

}  // namespace

Response hand_in_asset_links(const Call& call) {
  BodyReader body(call);
  domain::AssetLinks list;
  list.host = body.in().text("host", {1, 253});
  list.apps = read_statements(body.in(), body.mistakes());
  if (auto problem = body.finish()) return *problem;

  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto changed =
        usecases::hand_in(transaction, call.world(), call.actor, domain::SubmissionId{call.id}, call.revision, list);
    if (!changed) return std::unexpected(changed.error());
    return submission_response(call, transaction, *changed);
  });
}

}  // namespace formulary::api::handlers
