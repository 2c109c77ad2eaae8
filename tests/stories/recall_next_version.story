# While a doubtful recall holds one version, the next one is asked for and approved. What holds the old one stays with it;
# the new one is judged by what the notice says of its own number.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-1,"Example Medical, Inc.",Pump Companion,I,Ongoing,2026-02-20,Software versions 2.0 to 2.4.9,It may stop.,00718175003305
use recall_import
GET /v1/recall-matches
200
  items count 1
  items.0.action = "suspend"
  items.0.id -> old_match
file next
  fact android.package = org.example.pump
  fact android.version_name = 2.5.0
  fact android.version_code = 250
  fact android.label = Pump Companion
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
as maria
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
  {"device": {"device_name": "Pump Companion", "manufacturer": "Example Medical, Inc.", "udi_di": "00718175003305",
              "model": "PCX-2400"}, "claims": []}
200
import
GET /v1/recall-matches?state=open
200
  items count 2
  items.0.version = "2.5.0"
  items.0.scope = "not_affected"
  items.0.action = "confirm"
  items.0.id -> new_match
  items.0.digest -> read
as rosa
GET /v1/submissions/$second
200
  header etag -> etag
POST /v1/submissions/$second/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "The mended version."}
201
  header etag -> etag
as paul
GET /v1/submissions/$second
200
  obstacles count 0
POST /v1/submissions/$second/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "The mended version.", "expires": "2026-12-31"}
201
  approval -> second_approval
GET /v1/approvals/$second_approval
200
  state = "active"
token $gate_token
GET /v1/gate?sha256=$next_sha256
200
  verdict = "allowed_with_conditions"
  reasons.0.record = "$new_match"
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
as rosa
GET /v1/recall-matches/$old_match
200
  state = "open"
  action = "suspend"
POST /v1/recall-matches/$new_match/decisions
  {"decision": "not_affected", "reason": "The notice ends with 2.4.9.", "digest": "$read"}
201
GET /v1/recall-matches/$old_match
200
  state = "open"
token $gate_token
GET /v1/gate?sha256=$next_sha256
200
  verdict = "allowed"
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
