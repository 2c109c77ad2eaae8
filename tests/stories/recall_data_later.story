# A recall names a product code and no number of ours. What the authority says of our number comes only later, and with it
# the code: then the two meet, without anybody asking again.
use approved_device
as sam
file next
  fact android.package = org.example.viewer
  fact android.version_name = 1.0
  fact android.version_code = 10
  fact android.label = Ward Viewer
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $next_size
  send next
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
  header etag -> etag
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Ward Viewer", "manufacturer": "Gamma Labs, Inc."},
   "claims": [{"jurisdiction": "US", "basis": "authorization", "scheme": "us-510k", "number": "K250001"}]}
200
as ada
file recalls
  {"meta": {"last_updated": "2026-02-25"}, "results": [
   {"cfres_id": "200001", "product_res_number": "Z-1111-2026", "res_event_number": "90001",
    "event_date_initiated": "2026-02-10", "recall_status": "Open, Classified", "recalling_firm": "Gamma Labs, Inc.",
    "product_code": "QIH", "product_description": "Software for imaging", "code_info": "All serial numbers",
    "reason_for_recall": "It may show another patient."}]}
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $recalls_size
  upload-metadata: filename cmVjYWxscy5qc29u
  send recalls
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-recall", "uploads": ["$upload"], "source_date": "2026-02-25"}
202
import
GET /v1/recall-matches
200
  items count 0
file decisions
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Ward Viewer
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
GET /v1/recall-matches
200
  items count 1
  items.0.recall.number = "Z-1111-2026"
  items.0.tool.name = "Ward Viewer"
  items.0.signals.0.id = "S6"
  items.0.action = "hold"
