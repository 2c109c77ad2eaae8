# What nobody ratifies is revoked at its hour, and what was revoked, rejected or recalled gets no emergency approval. The
# access ends earlier when its person or an administrator says so.
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
  emergency.id -> access
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 1}
201
  id -> emergency

# Whoever is told about it can end the access; the next request in it is denied. The approval stands.
as rosa
POST /v1/break-glass/$access/end
403
as ben
POST /v1/break-glass/no-such-access/end
404
POST /v1/break-glass/$access/end
204
as night
GET /v1/tools
401
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"

# One person alone is not enough.
as paul
POST /v1/approvals/$emergency/ratifications
201
  state = "standing"
clock +61m
tidy
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
GET /v1/submissions/$submission
200
  emergency_approvals.0.state = "revoked"
  emergency_approvals.0.may.ratify = false
POST /v1/approvals/$emergency/ratifications
409
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=emergency_approval.end
200
  items.0.entry.to = "revoked"
  items.0.text has nobody had ratified
break-glass again
as night
POST /v1/break-glass
  {"code": "$again", "name": "Dr. Nina Night"}
201
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward still cannot wait.", "hours": 1}
409
  detail has taken back

# The person of the access ends it by logging out; then nothing is left of it but the account.
DELETE /v1/sessions/current
204
GET /v1/tools
401
as rosa
GET /v1/sessions/current
200
  emergency = null

# A file with a finding that nothing lets through.
file pump
  fact android.package = org.example.spy
  fact android.version_name = 1.0
  fact android.version_code = 1
  fact android.label = Spy
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = false
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> spying
break-glass third
as night
POST /v1/break-glass
  {"code": "$third", "name": "Dr. Nina Night"}
201
POST /v1/submissions/$spying/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 1}
409
  detail has waits for its decision
scan
POST /v1/submissions/$spying/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 1}
409
  detail has Not even an emergency
