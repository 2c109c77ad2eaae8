# A bundle is what a vendor gives to a store. It can be examined and even approved, but the gate never clears it: who signs
# what the store makes of it is not known. The package that the store delivers can be cleared.
use hospital
use package
file bundle
  format aab
  fact android.package = org.example.pump
  fact android.version_name = 2.4.1
  fact android.version_code = 241
  fact android.label = Pump Companion
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact aab.module [base] = base
  fact aab.upload_signature.verified = true
  fact aab.upload_signature.signer [META-INF/KEY0.RSA] = $other_signer

as maria
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $bundle_size
  upload-metadata: filename cHVtcC5hYWI=
  send bundle
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  state = "in_review"
  scan.complete = true
  assessment.verdict = "pass"
  tool.identifier = "org.example.pump"
GET /v1/submissions/$submission/report
200
  format = "aab"

as rosa
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Nothing against it."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Fit for its purpose.", "expires": "2026-12-31"}
201
  approval -> bundle_approval
GET /v1/approvals/$bundle_approval
200
  signers count 0

token $gate_token
GET /v1/gate?sha256=$bundle_sha256
200
  verdict = "hold"
  reasons.0.sentence has Submit the package that the store or the vendor delivers
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1
200
  verdict = "hold"
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1&signer=$other_signer
200
  verdict = "denied"
