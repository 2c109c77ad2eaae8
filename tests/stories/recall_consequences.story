# What follows from a recall depends on how sure the match is and how grave the recall: class II stops what is bought
# new, class III warns, a doubtful match of a grave recall holds until a person has decided.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-3,"Example Medical, Inc.",Pump Companion,III,Ongoing,2026-02-20,All versions,A word is misspelt.,00718175003305
use recall_import
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
  conditions.0 has recall AB-3
  reasons.0.sentence has class III

# Another maker's product of the same name: perhaps the same, bought up. A person decides within a day.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-3,"Example Medical, Inc.",Pump Companion,III,Ongoing,2026-02-20,All versions,A word is misspelt.,00718175003305
  AB-4,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,All versions,It may stop.,
use recall_import
GET /v1/recall-matches?import=$recalls_import
200
  items count 1
  items.0.tier = "B"
  items.0.action = "hold"
  items.0.due = "2026-03-02"
  items.0.id -> doubtful
  items.0.digest -> read
GET /v1/approvals/$approval
200
  state = "active"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
as rosa
POST /v1/recall-matches/$doubtful/decisions
  {"decision": "dismiss", "reason": "Asked Pharos: it is a pump of theirs and nothing of Example Medical's.", "digest": "$read"}
201
  state = "dismissed"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"

# A flag that nobody has looked at in time holds.
clock 2026-03-16T09:00:00.000Z
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
  reasons.0.sentence has had to decide by 2026-03-13

let recalls_date = 2026-03-14
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-3,"Example Medical, Inc.",Pump Companion,III,Ongoing,2026-02-20,All versions,A word is misspelt.,00718175003305
  AB-4,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,All versions,It may stop.,
  AB-5,"Example Medical, Inc.",Pump Companion,II,Ongoing,2026-03-10,All versions,It may show a wrong rate.,00718175003305
use recall_import
GET /v1/approvals/$approval
200
  state = "active"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.sentence has nothing new is bought
