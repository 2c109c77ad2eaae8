#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/encoding.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"
#include "service/api/shapes.hpp"
#include "service/domain/network.hpp"

namespace formulary::api::handlers {

namespace {

constexpr int guesses_a_minute = 5;

/// The code that a first start was given may be short: guessing it is slowed down as at log-in, and accounted for.
domain::Result<void> check_code(const Call& call, std::string_view code) {
  const std::string visitor = "setup:" + domain::visitor_of(call.request.remote);
  const domain::Instant now = call.world().present().now;
  usecases::FailedAttempts failed;
  bool anybody = false;
  call.store().read([&](usecases::Transaction& transaction) {
    failed = transaction.accounts().failed(visitor, now.plus(-std::chrono::minutes(1)));
    anybody = !transaction.people().list().empty();
  });
  const std::string& digest = call.services.set_up_code_digest;
  if (anybody || digest.empty()) {
    return domain::refuse(domain::RefusalCode::conflict, "This registry is already set up. Log in instead.");
  }
  if (failed.count >= guesses_a_minute) {
    return domain::refuse(domain::RefusalCode::too_many, "Too many wrong codes. Wait a minute and try again.");
  }
  if (same_secret(call.world().sha256(code), digest)) return {};
  call.store().write([&](usecases::Transaction& transaction) {
    transaction.people().note_failed_login(visitor, now);
    domain::AuditEntry entry;
    entry.actor = call.actor;
    entry.action = "person.set_up";
    entry.object_type = "person";
    entry.outcome = domain::AuditOutcome::denied;
    entry.at = now;
    transaction.audit().append(entry);
    return usecases::Commit::yes;
  });
  return domain::refuse(domain::RefusalCode::forbidden,
                        "This is not the one-time code. It is printed on the terminal at the first start.", "/code");
}

}  // namespace

Response set_up(const Call& call) {
  BodyReader body(call);
  const std::string code = body.in().text("code", {1, 200});
  usecases::NewPerson person;
  person.login = body.in().text("login", {1, 64});
  person.display_name = body.in().text("name", {1, 200});
  const std::string password = body.in().text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;

  if (const auto known = check_code(call, code); !known) return refused(call, known.error());
  person.roles = {domain::Role::administrator};
  auto hash = hash_new_password(call, password, person.login);
  if (!hash) return refused(call, hash.error());
  person.password_hash = *hash;
  return change(call, [&](usecases::Transaction& transaction) -> domain::Result<Response> {
    const auto made = usecases::set_up(transaction, call.world(), call.actor, person);
    if (!made) return std::unexpected(made.error());
    return json_response(201, Shapes(call, transaction).person(*made));
  });
}

}  // namespace formulary::api::handlers
