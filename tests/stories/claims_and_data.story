# A claim follows the authority's own data: confirmed when they say so, refused when they change, unknown when they get old.
# Nobody has to ask for it.
use hospital
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
file january
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Gamma Pump Companion
  K250002|Beta Health|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Beta Viewer
file february
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|RE|RA|QIH|Summary|RA||Traditional|N||Gamma Pump Companion
  K250002|Beta Health|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Beta Viewer

as ada
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $january_size
  upload-metadata: filename cG1uOTZjdXIudHh0
  send january
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
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  tool.id -> tool
  header etag -> etag

# Another company's number, then her own vendor's.
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Gamma Pump Companion", "manufacturer": "Gamma Labs"},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K250002"}]}
200
  dossier.claims.0.judgement.state = "contradicted"
  dossier.claims.0.standing.sentence has Beta Health
  header etag -> etag
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Gamma Pump Companion", "manufacturer": "Gamma Labs"},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "k250001",
               "product_code": "qih"}]}
200
  dossier.claims.0.judgement.state = "confirmed"
  dossier.claims.0.standing.state = "valid"
  dossier.claims.0.standing.as_of = "2026-02-20"
  dossier.claims.0.judgement.evidence.0.dataset = "us-510k"
  dossier.claims.0.judgement.evidence.0.content has Gamma Pump Companion
  header etag -> etag
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
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "allowed"
  reasons.1.record = "K250001"
  reasons.1.source has 510(k)
  reasons.1.as_of = "2026-02-20"

# Six weeks on the data are too old to say anything.
clock +40d
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "unknown"

# The new data say that it was rescinded. Nobody asked; the approval is suspended, and the time line says why.
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $february_size
  upload-metadata: filename cG1uOTZjdXIudHh0
  send february
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-04-05"}
202
import
as paul
GET /v1/approvals/$approval
200
  state = "suspended"
  reason has RE
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "hold"
GET /v1/tools/$tool/authorizations
200
  items.0.standing.state = "refused"
  items.0.events.0.judgement.state = "confirmed"
  items.0.events.1.judgement.state = "contradicted"
