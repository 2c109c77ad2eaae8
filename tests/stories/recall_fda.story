# FDA publishes the class of a recall and the numbers of its products in two data sets. They are one recall here; and
# what was recalled before anybody classified it does not become harmless by itself when somebody does.
use approved_device
as ada
file recalls
  {"meta": {"last_updated": "2026-02-25"}, "results": [
   {"cfres_id": "200001", "product_res_number": "Z-1111-2026", "res_event_number": "90001",
    "event_date_initiated": "2026-02-10", "recall_status": "Open, Classified", "recalling_firm": "Example Medical, Inc.",
    "product_code": "QIH", "product_description": "Pump Companion, software for infusion pumps",
    "code_info": "UDI: 00718175003305, all versions", "reason_for_recall": "It may show a wrong rate.",
    "openfda": {"k_number": ["K000001"]}}]}
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
  header location -> where
import
GET $where
200
  state = "done"
GET /v1/recall-matches
200
  items count 1
  items.0.recall.class = "unclassified"
  items.0.action = "suspend"
  items.0.id -> match
file enforcement
  {"meta": {"last_updated": "2026-02-26"}, "results": [
   {"recall_number": "Z-1111-2026", "event_id": "90001", "classification": "Class II", "status": "Ongoing",
    "product_type": "Devices", "recall_initiation_date": "20260210", "report_date": "20260224",
    "recalling_firm": "Example Medical, Inc.", "product_description": "Pump Companion, software for infusion pumps",
    "code_info": "UDI: 00718175003305, all versions", "reason_for_recall": "It may show a wrong rate."}]}
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $enforcement_size
  upload-metadata: filename ZW5mb3JjZW1lbnQuanNvbg==
  send enforcement
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-enforcement", "uploads": ["$upload"], "source_date": "2026-02-26"}
202
  header location -> where
import
GET $where
200
  state = "done"
GET /v1/recall-matches
200
  items count 1
  items.0.recall.class = "II"
  items.0.recall.dataset = "us-recall"
  items.0.action = "suspend"
GET /v1/recall-matches/$match
200
  sources count 2
  history.1.event = "renewed"
GET /v1/recalls?dataset=us-enforcement
200
  items.0.class = "II"
  items.0.matches = 1

# A person says what it is, with the class that it has now.
as rosa
POST /v1/recall-matches/$match/decisions
  {"decision": "confirm", "reason": "The UDI-DI is ours; FDA calls it class II."}
201
  action = "suspend_procurement"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
