# Emergency access: a code from the host, one hour, everything accounted for. It lets one file through for some hours,
# stops an approval, locks a person out, and nothing else; two ordinary persons ratify, or it is taken back.
use hospital
use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"

# The code works once, for fifteen minutes, and only as it is.
break-glass late
clock +15m
use everybody_again
as night
POST /v1/break-glass
  {"code": "$late", "name": "Dr. Nina Night"}
401
  errors.0.pointer = "/code"
break-glass code
POST /v1/break-glass
  {"code": "$late$code", "name": "Dr. Nina Night"}
401
POST /v1/break-glass
  {"code": "$code"}
422
  errors.0.pointer = "/name"
POST /v1/break-glass
  {"code": "$code", "name": "Dr. Nina Night"}
201
  emergency.mine = true
  emergency.id -> access
  emergency.since -> since
  person.roles = []
  person.id -> night_id
  csrf -> csrf
  header location = /v1/sessions/current
as day
POST /v1/break-glass
  {"code": "$code", "name": "Dr. Dan Day"}
401

# Everybody sees that it is in use; administrators and auditors are told until somebody has looked.
as maria
GET /v1/sessions/current
200
  emergency.mine = false
  emergency.since = "$since"
as otto
GET /v1/identity-alarms
200
  items.0.kind = "break_glass"
  items.0.person.id = "$night_id"
  items.0.id -> alarm
GET /v1/audit?action=break_glass.mint
200
  items count 2
  items.0.text = "The ward cannot wait."
GET /v1/audit?action=break_glass.open
200
  items count 4
  items.2.entry.outcome = "success"
  items.2.text = "Dr. Nina Night"
  items.3.entry.outcome = "denied"

# It reads the registry and asks the gate. It does not review, decide, make people, tokens or policies, or read the log.
as night
GET /v1/submissions/$submission
200
  may.review = []
  may.decide = false
  header etag -> etag
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
GET /v1/audit
403
  detail has Emergency access
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Looks fine."}
403
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Now.", "expires": "2026-06-30"}
403
POST /v1/users
  {"login": "eve", "name": "Eve", "roles": ["approver"], "password": "eve and a long word"}
403
POST /v1/tokens
  {"name": "for later", "scopes": ["gate"]}
403
POST /v1/users/$rosa_id/password
  {"password": "a word that Rosa does not know"}
403
POST /v1/sessions/current/confirmation
  {"password": "none"}
403
POST /v1/conflicts
  {"person": "$rosa_id", "subject": "submission", "submission": "$submission", "reason": "She is in the way."}
403

# Each of these requests is in the log, reads too.
as otto
GET /v1/audit?action=break_glass.request&actor=$night_id
200
  items count 10
  items.0.entry.object.type = "get_submission"
  items.0.entry.actor.type = "emergency"
  items.0.entry.outcome = "success"
  items.2.entry.object.type = "read_audit"
  items.2.entry.outcome = "denied"

# The emergency approval: for this file, for hours, and the gate says what it is.
as paul
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 24}
403
as night
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 73}
422
  errors.0.pointer = "/hours"
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait."}
422
  errors.0.pointer = "/hours"
POST /v1/submissions/no-such-submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 24}
404
POST /v1/submissions/$submission/emergency-approval
  {"reason": "The ward cannot wait.", "hours": 24}
201
  level = "FORMULARY_EMERGENCY"
  state = "standing"
  holds = true
  ends = "2026-03-02T09:15:00.000Z"
  id -> emergency
POST /v1/submissions/$submission/emergency-approval
  {"reason": "And again.", "hours": 72}
409
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
  reasons.0.source = "emergency_approval"
  reasons.0.record = "$emergency"
  reasons.0.sentence has FORMULARY_EMERGENCY
  reasons.0.sentence has until 2026-03-02T09:15
  reasons.0.sentence has A reviewer and an approver
  approval = "$emergency"
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "hold"
GET /v1/gate?sha256=$pump_sha256&department=Radiology
200
  verdict = "hold"
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1
200
  verdict = "hold"

# Locking a person out is possible at once; nothing else of a person is changed.
as night
GET /v1/users/$sam_id
200
  header etag -> person_etag
PATCH /v1/users/$sam_id
  if-match: $person_etag
  {"roles": ["approver"]}
403
PATCH /v1/users/$sam_id
  if-match: $person_etag
  {"disabled": true, "name": "Nobody"}
403
PATCH /v1/users/$sam_id
  if-match: $person_etag
  {"disabled": true}
200
  disabled -> when
GET /v1/users/$sam_id
200
  header etag -> person_etag
PATCH /v1/users/$sam_id
  if-match: $person_etag
  {"disabled": false}
403
as sam
GET /v1/tools
401

# Two ordinary persons ratify, neither of whom brought the tool. It ends at its hour all the same.
as maria
POST /v1/approvals/$emergency/ratifications
403
as otto
POST /v1/approvals/$emergency/ratifications
403
as night
POST /v1/approvals/$emergency/ratifications
403
as rosa
GET /v1/submissions/$submission
200
  emergency_approvals.0.may.ratify = true
POST /v1/approvals/no-such-approval/ratifications
404
POST /v1/approvals/$emergency/ratifications
201
  state = "standing"
  reviewer.name = "Rosa Reviewer"
  approver = null
  may.ratify = false
POST /v1/approvals/$emergency/ratifications
403
  detail has already
as rolf
POST /v1/sessions
  {"login": "rolf", "password": "rolf and a long word"}
201
POST /v1/approvals/$emergency/ratifications
403
  detail has An approver
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  reasons.0.sentence has An approver who did not ask
as paul
POST /v1/approvals/$emergency/ratifications
201
  state = "ratified"
  approver.name = "Paul Approver"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
  reasons.0.sentence has ends all the same

# No activity makes the hour longer. At its end the access is closed, and the person of it stays locked out.
clock +59m
as night
GET /v1/tools
200
clock +61s
GET /v1/tools
401
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
  emergency = null
tidy
GET /v1/users/$night_id
200
  header etag -> person_etag
  disabled -> closed
PATCH /v1/users/$night_id
  if-match: $person_etag
  {"roles": ["approver"]}
409
PATCH /v1/users/$night_id
  if-match: $person_etag
  {"disabled": false}
409
POST /v1/users/$night_id/password
  {"password": "a way back into the house"}
409
POST /v1/break-glass/$access/end
409
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=break_glass.close
200
  items count 1
  items.0.entry.actor.type = "system"

# The approval goes on without the access, until its hour; then a clock that is set back brings nothing back.
token $gate_token
clock 2026-03-02T09:14:59.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
clock 2026-03-02T09:15:00.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
clock 2026-03-02T09:00:00.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
clock 2026-03-02T09:20:00.000Z
tidy
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/submissions/$submission
200
  state = "in_review"
  emergency_approvals.0.state = "expired"
