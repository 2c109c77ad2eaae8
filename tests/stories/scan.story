# What the scanner says, and what it cannot say: partial scans never pass, and a file that is no package has no name.
use hospital

as maria
file truncated
  fact android.package = org.example.half
  fact android.version_name = 1.0
  anomaly zip.gap
  partial limit:entries
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $truncated_size
  upload-metadata: filename aGFsZi5hcGs=
  send truncated
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> partial
scan
GET /v1/submissions/$partial
200
  state = "in_review"
  scan.complete = false
  scan.reason = "limit:entries"
  assessment.verdict = "unverifiable"
  obstacles.0 has could not be verified
  tool.identifier = "org.example.half"
GET /v1/submissions/$partial/report
200
  complete = false
  reason = "limit:entries"
  anomalies.0.id = "zip.gap"
  anomalies.0.sentence has bytes between entries
as rosa
GET /v1/submissions/$partial
200
  header etag -> etag
POST /v1/submissions/$partial/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "I trust it."}
201
  header etag -> etag
as paul
POST /v1/submissions/$partial/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "Anyway.", "conditions": ["Hope"], "expires": "2026-06-30"}
409
  detail has could not be verified
POST /v1/submissions/$partial/decisions
  if-match: $etag
  {"outcome": "reject", "reason": "Nobody could look at all of it."}
201
  state = "rejected"
  approval = null
token $gate_token
GET /v1/gate?sha256=$truncated_sha256
200
  verdict = "denied"

as maria
file holiday
  a photograph
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $holiday_size
  send holiday
201
  header location -> path
GET $path
200
  id -> upload
  file_name = "unnamed"
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> photograph
scan
GET /v1/submissions/$photograph
200
  tool = null
  title = "unnamed"
  scan.reason = "malformed:no known format"
  assessment.verdict = "unverifiable"

# The service dies in the middle of things: what was acknowledged is there, and the scan is done after all.
use package
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
  header etag -> etag
restart
GET /v1/submissions/$submission
200
  state = "submitted"
scan
GET /v1/submissions/$submission
200
  state = "in_review"
  assessment.rules_version -> rules_version
  header etag -> etag

# Another file takes its place: it is scanned again.
file newer
  fact android.package = org.example.pump
  fact android.version_name = 2.5.0
  fact android.version_code = 250
  fact apk.signature.verified = true
  fact apk.signature.signer [29..] = $signer
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $newer_size
  send newer
201
  header location -> path
GET $path
200
  id -> upload
PUT /v1/submissions/$submission/answers
  if-match: $etag
  {"intended_use": $low_use, "upload": "$upload"}
200
  state = "submitted"
  artifact.sha256 = "$newer_sha256"
scan
GET /v1/submissions/$submission
200
  version = "2.5.0"
