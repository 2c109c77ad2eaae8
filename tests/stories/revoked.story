# Revoked is for good.
use approved
as paul
GET /v1/approvals/$approval
200
  header etag -> etag
POST /v1/approvals/$approval/revoke
  if-match: $etag
  idempotency-key: paul-revokes
  {"reason": "The vendor's key was stolen."}
200
  state = "revoked"
  header etag -> etag
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "Perhaps not."}
409
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.sentence has stolen

# Another person reads who did what, and the reading is in the account, too.
as otto
GET /v1/audit?object=$approval
200
  items.0.entry.action = "approval.create"
  items.1.entry.action = "approval.revoke"
  items.1.text = "The vendor's key was stolen."
  items.1.entry.actor.id = "$paul_id"
GET /v1/audit?action=gate.query
200
  items.0.entry.object.id = "$approval"
GET /v1/audit?actor=paul&limit=2
200
  items count 2
  next -> next
GET /v1/audit?actor=paul&limit=2&cursor=$next
200
  items.0.entry.actor.id = "$paul_id"
GET /v1/audit?from=2026-03-01&to=2026-03-01&limit=1
200
  items.0.sequence = 0
GET /v1/audit?from=2026-03-02
200
  items count 0
GET /v1/audit?action=audit.read
200
  items.0.entry.actor.id = "$otto_id"
