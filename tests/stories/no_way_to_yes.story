# What a submitter says, what a reviewer of regulatory affairs accepts and what an approver decides: none of it makes a yes
# of a clearance that was rescinded, of a registration, of a product code or of another country's number.
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
file decisions
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESU|RA|QIH|Summary|RA||Traditional|N||Gamma Pump Companion
  K250002|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|RE|RA|QIH|Summary|RA||Traditional|N||Gamma Pump Companion
  K250003|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Gamma Pump Viewer

as ada
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $decisions_size
  upload-metadata: filename cG1uOTZjdXIudHh0
  send decisions
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-20"}
202
import

as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $american_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  header etag -> etag

# Five numbers, and none of them permits this product.
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Gamma Pump Companion", "manufacturer": "Gamma Labs"},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K250002"},
              {"jurisdiction": "US", "basis": "authorization", "scheme": "us-registration", "number": "3006556115"},
              {"jurisdiction": "US", "basis": "authorization", "scheme": "us-exempt", "number": "QIH"},
              {"jurisdiction": "US", "basis": "authorization", "scheme": "other-authorization", "number": "SA:MDMA-1"},
              {"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K250003"}]}
200
  dossier.claims.0.standing.state = "refused"
  dossier.claims.1.standing.state = "refused"
  dossier.claims.2.standing.state = "stale"
  dossier.claims.3.standing.state = "refused"
  dossier.claims.4.standing.state = "open"
  dossier.claims.0.id -> rescinded
  dossier.claims.3.id -> foreign
  header etag -> etag
as rolf
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$rescinded", "accepted": true, "reason": "The vendor says so.", "valid_until": "2026-03-20"}
409
  detail has say otherwise
POST /v1/submissions/$submission/claim-opinions
  if-match: $etag
  {"claim": "$foreign", "accepted": true, "reason": "It is permitted in Riyadh.", "valid_until": "2026-03-20"}
409

# With such claims it can only be approved under conditions, and that does not open the gate.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  obstacles count 3
  obstacles.0 has K250002
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Needed on the ward.", "expires": "2026-12-01"}
409
  detail has Only an approval with conditions is possible
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "conditions": ["On ward 3 only."], "reason": "Needed on the ward.", "expires": "2026-12-01"}
201
  approval -> approval
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "denied"
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1&signer=$signer
200
  verdict = "denied"

# Sam's department asks for the same file, for Kenya, and claims nothing. What was said of this file was not so, whoever
# asks next.
as sam
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": {"purpose": "Shows the settings of pumps", "users": "nurses", "patient_group": "none",
   "data_classes": ["none"], "clinical_role": "none", "devices_driven": "", "sites": ["Ward 9"], "jurisdictions": ["KE"]}}
201
  id -> second
scan
as rosa
GET /v1/submissions/$second
200
  header etag -> etag
POST /v1/submissions/$second/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  obstacles count 0
  header etag -> etag
as paul
POST /v1/submissions/$second/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Needed there.", "expires": "2026-12-01"}
201
GET /v1/gate?sha256=$pump_sha256&jurisdiction=KE
200
  verdict = "hold"
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "hold"
