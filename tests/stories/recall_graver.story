# A department that said that it knows is asked again when the recall becomes graver or comes back, and not otherwise.
# What it said before stays in the time line: who, when, and what followed then.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,II,Ongoing,2026-02-20,All versions,It may show a wrong rate.,00718175003305
use recall_import
as maria
GET /v1/recall-matches
200
  items count 1
  items.0.id -> match
  items.0.digest -> second_class
  items.0.action = "suspend_procurement"
POST /v1/recall-matches/$match/acknowledgements
  {}
201
GET /v1/notices
200
  items count 1
  items.0.duty = "decide"

# It comes again with another sentence, and is as grave as before.
let recalls_date = 2026-02-26
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,II,Ongoing,2026-02-20,All versions,It may show a wrong rate at night.,00718175003305
use recall_import
as maria
GET /v1/recall-matches/$match
200
  may.acknowledge = false
  departments.0.person.name = "Maria Submitter"
  history.2.event = "renewed"

# It comes again as class I: the department has to know that, too.
clock +5m
let recalls_date = 2026-02-27
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,All versions,It may dose too much.,00718175003305
use recall_import
as maria
GET /v1/notices
200
  items count 2
  items.1.duty = "acknowledge"
  items.1.action = "suspend"
  items.1.department.name = "Cardiology"
  items.1.mine = true
GET /v1/recall-matches/$match
200
  digest -> first_class
  action = "suspend"
  may.acknowledge = true
  departments count 1
  departments.0.told_at = "2026-03-01T09:05:00.000Z"
  departments.0.acknowledged_at = null
  departments.0.person = null
POST /v1/recall-matches/$match/acknowledgements
  {}
201
  departments.0.acknowledged_at = "2026-03-01T09:05:00.000Z"
  history count 5
  history.1.event = "acknowledged"
  history.1.person.name = "Maria Submitter"
  history.1.reason = "Cardiology"
  history.1.digest = "$second_class"
  history.1.action = "suspend_procurement"
  history.1.at = "2026-03-01T09:00:00.000Z"
  history.3.event = "escalated"
  history.4.event = "acknowledged"
  history.4.person.name = "Maria Submitter"
  history.4.digest = "$first_class"
  history.4.action = "suspend"
  history.4.at = "2026-03-01T09:05:00.000Z"
POST /v1/recall-matches/$match/acknowledgements
  {}
409

# A reviewer confirms what was sure: nothing new for the department. Lifted, and published again in other words, it is.
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm", "reason": "The label has this UDI-DI."}
201
  departments.0.person.name = "Maria Submitter"
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Mended on site.", "digest": "$first_class"}
201
  departments.0.person.name = "Maria Submitter"
let recalls_date = 2026-02-28
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,All versions,It may dose too much after an update.,00718175003305
  AB-2,Pharos Devices GmbH,Example Medical Pump Companion,II,Ongoing,2026-02-20,All versions,It may stop.,
use recall_import
as maria
GET /v1/recall-matches/$match
200
  state = "open"
  may.acknowledge = true
  history.7.event = "reopened"

# What was doubtful and is confirmed becomes graver as well.
GET /v1/recall-matches
200
  items.0.recall.number = "AB-2"
  items.0.action = "queue"
  items.0.id -> doubtful
POST /v1/recall-matches/$doubtful/acknowledgements
  {}
201
as rosa
POST /v1/recall-matches/$doubtful/decisions
  {"decision": "confirm", "reason": "The maker was bought; it is ours."}
201
  action = "suspend_procurement"
  departments.0.acknowledged_at = null
as maria
POST /v1/recall-matches/$doubtful/acknowledgements
  {}
201
  history.1.event = "acknowledged"
  history.1.action = "queue"
  history.3.event = "acknowledged"
  history.3.action = "suspend_procurement"
