# A package that the machine fails: nobody approves it without a recorded exception that ends.
use hospital
use package

as maria
file pump
  fact android.package = org.example.debug
  fact android.version_name = 1.0
  fact android.version_code = 1
  fact android.debuggable = true
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $high_use}
201
  id -> submission
scan
as rosa
GET /v1/submissions/$submission
200
  assessment.verdict = "fail"
  assessment.findings.0.rule -> rule
  assessment.findings.0.subject -> subject
  assessment.findings.0.waived = false
  assessment.findings.0.sentence has built for debugging
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "A pilot on two test devices."}
201
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "privacy", "opinion": "support", "comment": "Test patients only."}
201
  header etag -> etag
  obstacles.0 has $rule
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30"}
409
  detail has $rule
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30", "waivers":
  [{"rule": "$rule", "subject": "$subject", "reason": "", "expires": "soon", "by": "me"}]}
422
  errors count 3
  errors.0.pointer = "/waivers/0/reason"
  errors.1.pointer = "/waivers/0/expires"
  errors.2.pointer = "/waivers/0/by"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30", "waivers":
  [{"rule": "$rule", "subject": "$subject", "reason": "Test devices only.", "expires": "2026-12-31"}]}
422
  errors.0.pointer = "/waivers/0/expires"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30", "waivers":
  [{"rule": "NO-SUCH-RULE", "subject": "", "reason": "Test devices only.", "expires": "2026-04-30"}]}
422
  errors.0.pointer = "/waivers/0/rule"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30", "waivers": "none"}
422
  errors.0.pointer = "/waivers"
GET /v1/submissions/$submission
200
  state = "in_review"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "A pilot.", "expires": "2026-04-30", "waivers":
  [{"rule": "$rule", "subject": "$subject", "reason": "Test devices only.", "expires": "2026-04-30"}]}
201
  state = "approved"
  decision.waivers.0.reason = "Test devices only."
  assessment.verdict = "attention"
  assessment.findings.0.waived = true
  approval -> approval

# The exception ends with its day, and with it the approval.
clock +61d
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/reassessments
  {}
200
  expired = ["$approval"]
