# An emergency approval rests on people who may still stand for it, and on a registry that may be believed.
use hospital
use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
break-glass code
as night
POST /v1/break-glass
  {"code": "$code", "name": "Dr. Nina Night"}
201
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 24}
201
  id -> emergency
as paul
POST /v1/approvals/$emergency/ratifications
201
  state = "standing"
  approver.name = "Paul Approver"

# Who ratified first is locked out before the second comes: one person is left, and one is not enough.
as ada
GET /v1/users/$paul_id
200
  header etag -> etag
PATCH /v1/users/$paul_id
  if-match: $etag
  {"disabled": true}
200
as rosa
GET /v1/submissions/$submission
200
  emergency_approvals.0.may.ratify = false
POST /v1/approvals/$emergency/ratifications
409
  detail has Who ratified it first
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"

# A backup could bring back what was revoked since: until two administrators believe it, nothing in it is a yes.
restored
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
  approval = null
