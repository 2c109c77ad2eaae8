# An import comes between reading a notice and deciding about it: the decision is refused and changes nothing. What clears
# something has to say which notice was read.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,Serial number 17,It may stop.,
use recall_import
as rosa
GET /v1/recall-matches
200
  items count 1
  items.0.id -> match
  items.0.digest -> read
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs."}
422
  errors count 1
  errors.0.pointer = "/digest"
POST /v1/recall-matches/$match/decisions
  {"decision": "not_affected", "reason": "Ours has no serial number."}
422
  errors.0.pointer = "/digest"
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "what I read"}
422
  errors.0.pointer = "/digest"
as paul
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Mended."}
422
  errors.0.pointer = "/digest"

# Rosa thinks; meanwhile the authority calls it class I.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,Serial number 17,It may stop.,
use recall_import
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "$read"}
409
  type = "/problems/stale-copy"
  detail = "The notice changed since you read it. Load it again and decide on what it says now."
  errors.0.pointer = "/digest"
POST /v1/recall-matches/$match/decisions
  {"decision": "not_affected", "reason": "Ours has no serial number.", "digest": "$read"}
409
  type = "/problems/stale-copy"
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm", "reason": "It is ours.", "digest": "$read"}
409
  type = "/problems/stale-copy"
as paul
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Mended.", "digest": "$read"}
409
  type = "/problems/stale-copy"
GET /v1/recall-matches/$match
200
  state = "open"
  action = "hold"
  decision = null
  history count 2
  history.0.digest = "$read"
  history.1.event = "escalated"
  digest -> present
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
as otto
GET /v1/audit?action=recall.dismiss
200
  items count 0

# She loads it again and decides on what it says now.
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "$present"}
201
  state = "dismissed"
  history.2.event = "dismiss"
  history.2.digest = "$present"
