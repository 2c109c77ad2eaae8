# A version that is recalled is asked for again. Reviewer and approver meet the recall before anybody decides; approving
# it all the same opens nothing, and it takes an approver twice until it may be bought.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,All versions,It may dose too much.,00718175003305
use recall_import
GET /v1/recall-matches
200
  items.0.id -> match
  items.0.digest -> read
as sam
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> second
scan
import
as rosa
GET /v1/submissions/$second
200
  header etag -> etag
  obstacles count 3
  obstacles.2 has Recall AB-1 of Example Medical, Inc. (class I)
POST /v1/submissions/$second/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "As before."}
201
  header etag -> etag
as paul
GET /v1/submissions/$second
200
  obstacles count 1
  obstacles.0 has Recall AB-1 of Example Medical, Inc. (class I)
POST /v1/submissions/$second/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "We need it.", "expires": "2026-12-31"}
409
  detail has Recall AB-1 of Example Medical, Inc. (class I)
POST /v1/submissions/$second/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "We need it.", "conditions": ["Only on ward 7."], "expires": "2026-12-31"}
201
  approval -> second_approval
GET /v1/approvals/$second_approval
200
  header etag -> second_etag
  state = "suspended"
  reason has recall AB-1
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
GET /v1/gate?sha256=$pump_sha256&department=$radiology
200
  verdict = "denied"

# The recall is lifted; each approval stays suspended until an approver lifts that, too.
as paul
POST /v1/recall-matches/$match/decisions
  {"decision": "lift", "reason": "Mended on site, certificate 17.", "digest": "$read"}
201
token $gate_token
GET /v1/gate?sha256=$pump_sha256&department=$radiology
200
  verdict = "hold"
as paul
POST /v1/approvals/$second_approval/lift
  if-match: $second_etag
  {"reason": "Mended on site."}
200
  state = "active"
GET /v1/approvals/$approval
200
  header etag -> etag
  state = "suspended"
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "Mended on site."}
200
token $gate_token
GET /v1/gate?sha256=$pump_sha256&department=$radiology
200
  verdict = "allowed_with_conditions"
