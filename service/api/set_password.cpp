#include "service/api/bodies.hpp"
#include "service/api/cookies.hpp"
#include "service/api/handlers.hpp"
#include "service/api/passwords.hpp"
#include "service/api/proposals.hpp"

namespace formulary::api::handlers {

namespace {

constexpr int guesses_a_minute = 5;

/// A session that was left open must not become a way to guess the password: the same limit as at log-in.
domain::Result<void> check_current(const Call& call, std::string_view current) {
  const std::string account = "password:" + call.actor.id.value;
  const domain::Instant now = call.world().present().now;
  const auto used_up = [&](usecases::Transaction& transaction) {
    return transaction.accounts().failed(account, now.plus(-std::chrono::minutes(1))).count >= guesses_a_minute;
  };
  std::optional<std::string> stored;
  bool too_many = false;
  call.store().read([&](usecases::Transaction& transaction) {
    stored = transaction.people().password_hash(call.actor.id);
    too_many = used_up(transaction);
  });
  bool fits = false;
  if (!too_many) {
    fits = stored && call.world().verify_password(current, *stored);
    // Counted again where it is written: many guesses at once are no more than one after the other.
    call.store().write([&](usecases::Transaction& transaction) {
      too_many = used_up(transaction);
      if (too_many || fits) return usecases::Commit::no;
      transaction.people().note_failed_login(account, now);
      return usecases::Commit::yes;
    });
  }
  if (too_many) {
    return domain::refuse(domain::RefusalCode::too_many, "Too many wrong passwords. Wait a minute and try again.");
  }
  if (fits) return {};
  return domain::refuse(domain::RefusalCode::forbidden, "The current password is missing or wrong.", "/current");
}

}  // namespace

Response set_password(const Call& call) {
  BodyReader body(call);
  const auto current = body.in().optional_text("current", {0, 1000});
  const auto password = body.in().optional_text("password", {12, 256});
  if (auto problem = body.finish()) return *problem;

  const domain::PersonId id{call.id};
  if (const auto may = usecases::may_set_password(call.actor, id); !may) return refused(call, may.error());
  const bool own = call.actor.id == id;
  if (!own) {
    if (auto response = want_step_up(call)) return *response;
  } else {
    if (const auto known = check_current(call, current.value_or("")); !known) return refused(call, known.error());
  }
  if (own && current == password) {
    return refused(call, {domain::RefusalCode::invalid, "Choose another password than the one you have.", "/password"});
  }
  std::string hash;
  if (password) {
    std::string login;
    call.store().read([&](usecases::Transaction& transaction) {
      if (const auto person = transaction.people().find(id)) login = person->login;
    });
    auto hashed = hash_new_password(call, *password, login);
    if (!hashed) return refused(call, hashed.error());
    hash = *hashed;
  }
  std::string half;
  Response response = change(call, [&](usecases::Transaction& transaction) {
    return done_or_waits(call, transaction,
                         usecases::set_password(transaction, call.world(), call.services.rules, call.actor, id, hash),
                         &half);
  });
  if (response.status == 204 && own && !call.authenticated->token) response.set("set-cookie", clear_session_cookie());
  return with_secrets(std::move(response), half);
}

}  // namespace formulary::api::handlers
