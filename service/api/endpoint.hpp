// An endpoint: one method on one path, who may use it, and the function that answers. The table of all is
// endpoints.def; the dispatcher has checked access, credentials, preconditions and sizes before a handler runs.
// A handler parses, calls one use case and writes JSON; it never sees a socket, a cookie or a header of security.
//
// To add an endpoint: service/api/<identifier>.cpp with `Response identifier(const Call&)`, its line in endpoints.def,
// its fragment schemas/api/<identifier>.json, its row in tests/service/api/access.matrix, and a story that uses it in
// tests/stories/.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/api/request.hpp"
#include "service/usecases/authenticate.hpp"
#include "service/usecases/import_progress.hpp"
#include "service/usecases/log_reads.hpp"
#include "service/usecases/ports/blobs.hpp"
#include "service/usecases/ports/field_cipher.hpp"
#include "service/usecases/ports/storage_keys.hpp"
#include "service/usecases/ports/store.hpp"
#include "service/usecases/ports/world.hpp"
#include "service/usecases/sign_in.hpp"
#include "service/usecases/stranger_denials.hpp"
#include "service/usecases/watch_status.hpp"

namespace formulary::api {

/// One line of /readyz.
struct Check {
  std::string name;
  bool ok = false;
  std::string detail;  ///< what to do when it is not
};

class RateLimits;

/// What handlers work with. Must outlive the dispatcher.
struct Services {
  usecases::Store& store;
  usecases::Blobs& blobs;
  usecases::World& world;
  usecases::FieldCipher& cipher;                                  ///< of seeds of one-time codes
  usecases::AccountRules rules = usecases::AccountRules::strict;  ///< of local accounts
  usecases::StorageKeys* keys = nullptr;                          ///< of stored files; none: they are not changed here
  RateLimits* limits = nullptr;                                   ///< none: nothing is counted
  std::function<bool(std::string_view)> known_to_thieves{};       ///< passwords that nobody may have
  std::function<void()> scan_wanted{};                 ///< called after a commit that queued a scan; must be quick
  std::function<void()> import_wanted{};               ///< the same for a commit that queued an import
  const usecases::ImportProgress* progress = nullptr;  ///< of the import that runs
  std::function<std::vector<usecases::WatchStatus>()> watches{};  ///< sources that are watched
  std::string set_up_code_digest{};              ///< SHA-256 of the one-time code on the terminal; empty: no set-up
  bool scripts_show_certificates = false;        ///< tokens of scripts count with their client certificate only
  usecases::SignInDoor sign_in{};                ///< the hospital's identity provider, where there is one
  std::function<std::vector<Check>()> checks{};  ///< what else /readyz should look at: disk, scanner ...
  std::shared_ptr<usecases::LogReads> log_reads = std::make_shared<usecases::LogReads>();
  std::shared_ptr<usecases::StrangerDenials> denials = std::make_shared<usecases::StrangerDenials>();
};

/// Who may use an endpoint: roles joined by `|`, or one of the two words.
using Who = std::uint32_t;
namespace who {
inline constexpr Who submitter = 1, reviewer = 2, approver = 4, auditor = 8, administrator = 16, script = 32;
inline constexpr Who signed_in = 64;   ///< any role
inline constexpr Who anyone = 128;     ///< nobody is asked who they are
inline constexpr Who emergency = 256;  ///< whoever used break-glass; what else they may: emergency.def
}  // namespace who

/// What an endpoint takes, joined by `|`.
using Takes = std::uint32_t;
namespace takes {
inline constexpr Takes nothing = 0;
inline constexpr Takes json = 1;            ///< one JSON object, at most 1 MiB
inline constexpr Takes bytes = 2;           ///< a chunk of a file, at most 8 MiB
inline constexpr Takes once = 4;            ///< honours Idempotency-Key
inline constexpr Takes if_match = 8;        ///< demands If-Match
inline constexpr Takes no_snapshot = 16;    ///< a GET that may have to write: it opens its own transactions
inline constexpr Takes form = 32;           ///< application/x-www-form-urlencoded, at most 64 KiB
inline constexpr Takes foreign_query = 64;  ///< parameters that are not known are ignored: a standard asks for that
inline constexpr Takes step_up = 128;       ///< only from who proved minutes ago who they are, or from a script
inline constexpr Takes unfinished = 256;    ///< also from who still has to choose a password or a second factor
}  // namespace takes

struct Endpoint;

/// One request on its way through a handler.
struct Call {
  const Request& request;
  const Services& services;
  const Endpoint& endpoint;
  std::string id{};  ///< the `{id}` of the path
  domain::Actor actor{};
  std::optional<usecases::Authenticated> authenticated{};  ///< nothing where `anyone` may come
  std::int64_t revision = 0;                               ///< from If-Match, where the endpoint demands it
  std::string idempotency_key{};                           ///< where the endpoint honours it
  usecases::Transaction* snapshot = nullptr;               ///< of an endpoint that only reads: what `look` shows

  usecases::Store& store() const { return services.store; }
  usecases::World& world() const { return services.world; }
};

using Handler = Response (*)(const Call&);

struct Endpoint {
  std::string_view identifier;
  std::string_view method;
  std::string_view path;
  Who who = 0;
  std::optional<domain::Scope> scope;  ///< what a token needs besides; nothing: any token will do
  Takes takes = takes::nothing;
  Handler handler = nullptr;
};

/// The table, in the order of endpoints.def.
std::span<const Endpoint> endpoints();

/// What an endpoint's body may have, in bytes.
std::uint64_t body_limit(const Endpoint& endpoint);

/// Runs `work` in one write transaction. A refusal rolls everything back. Where the request carries an
/// Idempotency-Key, the answer is remembered in the same transaction, and a repetition gets it without doing the work
/// again; the same key with another body is refused.
Response change(const Call& call, const std::function<domain::Result<Response>(usecases::Transaction&)>& work);

/// Runs `work` on a snapshot: the one in which the caller was looked up, where there is one.
Response look(const Call& call, const std::function<domain::Result<Response>(usecases::Transaction&)>& work);

/// As `look`, for evidence: refused while the audit log cannot be written, and accounted for as `action` on the object
/// when it succeeds.
Response look_at_evidence(const Call& call, const std::string& action, const std::string& object_type,
                          const std::string& object_id,
                          const std::function<domain::Result<Response>(usecases::Transaction&)>& work,
                          const domain::Sha256& file = {});

/// Accounts for a read of the audit log, together with others of the same minute.
void account_for_log_read(const Call& call);

/// 403 when the person has not proved minutes ago who they are; for endpoints that need it for some changes only.
std::optional<Response> want_step_up(const Call& call);

/// 503: what cannot be accounted for is not answered.
Response audit_unavailable(const Call& call);

/// The problem for `refusal`.
Response refused(const Call& call, const domain::Refusal& refusal);

}  // namespace formulary::api
