#include "service/api/handlers.hpp"
#include "service/api/json.hpp"
#include "service/api/sign_in_answers.hpp"

namespace formulary::api::handlers {
namespace {

struct Refused {
  std::string_view name;
  std::string_view sentence;
};

constexpr Refused reasons[] = {
#define SIGN_IN_PROBLEM(name, status, sentence) {#name, sentence},
#include "service/domain/sign_in/sign_in_problems.def"
#undef SIGN_IN_PROBLEM
};

struct Seat {
  bool from_provider = false;
  bool due = false;
};

/// Of the session whose cookie the browser has, also when it is of no use before the provider was asked again.
Seat look_at_seat(const Call& call, usecases::Transaction& transaction) {
  const std::string_view secret = own_session_secret(call.request);
  if (secret.empty()) return {};
  const auto session = transaction.people().find_session(call.world().sha256(secret));
  const domain::Instant now = call.world().present().now;
  if (!session || now >= session->expires) return {};
  const auto person = transaction.people().find(session->person);
  if (!person || !person->active() || !transaction.sign_ins().find(session->digest)) return {};
  return {true, usecases::is_due_at_provider(transaction, *session, *person, now)};
}

}  // namespace

Response get_sign_in(const Call& call) {
  return look(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const usecases::SignInDoor& door = call.services.sign_in;
    const Seat seat = door.provider == nullptr ? Seat{} : look_at_seat(call, transaction);
    Json body;
    body["provider"] = door.provider == nullptr ? Json() : Json(door.provider->terms().name);
    body["local"] = door.local;
    body["from_provider"] = seat.from_provider;
    body["due"] = seat.due;
    body["reasons"] = Json::array();
    for (const Refused& reason : reasons) {
      body["reasons"].push_back(Json{{"name", reason.name}, {"sentence", reason.sentence}});
    }
    return json_response(200, body);
  });
}

}  // namespace formulary::api::handlers
