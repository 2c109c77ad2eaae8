# A leaver is locked out at once: sessions and tokens end with the next request, and the way back is closed.
use hospital

as maria
POST /v1/tokens
  {"name": "my script", "scopes": ["read", "submit"]}
201
  secret -> maria_token
GET /v1/submissions
200
token $maria_token
GET /v1/submissions
200

as ada
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  {"disabled": true}
428
  type = "/problems/precondition-required"
PATCH /v1/users/$maria_id
  if-match: *
  {"disabled": true}
400
PATCH /v1/users/$maria_id
  if-match: "99"
  {"disabled": true}
412
  type = "/problems/stale"
PATCH /v1/users/$maria_id
  if-match: $etag
  {"disabled": "yes"}
422
  errors.0.pointer = "/disabled"
PATCH /v1/users/$maria_id
  if-match: $etag
  {"disabled": true}
200
  disabled = "2026-03-01T09:00:00.000Z"

as maria
GET /v1/submissions
401
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
401
token $maria_token
GET /v1/submissions
401

# Back again with a new log-in; the old token stays dead.
as ada
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"disabled": false, "name": "Maria Returned"}
200
  disabled = null
  name = "Maria Returned"
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
token $maria_token
GET /v1/submissions
401

# New roles count from the next log-in.
as ada
GET /v1/users/$rosa_id
200
  header etag -> etag
PATCH /v1/users/$rosa_id
  if-match: $etag
  {"roles": ["auditor"], "domains": []}
200
  roles = ["auditor"]
as rosa
GET /v1/submissions
401

# Roles that exclude each other.
as ada
POST /v1/users
  {"login": "both", "name": "Both", "roles": ["administrator", "approver"], "password": "both and a long word"}
422
POST /v1/users
  {"login": "blank", "name": "Reviewer of nothing", "roles": ["reviewer"], "password": "blank and a long word"}
422
POST /v1/users
  {"login": "robot", "name": "Robot", "roles": ["script", "reviewer"], "domains": ["security"]}
422
POST /v1/users
  {"login": "robot", "name": "Robot", "roles": ["script"], "password": "robots have no passwords"}
422
  errors.0.pointer = "/password"
POST /v1/users
  {"login": "maria", "name": "Another Maria", "roles": ["submitter"], "password": "another and a long word"}
409
POST /v1/users
  {"login": "king", "name": "King", "roles": ["king"], "password": "king and a long word"}
422
  errors.0.pointer = "/roles/0"
POST /v1/users
  {"login": "lost", "name": "Lost", "roles": ["submitter"], "department": "no-such-department", "password": "lost and a long word"}
404

# Passwords: one's own with the old one, another person's as an administrator; sessions end.
as paul
POST /v1/users/$paul_id/password
  {"current": "wrong", "password": "paul and a new word"}
403
POST /v1/users/$paul_id/password
  {"current": "wrong", "password": "paul and a new word"}
403
POST /v1/users/$paul_id/password
  {"current": "wrong", "password": "paul and a new word"}
403
POST /v1/users/$paul_id/password
  {"current": "wrong", "password": "paul and a new word"}
403
POST /v1/users/$paul_id/password
  {"current": "wrong", "password": "paul and a new word"}
403
  errors.0.pointer = "/current"
POST /v1/users/$paul_id/password
  {"current": "paul and a long word", "password": "paul and a new word"}
429
clock +61s
POST /v1/users/$paul_id/password
  {"current": "paul and a long word", "password": "short"}
422
POST /v1/users/$rolf_id/password
  {"password": "rolf and a new word"}
403
POST /v1/users/$paul_id/password
  {"current": "paul and a long word", "password": "paul and a new word"}
204
  header set-cookie has Max-Age=0
as paul
GET /v1/sessions/current
401
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
401
POST /v1/sessions
  {"login": "paul", "password": "paul and a new word"}
201
as ada
POST /v1/users/$rolf_id/password
  {"password": "rolf and a new word"}
202
  id -> proposal
  kind = "reset_password"
  person.name = "Rolf Reviewer"
use ben_agrees
POST /v1/users/$buyer_id/password
  {"password": "scripts have none"}
409
as rolf
GET /v1/sessions/current
401
