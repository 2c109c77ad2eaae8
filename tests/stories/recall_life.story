# A recall stays what it is when its record is gone, when its day has passed and when another one is lifted; and who asks
# for the tool meanwhile is told, too.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,II,Ongoing,2026-02-20,All versions,It may show a wrong rate.,00718175003305
  AB-2,Pharos Devices GmbH,Example Medical Pump Companion,I,Ongoing,2026-02-20,All versions,It may stop.,
use recall_import
GET /v1/recall-matches
200
  items count 2
  items.0.recall.number = "AB-2"
  items.0.action = "hold"
  items.0.due = "2026-03-02"
  items.0.id -> doubtful
  items.1.recall.number = "AB-1"
  items.1.action = "suspend_procurement"
  items.1.id -> sure
  items.1.digest -> read
GET /v1/recall-matches/$sure
200
  departments count 1
  sources.0.published = true
as maria
POST /v1/recall-matches/$sure/acknowledgements
  {}
201
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.record = "$sure"

# Radiology asks for the same version. Its people have to know, and Cardiology has said so already.
as sam
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> second
scan
import
as rosa
GET /v1/recall-matches/$sure
200
  departments count 2
  departments.0.name = "Cardiology"
  departments.0.person.name = "Maria Submitter"
  departments.1.name = "Radiology"
  departments.1.acknowledged_at = null
  history.2.event = "told"
  history.2.person = null
GET /v1/recall-matches/$doubtful
200
  departments count 2
import
GET /v1/recall-matches/$sure
200
  history count 3
as otto
GET /v1/audit?action=recall.told
200
  items count 2
as sam
GET /v1/notices
200
  items.2.duty = "acknowledge"
  items.2.department.name = "Radiology"
  items.2.mine = true
POST /v1/recall-matches/$sure/acknowledgements
  {}
201

# The authority's next publication has neither of them, as if they had never been. Nothing is the milder for it.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import_forced
GET $where
200
  counts.removed = 2
GET /v1/recall-matches?state=open
200
  items count 2
GET /v1/recall-matches/$sure
200
  sources.0.published = false
  recall.text has wrong rate
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.sentence has no longer published, which ends nothing

# A third department asks when the notices are gone. It is told of what stands all the same.
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
GET /v1/recall-matches/$sure
200
  departments count 3

# One is lifted, the other is not: still no yes, and none on the day after the last one for a decision.
as paul
POST /v1/recall-matches/$sure/decisions
  {"decision": "lift", "reason": "Mended on site, certificate 17.", "digest": "$read"}
201
  state = "lifted"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
clock 2026-03-05T09:00:00.000Z
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
  reasons.0.sentence has had to decide by 2026-03-02
use everybody_again

# It was AB-1 that was lifted; published again as grave, it comes back and suspends.
let recalls_date = 2026-03-04
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,All versions,It may show a wrong rate.,00718175003305
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
GET /v1/recall-matches/$sure
200
  state = "open"
  action = "suspend"
  due = "2026-03-06"
  sources.0.published = true
GET /v1/approvals/$approval
200
  state = "suspended"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"

# The authority ends it. That ends nothing here: an approver is asked whether it may be lifted, and for a reviewer there
# still is something to decide.
let recalls_date = 2026-03-05
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Terminated,2026-02-20,All versions,It may show a wrong rate.,00718175003305
  AB-9,Other Devices Ltd,Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
GET /v1/recall-matches/$sure
200
  state = "open"
  action = "suspend"
  recall.status = "terminated"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
as paul
GET /v1/notices
200
  items.4.duty = "decide"
  items.4.match = "$sure"
  items.8.duty = "consider_lift"
  items.8.match = "$sure"
  items.8.mine = true
