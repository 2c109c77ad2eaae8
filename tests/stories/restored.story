# Whoever has an old backup could bring back what was withdrawn since. After a restore the gate says no yes until two
# administrators have confirmed that the registry is what it should be.
use approved
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/restoration/acceptance
409
GET /v1/users/$maria_id
200
  header etag -> etag
PATCH /v1/users/$maria_id
  if-match: $etag
  {"roles": ["approver"]}
202
  id -> before

restored
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "unknown"
  reasons.0.record = "restore"
  reasons.0.sentence has two administrators
as ada
GET /v1/sessions/current
200
  restored has Z
GET /v1/proposals/$before
200
  state = "voided"
  reason has restored from a backup
POST /v1/restoration/acceptance
202
  id -> proposal
  kind = "accept_restore"
  changes.0.after = ["confirmed"]
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "unknown"
as ada
use ben_agrees
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
