# Requests without a file: a store name, a web application, a draft. The gate never says better than hold to them.
use hospital

as maria
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": "2026"}, "intended_use": $low_use}
201
  id -> submission
  state = "in_review"
  artifact = null
  scan.state = "none"
  assessment.verdict = "unverifiable"
  claim.identifier = "https://tool.example"
  title = "https://tool.example"
GET /v1/submissions/$submission/report
404
  detail has no file
as rosa
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Looked at the vendor's documents."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Fine.", "expires": "2026-06-30"}
409
  detail has No file
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "As a record.", "conditions": ["Only from the intranet"],
  "expires": "2026-06-30"}
201
  state = "approved_with_conditions"
  approval -> approval
  version_id -> version
GET /v1/versions/$version/report
404
  detail has No file
token $gate_token
GET /v1/gate?platform=web&id=https://tool.example&version=2026
200
  verdict = "hold"

# A draft is its submitter's own business until it is sent.
as maria
POST /v1/submissions
  {"draft": true, "intended_use": {"purpose": "", "users": "", "patient_group": "", "data_classes": [],
  "clinical_role": "none", "devices_driven": "", "sites": [], "jurisdictions": []}}
201
  id -> draft
  state = "draft"
  may.submit = true
GET /v1/submissions?mine=true&state=draft
200
  items count 1
GET /v1/submissions
200
  items count 1
  items.0.id = "$submission"
as sam
GET /v1/submissions/$draft
404
GET /v1/submissions?mine=true
200
  items count 0
as maria
GET /v1/submissions/$draft
200
  header etag -> etag
PUT /v1/submissions/$draft/answers
  if-match: $etag
  {"intended_use": $low_use, "submit": true}
422
  errors.0.pointer = "/upload"
PUT /v1/submissions/$draft/answers
  if-match: $etag
  {"intended_use": $low_use}
200
  intended_use.purpose = "Wayfinding for visitors"
  header etag -> etag
use package
use upload
PUT /v1/submissions/$draft/answers
  if-match: $etag
  {"intended_use": $low_use, "upload": "$upload", "submit": true}
200
  state = "submitted"
  header etag -> etag
POST /v1/submissions/$draft/withdrawal
  if-match: $etag
  {"reason": ""}
422
POST /v1/submissions/$draft/withdrawal
  if-match: $etag
  idempotency-key: once
  {"reason": "Another tool was found."}
200
  state = "withdrawn"
scan
GET /v1/submissions/$draft
200
  state = "withdrawn"
  transitions.1.reason = "Another tool was found."
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "unknown"

# Pages of requests, newest first, to the end.
as maria
POST /v1/submissions
  {"claim": {"platform": "ios", "identifier": "org.example.third", "version": "1"}, "intended_use": $low_use}
201
GET /v1/submissions?limit=2
200
  items count 2
  items.0.number = 3
  items.1.number = 2
  next -> next
  header link has cursor=$next
GET /v1/submissions?limit=2&cursor=$next
200
  items count 1
  items.0.number = 1
  next = null
GET /v1/submissions?state=in_review,withdrawn&state=submitted
200
  items count 2
GET /v1/submissions?q=third
200
  items count 1
GET /v1/tools?limit=1
200
  items count 1
  next -> next
GET /v1/tools?limit=1&cursor=$next
200
  items count 1
  next = null
GET /v1/tools?platform=ios
200
  items.0.identifier = "org.example.third"
  items.0.approval = null
GET /v1/tools?platform=ios,web
400
GET /v1/departments?limit=1
200
  items.0.name = "Cardiology"
  next -> next
GET /v1/departments?limit=1&cursor=$next
200
  items.0.name = "Radiology"
  next = null
