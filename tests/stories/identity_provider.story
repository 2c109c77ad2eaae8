# Without an identity provider in the configuration its doors are shut, and people are told what to do instead. With one,
# tests/oidc tells the whole story.
use hospital

nobody
GET /v1/sign-in
200
  provider = null
  local = true
  from_provider = false
  due = false
GET /auth/login
404
  detail has Log in with your login
GET /auth/login
  accept: text/html
303
  header location = /#/login?refused=not_configured
GET /auth/login?next=https://evil.example
400
  detail has next
GET /auth/callback?code=a&state=b&session_state=ignored
404
GET /auth/logout
404
POST /auth/backchannel-logout
  content-type: application/x-www-form-urlencoded
  raw logout_token=a
404

as ada
GET /v1/users/$maria_id/identity
200
  subject = null
  external_id = null
POST /v1/users/$maria_id/identity
  {"subject": "account"}
409
  detail has No identity provider
DELETE /v1/users/$maria_id/identity
204

as maria
GET /v1/users/$maria_id/identity
403
