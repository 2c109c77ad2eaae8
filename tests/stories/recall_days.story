# What has to be decided by a day holds when the day has passed, also when somebody sets the clock back; and what the
# service had not yet compared when it died, it compares when it is back.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,All versions,It may stop.,
use recall_upload
POST /v1/datasets
  {"kind": "csv-recalls", "name": "au", "uploads": ["$upload"], "source_date": "$recalls_date"}
202
  header location -> where
import data
restart
GET $where
200
  state = "done"
GET /v1/recall-matches
200
  items count 0
import
GET /v1/recall-matches
200
  items count 1
  items.0.action = "queue"
  items.0.due = "2026-03-06"
  items.0.id -> match
import
restart
import
GET /v1/recall-matches/$match
200
  history count 1
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
clock 2026-03-06T23:59:00.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
clock 2026-03-07T00:00:00.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
  reasons.0.sentence has had to decide by 2026-03-06
clock 2026-03-05T09:00:00.000Z
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
clock 2026-03-08T09:00:00.000Z
use everybody_again
GET /v1/notices
200
  items.0.overdue = true
clock 2026-03-04T09:00:00.000Z

# A notice that comes when the clock is wrong counts from the later day at most; the older day of the first one stays.
let recalls_date = 2026-03-02
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,All versions,It may stop suddenly.,
use recall_import
GET /v1/recall-matches/$match
200
  due = "2026-03-06"
  history.1.event = "renewed"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
