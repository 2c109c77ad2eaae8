# Nobody decides about a recall of the tool that they asked for themselves. What somebody else dismissed stays dismissed
# while the notice says the same: imported again by force, taken away and published again, or asked for again.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,Serial number 17,It may stop.,
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
GET /v1/recall-matches
200
  items count 1
  items.0.action = "queue"
  items.0.id -> match
  items.0.digest -> read
as ada
POST /v1/users
  {"login": "rita", "name": "Rita Both", "roles": ["submitter", "reviewer"], "domains": ["clinical"],
   "department": "$radiology", "password": "rita and a long word"}
202
  id -> proposal
use ben_agrees
as rita
POST /v1/sessions
  {"login": "rita", "password": "rita and a long word"}
201
GET /v1/recall-matches/$match
200
  may.decide = true
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
scan
import
as rita
GET /v1/recall-matches/$match
200
  may.decide = false
  may.acknowledge = true
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "We need it.", "digest": "$read"}
403
  detail has somebody else has to decide
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm", "reason": "It is ours."}
403
as otto
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "I only read.", "digest": "$read"}
403
as ada
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "I only administer.", "digest": "$read"}
403
token $gate_token
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "I only ask.", "digest": "$read"}
403
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "dismiss", "reason": "It is a pump of theirs.", "digest": "$read"}
201

# Another department that asks now has nothing to know.
as ada
POST /v1/departments
  {"name": "Surgery"}
201
  id -> surgery
POST /v1/users
  {"login": "tess", "name": "Tess Submitter", "roles": ["submitter"], "department": "$surgery", "password": "tess and a long word"}
201
as tess
POST /v1/sessions
  {"login": "tess", "password": "tess and a long word"}
201
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
scan
import
GET /v1/recall-matches/$match
200
  departments count 2

# The same files again by force, and older ones that say the same.
use recall_import_forced
GET $where
200
  counts.unchanged = 2
let recalls_date = 2026-02-20
use recall_import_forced
GET /v1/recall-matches/$match
200
  state = "dismissed"
  history.2.event = "dismiss"
  history count 3

# Taken away, and published again.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import_forced
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,Serial number 17,It may stop.,
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
let recalls_date = 2026-02-27
use recall_import
GET /v1/recall-matches/$match
200
  state = "dismissed"
  history count 3
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# Of class I: it is another notice, and a person looks again, in a day.
let recalls_date = 2026-02-28
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,Serial number 17,It may stop.,
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
GET /v1/recall-matches/$match
200
  state = "open"
  action = "hold"
  due = "2026-03-02"
  departments count 3
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
