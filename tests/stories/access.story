# Logging in, and everything that is no credential: wrong passwords, forged requests, foreign, expired and weak tokens.
use hospital

# An unknown login, a wrong password and a locked account get the same answer.
nobody
POST /v1/sessions
  {"login": "nobody-here", "password": "whatever it is"}
401
  detail -> same
POST /v1/sessions
  {"login": "maria", "password": "wrong"}
401
  detail = "$same"
POST /v1/sessions
  {"login": "maria"}
422
  errors.0.pointer = "/password"

# After five failures in a minute the account has to wait, with the right password too.
POST /v1/sessions
  {"login": "maria", "password": "wrong"}
401
POST /v1/sessions
  {"login": "MARIA", "password": "wrong"}
401
POST /v1/sessions
  {"login": "maria", "password": "wrong"}
401
POST /v1/sessions
  {"login": "maria", "password": "wrong"}
401
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
429
  type = "/problems/too-many-requests"
  header retry-after = 60
POST /v1/sessions
  {"login": "sam", "password": "sam and a long word"}
201
clock +61s
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201

# A browser's request that changes something has to come from the registry's own pages.
POST /v1/submissions
  without csrf
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
  type = "/problems/csrf"
POST /v1/submissions
  x-formulary-csrf: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
  type = "/problems/csrf"
POST /v1/submissions
  without origin
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
  type = "/problems/csrf"
POST /v1/submissions
  sec-fetch-site: cross-site
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
POST /v1/submissions
  origin: https://evil.example
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
POST /v1/submissions
  origin: https://registry.example
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
201
DELETE /v1/sessions/current
  without csrf
403
GET /v1/sessions/current
  without csrf
200

# A cookie and a token together are refused.
GET /v1/sessions/current
  authorization: Bearer $gate_token
400
  detail has not both

# Sessions end when nobody uses them for half an hour, and after twelve hours in any case.
clock +29m
GET /v1/sessions/current
200
clock +29m
GET /v1/sessions/current
200
clock +31m
GET /v1/sessions/current
401
  detail has Log in again

# Tokens: one of nobody, one with a typing error, one of another scheme.
token fmly_0000000000000000000000000000000000000000000000000
GET /v1/gate?sha256=$gate_token_id
401
token $gate_token.
GET /v1/tools
401
nobody
GET /v1/tools
  authorization: Basic YTpi
401
GET /v1/tools
401

# A token does what its scopes say, and no more than its owner.
token $gate_token
GET /v1/sessions/current
200
  person.login = "buyer"
  csrf = ""
DELETE /v1/sessions/current
409
  detail has revoke
GET /v1/tools
200
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use": $low_use}
403
  detail has `submit`
GET /v1/tokens
403
  detail has `administer`

as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/tokens
  {"name": "too much", "scopes": ["review"], "owner": "$buyer_id"}
403
  errors.0.pointer = "/scopes"
POST /v1/tokens
  {"name": "for a person", "scopes": ["read"], "owner": "$rosa_id"}
403
  errors.0.pointer = "/owner"
POST /v1/tokens
  {"name": "", "scopes": ["read", "everything"], "days": 0}
422
  errors count 3
POST /v1/tokens
  {"name": "one day", "scopes": ["gate"], "days": 1, "owner": "$buyer_id"}
201
  secret -> short_token
  token.owner.name = "Purchasing script"
  token.revoked = null
GET /v1/tokens?limit=1
200
  items count 1
  items.0.name = "one day"
  next -> next
GET /v1/tokens?limit=1&cursor=$next
200
  items.0.name = "purchasing"
  next = null

token $short_token
GET /v1/gate?platform=android&id=org.example.pump&version=1
200
  verdict = "unknown"
clock +1d
GET /v1/gate?platform=android&id=org.example.pump&version=1
401
  detail has expired

# Revoked means now.
as ben
POST /v1/sessions
  {"login": "ben", "password": "ben and a long word"}
201
DELETE /v1/tokens/$gate_token_id
204
DELETE /v1/tokens/$gate_token_id
204
DELETE /v1/tokens/no-such-token
404
token $gate_token
GET /v1/gate?platform=android&id=org.example.pump&version=1
401

# Denied attempts with credentials are in the account.
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=access.denied
200
  items.0.entry.outcome = "denied"
GET /v1/audit?action=session.login&actor=maria&limit=1
200
  items count 1
  items.0.entry.to = "password"
