# Bodies that are no JSON, of the wrong shape, unknown or too large; and what else people and programs send by mistake.
use hospital

as maria
POST /v1/submissions
  raw {"intended_use":
400
  type = "/problems/malformed-json"
  detail has byte
POST /v1/submissions
  raw []
400
POST /v1/submissions
  content-type: application/json
400
  detail has empty
POST /v1/submissions
  content-type: text/plain
  {"intended_use": $low_use}
415
POST /v1/submissions
  content-encoding: gzip
  {"intended_use": $low_use}
415
  detail has Content-Encoding
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "x", "version": ""}, "claim": {}, "intended_use": $low_use}
400
  errors.0.pointer = "/claim"
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": 7, "version": ""}, "intended_use": {"purpose": 5, "users": null,
  "patient_group": "", "data_classes": "none", "clinical_role": "surgeon", "devices_driven": "", "sites": [1],
  "jurisdictions": ["Germany"], "colour": "red"}, "draft": "no", "extra": {}}
422
  type = "/problems/invalid"
  errors.0.pointer = "/claim/identifier"
  errors.1.pointer = "/intended_use/purpose"
  errors.2.pointer = "/intended_use/users"
  errors.3.pointer = "/intended_use/data_classes"
  errors.4.pointer = "/intended_use/clinical_role"
  errors.4.detail has drives_or_diagnoses
  errors.5.pointer = "/intended_use/sites/0"
  errors.6.pointer = "/intended_use/jurisdictions/0"
  errors.7.pointer = "/intended_use/colour"
  errors.8.pointer = "/draft"
  errors.9.pointer = "/extra"
  errors count 10
POST /v1/submissions
  {"intended_use": $low_use}
422
  errors.0.pointer = "/upload"
POST /v1/submissions
  {"upload": "none", "claim": {"platform": "web", "identifier": "x", "version": ""}, "intended_use": $low_use}
422
POST /v1/submissions
  {"upload": "none", "intended_use": $low_use}
404
  errors.0.pointer = "/upload"
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "x", "version": ""}, "department": "none", "intended_use": $low_use}
404
  errors.0.pointer = "/department"
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "x", "version": ""}, "intended_use": {"purpose": "", "users": "all",
  "patient_group": "", "data_classes": ["none"], "clinical_role": "none", "devices_driven": "", "sites": [],
  "jurisdictions": ["DE"]}}
422
  errors.0.pointer = "/intended_use/purpose"
file large = 1048577 bytes
POST /v1/submissions
  content-type: application/json
  send large
413
  type = "/problems/too-large"

GET /v1/submissions?limit=1000
400
  errors.0.pointer = "/limit"
GET /v1/submissions?cursor=abc
400
  errors.0.pointer = "/cursor"
GET /v1/submissions?state=lost
400
  detail has needs_info
GET /v1/submissions?mine=perhaps
400
GET /v1/submissions?q=a&q=b
400
  detail has twice
GET /v1/submissions?page=2
400
  detail has cursor
GET /v1/submissions?state=draft
400
GET /v1/submissions/none
404
GET /v1/submissions/none/report
404
GET /v1/tools/none
404
GET /v1/versions/none
404
GET /v1/versions/none/report
404
GET /v1/versions/none/findings
404
GET /v1/approvals/none
404
GET /v1/nothing
404
PUT /v1/submissions
405
  header allow = GET, HEAD, OPTIONS, POST
OPTIONS /v1/submissions
204
  header allow has POST
TRACE /v1/submissions
405
GET /problems/stale
200
GET /openapi.json
200
  openapi = "3.1.0"
  header etag -> etag
GET /openapi.json
  if-none-match: $etag
304

as otto
GET /v1/audit?from=yesterday
400
  errors.0.pointer = "/from"
GET /v1/users/none
404
as ada
POST /v1/departments
  {"name": ""}
422
PATCH /v1/users/none
  if-match: "1"
  {"disabled": true}
404
POST /v1/reassessments
  {"everything": true}
422
  errors.0.pointer = "/everything"
