# The hospital's identity provider, played: it believes everybody and answers at once. tests/oidc has a real one, which lies.
use hospital

nobody
GET /v1/sign-in
200
  provider = "Hospital Account"
  local = true
  from_provider = false

# Whose account it is, two administrators say; nobody links their own.
as ada
POST /v1/users/$maria_id/identity
  {"subject": "account", "external_id": "both"}
422
POST /v1/users/$maria_id/identity
  {"subject": "account"}
202
  id -> proposal
use ben_agrees
POST /v1/users/$sam_id/identity
  {"subject": "account"}
409
  detail has another person
GET /v1/users/$maria_id/identity
200
  subject = "account"
  issuer = "https://login.example"

as maria
POST /v1/users/$sam_id/identity
  {"subject": "other"}
401

# Maria goes to the provider and comes back, once.
GET /auth/login?return_to=%23%2Frequests
303
  header location -> back
  header set-cookie has __Host-fmly_signin=
  header set-cookie has Max-Age=600
GET $back
303
  header location = /#/requests
GET /v1/sessions/current
200
  person.login = "maria"
GET /v1/sign-in
200
  from_provider = true
  due = false
GET $back
403
  detail has Begin again

# A link on another site logs nobody in: the page asks first.
as maria
GET /auth/login
  sec-fetch-site: cross-site
303
  header location = /#/login
  header set-cookie absent

# Somebody else with the same answer gets nothing, and a browser is sent to a page that says why.
as eve
GET /auth/login
303
GET $back
  accept: text/html
303
  header location = /#/login?refused=state

# The provider ends the session: the next request is denied. The same word from it does not count twice.
nobody
POST /auth/backchannel-logout
  content-type: application/json
  {}
415
POST /auth/backchannel-logout
  content-type: application/x-www-form-urlencoded
  raw logout_token=first
200
  body empty
POST /auth/backchannel-logout
  content-type: application/x-www-form-urlencoded
  raw logout_token=first
400
as maria
GET /v1/sessions/current
401
GET /auth/logout
303
  header location = https://login.example/logout

as ada
DELETE /v1/users/$maria_id/identity
202
  id -> proposal
use ben_agrees
as maria
GET /auth/login
303
  header location -> back
GET $back
403
  detail has Ask an administrator
