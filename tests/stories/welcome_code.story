# Where account rules are strict, no administrator alone ever knows how somebody who decides comes in: the code comes in two
# halves, one for who proposes, one for who confirms. The person gives both and chooses a password.
accounts strict
nobody
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/account/second-factor
201
  secret -> ada_secret
code now = $ada_secret
POST /v1/account/second-factor/activation
  {"code": "$now"}
201

# Not even the second administrator is made by one.
POST /v1/users
  {"login": "ben", "name": "Ben Admin", "roles": ["administrator"], "password": "ben and a long word"}
422
  errors.0.pointer = "/password"
  errors.0.detail has one half
POST /v1/users
  {"login": "ben", "name": "Ben Admin", "roles": ["administrator"]}
202
  id -> proposal
  welcome_half -> first
  changes.0 = {"field": "login", "before": [], "after": ["ben"]}
GET /v1/proposals/$proposal
200
  welcome_half = null
  may.confirm = false

# Nobody can confirm it but who has the machine.
host confirms $proposal
nobody
POST /v1/sessions
  {"login": "ben", "password": "ben and a long word"}
401
POST /v1/welcome
  {"login": "ben", "first_half": "$first", "second_half": "$first", "password": "ben's very own words"}
403
  errors.0.pointer = "/first_half"
POST /v1/welcome
  {"login": "ben", "first_half": "$first", "second_half": "$half", "password": "short"}
422
POST /v1/welcome
  {"login": "Ben", "first_half": "$first", "second_half": "$half", "password": "ben's very own words"}
204
POST /v1/welcome
  {"login": "ben", "first_half": "$first", "second_half": "$half", "password": "somebody else's words"}
403
as ben
POST /v1/sessions
  {"login": "ben", "password": "ben's very own words"}
201
  due = "second_factor"
POST /v1/account/second-factor
201
  secret -> ben_secret
code now = $ben_secret
POST /v1/account/second-factor/activation
  {"code": "$now"}
201

# An account that one administrator made, with a password that they know, does not become somebody who decides: it begins
# anew.
as ada
POST /v1/users
  {"login": "maria", "name": "Maria", "roles": ["submitter"], "password": "maria and a long word"}
201
  id -> maria_id
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"roles": ["approver"]}
202
  id -> proposal
  digest -> digest
  welcome_half -> first
as ben
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
200
  welcome_half -> second
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
401

# The code is over after a week; then both propose and confirm again.
clock +7d
nobody
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "$second", "password": "maria's very own words"}
403
as ada
code now = $ada_secret
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
201
POST /v1/users/$maria_id/password
  {"password": "maria and another word"}
422
  errors.0.pointer = "/password"
POST /v1/users/$maria_id/password
  {}
202
  id -> proposal
  digest -> digest
  kind = "reset_password"
  welcome_half -> first
as ben
code now = $ben_secret
POST /v1/sessions
  {"login": "ben", "password": "ben's very own words", "code": "$now"}
201
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
200
  welcome_half -> second

# Halves are not guessed: after five attempts even the right ones have to wait.
nobody
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "a", "password": "maria's very own words"}
403
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "b", "password": "maria's very own words"}
403
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "c", "password": "maria's very own words"}
403
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "d", "password": "maria's very own words"}
403
POST /v1/welcome
  {"login": "nobody", "first_half": "$first", "second_half": "d", "password": "maria's very own words"}
403
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "$second", "password": "maria's very own words"}
429
  header retry-after = 60
clock +61s
POST /v1/welcome
  {"login": "maria", "first_half": "$first", "second_half": "$second", "password": "maria's very own words"}
204
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria's very own words"}
201
  due = "second_factor"
