# The pump companion is a device: its dossier gives its name, maker, UDI-DI and model. Approved until the end of the year.
use hospital
use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  header etag -> etag
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion", "manufacturer": "Example Medical, Inc.", "udi_di": "00718175003305",
              "model": "PCX-2400"}, "claims": []}
200
as rosa
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed, current target, no findings."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Reviewed and fit for its purpose.", "expires": "2026-12-31"}
201
  approval -> approval
  version_id -> version
  tool.id -> tool
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
