# A claim is worth nothing until the authority's data, or a person, say so. Without data a reviewer of regulatory affairs
# looks the number up; a registration of the company is no permission, whoever says so.
use hospital
let american_use = {"purpose": "Shows the settings of the ward's pumps", "users": "nurses", "patient_group": "none",
  "data_classes": ["none"], "clinical_role": "none", "devices_driven": "", "sites": ["Ward 3"], "jurisdictions": ["US"]}
let signer = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.1
  fact android.version_code = 241
  fact android.min_sdk = 34
  fact android.target_sdk = 36
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $american_use}
201
  id -> submission
  dossier = null
  header etag -> etag
scan
GET /v1/submissions/$submission
200
  may.keep_dossier = true
  header etag -> etag

# What is no number of its kind is refused with an example, and nothing is lost.
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion", "manufacturer": "Example Medical, Inc."},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K12"}]}
422
  errors.0.pointer = "/claims/0/number"
  errors.0.detail has K
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {}, "claims": [{"jurisdiction": "EU", "basis": "authorization", "scheme": "us-510k", "number": "K240001"}]}
422
  errors.0.pointer = "/claims/0/jurisdiction"
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {}, "claims": [{"jurisdiction": "US", "basis": "not_a_device"}]}
422
  errors.0.pointer = "/claims/0/rationale"
as sam
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {}, "claims": []}
403

as maria
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion", "manufacturer": "Example Medical, Inc."},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "k 240001", "expires": null},
              {"jurisdiction": "US", "basis": "authorization", "scheme": "us-registration", "number": "3006556115"}]}
200
  dossier.device.manufacturer = "Example Medical, Inc."
  dossier.claims.0.number = "K240001"
  dossier.claims.0.standing.state = "stale"
  dossier.claims.0.judgement.state = "needs_person"
  dossier.claims.0.judgement.checks.0.what = "data"
  dossier.claims.0.id -> claim
  dossier.claims.1.judgement.state = "contradicted"
  dossier.claims.1.standing.state = "refused"
  dossier.claims.1.id -> registration
  header etag -> etag

# Rosa reviews security and privacy; Rolf reviews regulatory affairs. Nobody makes a permission of a registration.
as rosa
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$claim", "accepted": true, "reason": "Looked up.", "valid_until": "2026-03-20"}
403
as rolf
GET /v1/submissions/$submission
200
  may.give_opinions = true
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$registration", "accepted": true, "reason": "They are registered.", "valid_until": "2026-03-20"}
409
  detail has never permits
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$claim", "accepted": true, "reason": "Looked up.", "valid_until": "2036-03-20"}
422
  errors.0.pointer = "/valid_until"
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$claim", "accepted": true, "reason": "Looked up in the 510(k) database today.", "valid_until": "2026-03-20"}
201
  dossier.claims.0.standing.state = "valid"
  dossier.claims.0.standing.source = "reviewer"
  dossier.claims.0.standing.expires = "2026-03-20"
  dossier.claims.0.opinion.reviewer.name = "Rolf Reviewer"
  dossier.claims.0.opinion.counts = true
  header etag -> etag

# The product is named otherwise: what was accepted was another one.
as maria
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion Pro", "manufacturer": "Example Medical, Inc."},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K240001"}]}
200
  dossier.claims.0.id = "$claim"
  dossier.claims.0.standing.state = "stale"
  dossier.claims.0.opinion.counts = false
  header etag -> etag
  tool.id -> tool

# Approved all the same, it does not open the gate: the data that could confirm the number were never imported.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Needed on the ward.", "expires": "2026-12-01"}
201
  approval -> approval
  header etag -> etag
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "unknown"
  reasons.0.record = "K240001"
  reasons.0.sentence has No data of the authority

# Rolf looks again. Then it holds, but no longer than his look does; and when he takes it back, it ends.
as rolf
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$claim", "accepted": true, "reason": "Looked up again.", "valid_until": "2026-03-20"}
201
  header etag -> etag
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "allowed"
  expires = "2026-03-20"
  reasons.1.source = "reviewer"
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$claim", "accepted": false, "reason": "The letter was for another product."}
201
  dossier.claims.0.standing.state = "refused"
GET /v1/approvals/$approval
200
  state = "suspended"
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "hold"
GET /v1/tools/$tool/authorizations
200
  items count 1
  items.0.version = "2.4.1"
  items.0.events.0.what = "judgement"
  items.0.events.1.opinion.accepted = true
GET /v1/regulators
200
  items.0.id = "fda"

# A name of the company that only a reviewer of regulatory affairs confirms.
as rosa
POST /v1/company-aliases
  {"name": "Example Medical", "other": "Sample Devices", "reason": "Bought in 2024."}
403
as rolf
POST /v1/company-aliases
  {"name": "Example Medical, Inc.", "other": "EXAMPLE MEDICAL", "reason": "The same."}
422
POST /v1/company-aliases
  {"name": "Example Medical", "other": "Sample Devices", "reason": "Bought in 2024."}
201
  items.0.other = "Sample Devices"
GET /v1/company-aliases
200
  items count 1
  items.0.reason = "Bought in 2024."
  items.0.person.name = "Rolf Reviewer"

# It is taken back by the same people, with a reason. Until then it counts.
GET /v1/claim-check?jurisdiction=US&scheme=us-510k&number=K240001&manufacturer=Sample%20Devices&device_name=Pump
200
  state = "needs_person"
as rosa
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": "It was another company."}
403
as rolf
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Nobody", "reason": "It was another company."}
404
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": ""}
422
  errors.0.pointer = "/reason"
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": "It was another company."}
201
  items count 0
POST /v1/company-aliases/withdrawals
  {"name": "Example Medical", "other": "Sample Devices", "reason": "Again."}
404
as otto
GET /v1/audit?action=company.alias_withdraw
200
  items count 1
  items.0.text = "It was another company."
as rolf

# Before anybody claims it, anybody may ask.
GET /v1/claim-check?jurisdiction=US&scheme=us-510k&number=K240001&manufacturer=Example%20Medical&device_name=Pump
200
  number = "K240001"
  state = "needs_person"
GET /v1/claim-check?jurisdiction=US&scheme=us-510k&number=12
400
