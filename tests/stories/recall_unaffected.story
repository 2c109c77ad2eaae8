# A notice names its versions, and the approved one is none of them. Nothing is suspended, and still a person has to say
# so; an authority that ends its recall ends nothing here either.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,Software versions 1.0 to 1.9,It may stop.,00718175003305
use recall_import
GET /v1/recall-matches
200
  items.0.scope = "not_affected"
  items.0.action = "confirm"
  items.0.due = null
  items.0.id -> match
  items.0.digest -> read
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
  reasons.0.sentence has a person has yet to confirm
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "not_affected", "reason": "The notice names 1.0 to 1.9; this is 2.4.1.", "digest": "$read"}
201
  state = "dismissed"
  decision.decision = "not_affected"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# A recall that has ended when it first comes here suspends like any other, and asks an approver to look.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,Software versions 1.0 to 1.9,It may stop.,00718175003305
  AB-6,"Example Medical, Inc.",Pump Companion,I,Terminated,2025-02-20,All versions,It may stop.,00718175003305
use recall_import
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
as paul
GET /v1/notices
200
  items count 3
  items.2.duty = "consider_lift"
  items.2.mine = true
  items.2.match -> ended
GET /v1/recall-matches/$ended
200
  digest -> read
POST /v1/recall-matches/$ended/decisions
  {"decision": "lift", "reason": "Ended by the authority on 2025-08-01; 2.4.1 is the mended version.", "digest": "$read"}
201
  state = "lifted"
