# A recall of class I names the UDI-DI of an approved tool. The gate says no at once, the departments are told, and it
# takes a reviewer and an approver until the tool may be bought again.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,All versions,It may dose too much.,00718175003305
  AB-2,"Other Devices Ltd",Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
GET /v1/recall-matches?import=$recalls_import
200
  items count 1
GET /v1/recall-matches?state=open
200
  items count 1
  next = null
  items.0.id -> match
  items.0.digest -> read
  items.0.tier = "A"
  items.0.action = "suspend"
  items.0.due = "2026-03-02"
  items.0.scope = "affected"
  items.0.tool.name = "Pump Companion"
  items.0.version = "2.4.1"
  items.0.recall.number = "AB-1"
  items.0.recall.dataset = "csv-recalls:au"
  items.0.recall.class = "I"
  items.0.recall.text has dose too much
  items.0.signals.0.id = "S1"
  items.0.signals.0.value = "00718175003305"
  items.0.decision = null
  items.0.departments count 1
  items.0.departments.0.name = "Cardiology"
  items.0.departments.0.acknowledged_at = null
  items.0.may.decide = false
GET /v1/tools/$tool
200
  recalls.open = 1
GET /v1/approvals/$approval
200
  state = "suspended"
  reason = "A recall AB-1 of Example Medical, Inc. (class I) touches this version."
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  conditions count 0
  reasons.0.record = "$match"
  reasons.0.source has field safety notices
  reasons.0.as_of = "2026-02-25"
  reasons.0.sentence has Recall AB-1 of Example Medical, Inc. (class I), source Recalls and field safety notices

# Who must do what. Maria's department has to say that it knows; Sam's has nothing to do with it.
as maria
GET /v1/notices
200
  items count 2
  items.0.duty = "decide"
  items.0.due = "2026-03-02"
  items.0.mine = false
  items.1.duty = "acknowledge"
  items.1.department.name = "Cardiology"
  items.1.mine = true
as sam
POST /v1/recall-matches/$match/acknowledgements
  {}
403
as maria
POST /v1/recall-matches/none/acknowledgements
  {}
404
POST /v1/recall-matches/$match/acknowledgements
  {}
201
  departments.0.acknowledged_at = "2026-03-01T09:00:00.000Z"
  departments.0.person.name = "Maria Submitter"
POST /v1/recall-matches/$match/acknowledgements
  {}
409
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "We need it.", "digest": "$read"}
403

# The approval cannot be lifted while the recall stands, and no reviewer lifts a recall.
as paul
GET /v1/approvals/$approval
200
  header etag -> etag
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "We need it."}
409
  detail has recall AB-1
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Mended.", "digest": "$read"}
403
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm"}
422
POST /v1/recall-matches/$match/decisions
  {"decision": "maybe", "reason": "Who knows."}
422
GET /v1/recall-matches/$match
200
  may.decide = true
  may.lift = false
  subject.udis.0 = "00718175003305"
  subject.companies.0 = "Example Medical, Inc."
  sources.0.key has AB-1
  history count 2
  history.0.event = "raised"
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm", "reason": "The label of the pump has this UDI-DI."}
201
  state = "confirmed"
  due = null
  decision.decision = "confirm"
  decision.person.name = "Rosa Reviewer"
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "Changed my mind.", "digest": "$read"}
409
as paul
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Version 2.4.1 was mended on site on 2026-02-28, certificate 17.", "digest": "$read"}
201
  state = "lifted"
  history.3.event = "lift"

# The recall is lifted; the approval still is suspended until somebody lifts that, too.
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
as paul
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "No recall stands against it any more."}
200
  state = "active"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# The log says who did what, and holds no reason that was typed.
as otto
GET /v1/audit?action=recall.raised
200
  items.0.entry.object.type = "recall_match"
  items.0.entry.object.id = "$match"
GET /v1/audit?action=recall.lift
200
  items count 1
GET /v1/recall-matches/none
404
GET /v1/recall-matches?state=gone
400
GET /v1/recalls
200
  items count 2
  items.0.matches = 1
  items.1.matches = 0
GET /v1/recalls?limit=1
200
  items.0.number = "AB-1"
  next -> cursor
GET /v1/recalls?limit=1&cursor=$cursor
200
  items.0.number = "AB-2"
  next = null
GET /v1/recalls?number=AB-2&dataset=csv-recalls:au
200
  items count 1
