# An early alert is on the authority's web page and in no data set. A reviewer enters it; it is as grave as class I. And
# a tool that somebody asks for later is compared with all notices that are there.
use approved_device
as maria
POST /v1/recalls
  {"authority": "FDA", "class": "early_alert", "name": "Pump Companion", "reason": "It may stop."}
403
as rolf
POST /v1/recalls
  {"authority": "FDA", "class": "grave", "reason": "It may stop."}
422
POST /v1/recalls
  {"authority": "FDA", "class": "early_alert", "reason": "It may stop."}
422
  errors.0.pointer = "/name"
POST /v1/recalls
  {"authority": "FDA", "class": "early_alert", "name": "Pump Companion", "reason": "It may stop.", "url": "javascript:x"}
422
POST /v1/recalls
  {"authority": "FDA", "class": "early_alert", "firm": "Example Medical, Inc.", "name": "Pump Companion",
   "model": "PCX-2400", "date": "2026-02-27", "affected": "All versions", "reason": "It may stop.",
   "url": "https://www.fda.gov/alert"}
201
  dataset = "manual"
  class = "early_alert"
  status = "ongoing"
  key -> entry
import
GET /v1/recall-matches
200
  items count 1
  items.0.action = "suspend"
  items.0.recall.key = "$entry"
  items.0.recall.url = "https://www.fda.gov/alert"
  items.0.signals.0.id = "S4"
  items.0.departments count 1
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
  reasons.0.source = "reviewer"
  reasons.0.as_of = "2026-02-27"
GET /v1/recalls?dataset=manual
200
  items count 1
  items.0.matches = 1

# Two weeks later somebody asks for the next version, which is a version of the recalled product until a person looks.
file next
  fact android.package = org.example.pump
  fact android.version_name = 2.5.0
  fact android.version_code = 250
  fact android.label = Pump Companion
  fact apk.signature.signer [29..] = $signer
as sam
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $next_size
  send next
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> second
scan
GET /v1/submissions/$second
200
  header etag -> etag
PUT /v1/submissions/$second/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion", "manufacturer": "EXAMPLE MEDICAL INC", "model": "PCX-2400"}, "claims": []}
200
import
GET /v1/recall-matches?state=open
200
  items count 2
  items.0.version = "2.5.0"
  items.0.action = "suspend"
  items.0.departments.0.name = "Radiology"
