# The pump companion, submitted by Maria, reviewed by Rosa, approved by Paul until the end of the year.
use hospital
use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
  state = "submitted"
scan
as rosa
GET /v1/submissions/$submission
200
  state = "in_review"
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
  state = "approved"
  approval -> approval
  version_id -> version
  tool.id -> tool
