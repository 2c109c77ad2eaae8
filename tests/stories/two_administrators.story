# What gives somebody more to decide takes two administrators: one proposes, another one sees just what will change and
# confirms that. Nothing changes before. Taking away never waits.
use hospital

as ada
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"roles": ["submitter", "reviewer"], "domains": ["clinical"], "name": "Maria Reviewer"}
202
  id -> proposal
  header location = /v1/proposals/$proposal
  kind = "grant_roles"
  state = "open"
  proposer.name = "Ada Admin"
  person.name = "Maria Submitter"
  changes count 3
  changes.0 = {"field": "name", "before": ["Maria Submitter"], "after": ["Maria Reviewer"]}
  changes.1 = {"field": "roles", "before": ["submitter"], "after": ["submitter", "reviewer"]}
  changes.2 = {"field": "domains", "before": [], "after": ["clinical"]}
  may.confirm = false
  may.withdraw = true
  welcome_half = null
  digest -> digest
GET /v1/users/$maria_id
200
  roles = ["submitter"]
  name = "Maria Submitter"

# Not by who proposed it, not by others, not by another digest.
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
403
  detail has another administrator
POST /v1/proposals/$proposal/rejection
  {"reason": "Mine."}
403
as maria
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
403
GET /v1/proposals
403
as otto
GET /v1/proposals?state=open
200
  items count 1
  items.0.may.confirm = false
as ben
POST /v1/proposals/$proposal/confirmation
  {"digest": "0000000000000000000000000000000000000000000000000000000000000000"}
409
  type = "/problems/stale-copy"
POST /v1/proposals/$proposal/confirmation
  {}
422
GET /v1/proposals?state=open
200
  items.0.id = "$proposal"
  items.0.may.confirm = true
  items.0.may.reject = true
  items.0.may.withdraw = false

# Maria changes meanwhile: what was proposed for her as she was does not count any more.
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"name": "Maria Meanwhile"}
200
GET /v1/proposals/$proposal
200
  outdated = true
  may.confirm = false
  may.why_not_confirm has proposed anew
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
412
POST /v1/proposals/$proposal/rejection
  {"reason": "She has another name now."}
200
  state = "rejected"
  reason = "She has another name now."
  decider.name = "Ben Admin"
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
409
  detail has rejected

# A withdrawn one, one that expires, and one whose proposer is no administrator any more.
as ada
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"roles": ["approver"]}
202
  id -> proposal
as ben
POST /v1/proposals/$proposal/withdrawal
  {"reason": "Not mine."}
403
as ada
POST /v1/proposals/$proposal/withdrawal
  {"reason": "Thought better of it."}
200
  state = "withdrawn"
PATCH /v1/users/$maria_id
  if-match: $etag
  {"roles": ["approver"]}
202
  id -> proposal
  digest -> digest
clock +7d
as ben
POST /v1/sessions
  {"login": "ben", "password": "ben and a long word"}
201
GET /v1/proposals/$proposal
200
  state = "expired"
  may.confirm = false
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
409
  detail has expired
POST /v1/users
  {"login": "carl", "name": "Carl Admin", "roles": ["administrator"], "password": "carl and a long word"}
202
  id -> proposal
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
GET /v1/proposals/$proposal
200
  digest -> digest
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
200
  result -> carl_id
as carl
POST /v1/sessions
  {"login": "carl", "password": "carl and a long word"}
201
GET /v1/users/$paul_id
200
  header etag -> etag
PATCH /v1/users/$paul_id
  if-match: $etag
  {"roles": ["approver", "reviewer"], "domains": ["privacy"]}
202
  id -> proposal
  digest -> digest
as ben
GET /v1/users/$carl_id
200
  header etag -> etag
PATCH /v1/users/$carl_id
  if-match: $etag
  {"disabled": true}
200
GET /v1/proposals/$proposal
200
  state = "voided"
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
409
tidy
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=proposal.expired
200
  items count 1
GET /v1/audit?action=proposal.founding
200
  items count 1
GET /v1/audit?action=proposal.confirm
200
  items count 6

# Roles are taken away by one, and letting who decides in again takes two.
as ada
GET /v1/users/$rosa_id
200
  header etag -> etag
PATCH /v1/users/$rosa_id
  if-match: $etag
  {"disabled": true}
200
  header etag -> etag
PATCH /v1/users/$rosa_id
  if-match: $etag
  {"disabled": false}
202
  id -> proposal
  kind = "enable_person"
  changes = [{"field": "locked_out", "before": ["yes"], "after": []}]
use ben_agrees
GET /v1/users/$rosa_id
200
  disabled = null
  header etag -> etag
PATCH /v1/users/$rosa_id
  if-match: $etag
  {"domains": ["security"]}
200
DELETE /v1/users/$rosa_id/second-factor
202
  id -> proposal
  kind = "reset_second_factor"
  digest -> digest

# Nobody confirms what is about themselves.
as ben
GET /v1/sessions/current
200
  person.id -> ben_id
as ada
GET /v1/users/$ben_id
200
  header etag -> etag
PATCH /v1/users/$ben_id
  if-match: $etag
  {"roles": ["administrator", "reviewer"], "domains": ["security"]}
202
  id -> proposal
  digest -> digest
as ben
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
403
  detail has yourself
