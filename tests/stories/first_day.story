# The first day: the one-time code makes the first administrator, once; a second one is asked for.

nobody
GET /healthz
200
  status = "ok"
GET /v1/sessions/current
401
  type = "/problems/unauthenticated"
  header www-authenticate has Bearer
GET /readyz
200
  checks.0.name = "database"

# A wrong code, a short password, a missing name.
POST /v1/setup
  {"code": "guessed", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
403
  errors.0.pointer = "/code"
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "short"}
422
  errors.0.pointer = "/password"
  errors.0.detail has 12
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "password": "ada and a long word"}
422
  errors.0.pointer = "/name"

POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201
  roles = ["administrator"]
  login = "ada"

# The code works once, and nobody goes on guessing it.
POST /v1/setup
  {"code": "one-time-code", "login": "eve", "name": "Eve", "password": "eve and a long word"}
409
  detail has Log in

as ada
POST /v1/sessions
  {"login": "Ada", "password": "ada and a long word"}
201
  person.login = "ada"
  second_administrator_missing = true
  header set-cookie has __Host-fmly_sid=
  header set-cookie has ; Secure; HttpOnly; SameSite=Lax
  header set-cookie has Path=/
  header cache-control = no-store
GET /v1/sessions/current
200
  second_administrator_missing = true
  administrators = 1
  account_rules = "trial"
  restored = null
  csrf -> csrf
POST /v1/users
  {"login": "ben", "name": "Ben Admin", "roles": ["administrator"], "password": "ben and a long word"}
201
  id -> ben
  header etag has "1-
GET /v1/sessions/current
200
  second_administrator_missing = false

# Nobody changes their own roles, and the last administrator stays.
GET /v1/users/$ben
200
  header etag -> etag
PATCH /v1/users/$ben
  if-match: $etag
  {"disabled": true}
200
GET /v1/users?limit=1
200
  items count 1
  items.0.login = "ada"
  items.0.id -> ada
  next -> next
  header link has rel="next"
GET /v1/users?limit=1&cursor=$next
200
  items.0.login = "ben"
  next = null
  header link absent
GET /v1/users/$ada
200
  header etag -> etag
PATCH /v1/users/$ada
  if-match: $etag
  {"disabled": true}
403
  detail has another administrator
POST /v1/departments
  {"name": "Cardiology"}
201
POST /v1/departments
  {"name": "Cardiology"}
409
GET /v1/departments
200
  items count 1

# Logging out ends the session at once.
DELETE /v1/sessions/current
204
  header set-cookie has Max-Age=0
as ada
GET /v1/sessions/current
401
