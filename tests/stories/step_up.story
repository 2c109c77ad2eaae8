# What counts most needs a proof of who one is that is at most five minutes old: the password, or the code where there is a
# second factor. Sessions are listed and ended, one's own by everybody.
use hospital

as paul
GET /v1/sessions/current
200
  csrf -> old_csrf
  id -> old_session
GET /v1/sessions
200
  items count 1
  items.0.current = true
  items.0.id = "$old_session"
  items.0.remote = "127.0.0.1"

as ada
clock +5m
POST /v1/tokens
  {"name": "late", "scopes": ["gate"], "owner": "$buyer_id"}
403
  type = "/problems/step-up"
POST /v1/users
  {"login": "new", "name": "New", "roles": ["submitter"], "password": "new and a long word"}
403
  type = "/problems/step-up"
GET /v1/users/$sam_id
200
  header etag -> etag
PATCH /v1/users/$sam_id
  if-match: $etag
  {"roles": ["auditor"]}
403
  type = "/problems/step-up"
POST /v1/users/$sam_id/password
  {"password": "sam and a new word"}
403
  type = "/problems/step-up"
DELETE /v1/users/$sam_id/second-factor
403
  type = "/problems/step-up"
POST /v1/users/$sam_id/erasures
403
  type = "/problems/step-up"
POST /v1/users/$sam_id/identity
  {"subject": "account-of-somebody"}
403
  type = "/problems/step-up"
DELETE /v1/users/$sam_id/identity
403
  type = "/problems/step-up"
POST /v1/group-mappings
  {"group": "Everybody", "roles": ["submitter"]}
403
  type = "/problems/step-up"
DELETE /v1/group-mappings/00000000-0000-7000-8000-000000000000
403
  type = "/problems/step-up"

# Locking somebody out never waits; letting them in again does.
PATCH /v1/users/$sam_id
  if-match: $etag
  {"disabled": true}
200
  header etag -> etag
PATCH /v1/users/$sam_id
  if-match: $etag
  {"disabled": false}
403
  type = "/problems/step-up"

# A wrong proof changes nothing; the right one goes on with a new cookie, and the old one is worthless.
POST /v1/sessions/current/confirmation
  {"password": "wrong"}
403
  errors.0.pointer = "/password"
GET /v1/sessions/current
200
  csrf -> before
POST /v1/sessions/current/confirmation
  {"password": "ada and a long word"}
200
  header set-cookie has __Host-fmly_sid=
  csrf -> after
POST /v1/tokens
  x-formulary-csrf: $before
  {"name": "late", "scopes": ["gate"], "owner": "$buyer_id"}
403
  type = "/problems/csrf"
POST /v1/tokens
  {"name": "late", "scopes": ["gate"], "owner": "$buyer_id"}
201
  token.networks = []
PATCH /v1/users/$sam_id
  if-match: $etag
  {"disabled": false}
200
GET /v1/sessions
200
  items count 1

# With a second factor the password is no proof any more.
POST /v1/account/second-factor
201
  secret -> ada_secret
code now = $ada_secret
POST /v1/account/second-factor/activation
  {"code": "$now"}
201
clock +5m
POST /v1/sessions/current/confirmation
  {"password": "ada and a long word"}
403
  errors.0.pointer = "/code"
code now = $ada_secret
POST /v1/sessions/current/confirmation
  {"code": "$now"}
200
POST /v1/departments
  {"name": "Surgery"}
201

# Decisions are such things, too: without a proof, not even the request is looked at.
as paul
POST /v1/submissions/00000000-0000-7000-8000-000000000000/decisions
  if-match: "1"
  {"outcome": "reject", "reason": "No."}
403
  type = "/problems/step-up"
POST /v1/sessions/current/confirmation
  {"password": "paul and a long word"}
200
POST /v1/submissions/00000000-0000-7000-8000-000000000000/decisions
  if-match: "1"
  {"outcome": "reject", "reason": "No."}
404

# Paul logs in a second time, elsewhere, and ends the first session from there.
GET /v1/sessions/current
200
  id -> first
nobody
as paul_elsewhere
POST /v1/sessions
  from 2001:db8::7
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/sessions
200
  items count 2
  items.0.remote = "2001:db8::7"
  items.1.id = "$first"
DELETE /v1/sessions/$first
204
DELETE /v1/sessions/$first
404
as paul
GET /v1/sessions/current
401

# Who logs in in a browser that has a session goes on with a new one alone.
as paul_elsewhere
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/sessions
200
  items count 1

# Sessions of others are an administrator's matter.
as rosa
GET /v1/sessions?person=$paul_id
403
as ada
GET /v1/sessions?person=$paul_id
200
  items count 1
  items.0.current = false
  items.0.id -> pauls
as rosa
DELETE /v1/sessions/$pauls
404
as ada
DELETE /v1/sessions/$pauls
204
as paul_elsewhere
GET /v1/sessions/current
401

# Who reviews, approves or administers is logged out after a quarter of an hour, others after half an hour.
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
clock +16m
GET /v1/sessions/current
200
as rosa
GET /v1/sessions/current
401

# A person's token never does what needs a proof, a script's token has no session to prove.
as ada
code now = $ada_secret
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
201
POST /v1/tokens
  {"name": "of a person", "scopes": ["administer"]}
201
  secret -> person_token
token $person_token
GET /v1/users
200
POST /v1/users
  {"login": "new", "name": "New", "roles": ["submitter"], "password": "new and a long word"}
403
  type = "/problems/forbidden"
POST /v1/sessions/current/confirmation
  {"password": "ada and a long word"}
409
POST /v1/account/second-factor
403

# Tokens that work from some networks only.
as ada
POST /v1/tokens
  {"name": "from the purchasing department", "scopes": ["gate"], "owner": "$buyer_id", "networks": ["10.20.0.0/16", "2001:db8:1::/48"]}
201
  secret -> near_token
  token.networks = ["10.20.0.0/16", "2001:db8:1::/48"]
POST /v1/tokens
  {"name": "unclear", "scopes": ["gate"], "owner": "$buyer_id", "networks": ["10.20.0.1/16"]}
422
  errors.0.pointer = "/networks"
token $near_token
GET /v1/gate?platform=android&id=org.example.pump&version=1
  from 10.20.3.4
200
GET /v1/gate?platform=android&id=org.example.pump&version=1
  from 2001:db8:1:2::3
200
GET /v1/gate?platform=android&id=org.example.pump&version=1
  from 10.21.3.4
401
GET /v1/gate?platform=android&id=org.example.pump&version=1
401
