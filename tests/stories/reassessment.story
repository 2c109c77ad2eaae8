# What is approved is judged again by today's rules: a Report that grew too old suspends the approval. Nothing is lifted.
use approved

as maria
POST /v1/reassessments
  {}
403
as ada
POST /v1/reassessments
  {}
200
  artifacts = 1
  suspended = []

# With patients' data the policy wants a scan that is at most 365 days old. This one is decided ten days after its scan.
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $high_use}
201
  id -> second
scan
clock +10d
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
GET /v1/submissions/$second
200
  header etag -> etag
  standard_conditions count 1
POST /v1/submissions/$second/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Fine."}
201
  header etag -> etag
POST /v1/submissions/$second/reviews
  if-match: $etag
  {"domain": "privacy", "opinion": "support", "comment": "Fine."}
201
  header etag -> etag
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
POST /v1/submissions/$second/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "For patients, too.", "expires": "2027-03-11"}
201
  approval -> second_approval
  decision.conditions.0 has hospital manages
GET /v1/approvals/$approval
200
  state = "superseded"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"

clock +356d
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/reassessments
  idempotency-key: nightly
  {}
200
  suspended = ["$second_approval"]
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/approvals/$second_approval
200
  state = "suspended"
  reason has old
  header etag -> etag
POST /v1/approvals/$second_approval/lift
  if-match: $etag
  {"reason": "It was fine before."}
409
GET /v1/rules?limit=1
200
  items.0.effective -> effective
  items count 1
GET /v1/policies
200
  items.0.classes.2.risk = "high"
  items.0.classes.2.validity_days = 365
