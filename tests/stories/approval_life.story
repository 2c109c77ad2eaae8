# An approval is suspended, lifted, revoked, superseded, and expires on its day.
use approved

as rosa
GET /v1/approvals/$approval
200
  state = "active"
  header etag -> etag
POST /v1/approvals/$approval/suspend
  {"reason": "A recall is announced."}
428
POST /v1/approvals/$approval/suspend
  if-match: $etag
  {"reason": "A recall is announced."}
200
  state = "suspended"
  reason = "A recall is announced."
  header etag -> new_etag
POST /v1/approvals/$approval/suspend
  if-match: $etag
  {"reason": "Again."}
412
POST /v1/approvals/$approval/suspend
  if-match: $new_etag
  {"reason": "Again."}
409
POST /v1/approvals/$approval/lift
  if-match: $new_etag
  {"reason": "Never mind."}
403
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
  reasons.0.sentence has A recall is announced.
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1
200
  verdict = "hold"

as paul
POST /v1/approvals/$approval/lift
  if-match: $new_etag
  {"reason": "The recall is about another lot."}
200
  state = "active"
  header etag -> etag
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# The last day counts; the day after does not.
clock 2026-12-31T23:00:00.000Z
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/tokens
  {"name": "another", "scopes": ["gate"], "days": 365, "owner": "$buyer_id"}
201
  secret -> gate_token
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
clock +61m
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.sentence has ended on 2026-12-31

as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
GET /v1/approvals/$approval
200
  state = "expired"
POST /v1/reassessments
  {}
200
  expired = ["$approval"]
  suspended = []
GET /v1/approvals?state=expired
200
  items count 1
GET /v1/approvals?state=active
200
  items count 0
GET /v1/approvals?state=dead
400
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/approvals/$approval
200
  header etag -> etag
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "One more year."}
409
