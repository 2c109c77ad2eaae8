# An emergency approval is taken back by an approver, or in emergency access; then there is no other one for that version.
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
  {"reason": "The ward cannot wait.", "hours": 48}
201
  id -> emergency
as rosa
POST /v1/emergency-approvals/$emergency/revoke
  {"reason": "I do not like it."}
403
as paul
POST /v1/emergency-approvals/no-such-approval/revoke
  {"reason": "It is not needed any more."}
404
POST /v1/emergency-approvals/$emergency/revoke
  {"reason": ""}
422
POST /v1/emergency-approvals/$emergency/revoke
  {"reason": "It is not needed any more."}
200
  state = "revoked"
  holds = false
POST /v1/emergency-approvals/$emergency/revoke
  {"reason": "It is not needed any more."}
409
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
as rosa
POST /v1/approvals/$emergency/ratifications
409
as night
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 1}
409
  detail has taken back

# A normal decision is possible all the same.
as rosa
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed, current target, no findings."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Reviewed and fit for its purpose.", "expires": "2026-12-31"}
201
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# Emergency access stops approvals, too.
as night
GET /v1/approvals
200
  items.0.id -> approval
GET /v1/approvals/$approval
200
  header etag -> etag
POST /v1/approvals/$approval/suspend
  if-match: $etag
  {"reason": "It shows wrong rates on ward 3."}
200
  state = "suspended"
  header etag -> etag
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "It does not."}
403
POST /v1/approvals/$approval/revoke
  if-match: $etag
  {"reason": "It shows wrong rates everywhere."}
200
  state = "revoked"
