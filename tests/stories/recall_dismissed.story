# What a person has dismissed does not come back with the next import, nor with a new request; it comes back when the
# notice says something else.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,Serial number 17,It may stop.,
use recall_import
GET /v1/recall-matches
200
  items count 1
  items.0.action = "queue"
  items.0.id -> match
  items.0.digest -> read
GET /v1/recall-matches?format=csv&limit=1000
200
  header content-disposition has recalls.csv
  body has notice,number,company,class,date,tool,identifier,version,state,tier,action,due,scope,found
  body has Example Medical Pump Companion,AB-1,Pharos Devices GmbH,
# What lets a tool go on needs a proof of who one is; what makes the gate stricter does not wait for it.
as rosa
clock +5m
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "$read"}
403
  type = "/problems/step-up"
POST /v1/recall-matches/$match/decisions
  {"decision": "not_affected", "reason": "It is another version.", "digest": "$read"}
403
  type = "/problems/step-up"
GET /v1/recall-matches/$match
200
  state = "open"
POST /v1/sessions/current/confirmation
  {"password": "rosa and a long word"}
200
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "$read"}
201

# The same again, and a second department asks for the same version.
let recalls_date = 2026-02-26
use recall_import
GET $where
200
  counts.unchanged = 1
as sam
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
scan
import
GET /v1/recall-matches
200
  items count 1
  items.0.state = "dismissed"

# The authority ends it: still dismissed. It says something else: a person looks again.
let recalls_date = 2026-02-27
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Terminated,2026-02-20,Serial number 17,It may stop.,
use recall_import
GET /v1/recall-matches
200
  items.0.state = "dismissed"
  items.0.recall.status = "terminated"
let recalls_date = 2026-02-28
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,Serial number 17,It may stop.,
use recall_import
GET /v1/recall-matches/$match
200
  state = "open"
  decision = null
  action = "hold"
  due = "2026-03-02"
  departments count 2
  history.1.event = "dismiss"
  history.1.person.name = "Rosa Reviewer"
  history.3.event = "reopened"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
