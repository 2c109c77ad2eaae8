# A tool without a file, used in the browser: what its maker's form, its list of components and the department's answers
# say is judged all the same, keeps an approver from approving, and changes with them. The gate stays at hold.
use hospital
as maria
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "https://dose.example", "version": "2026.1"}, "intended_use": $high_use}
201
  id -> submission
  state = "in_review"
  assessment.verdict = "unverifiable"
  assessment.findings count 0
  header etag -> etag

# The answers say that it is a device, the claim says that it is none.
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Dose"}, "claims": [{"jurisdiction": "US", "basis": "not_a_device", "rationale": "A tool of the administration, section 520(o)(1)(A)."}],
   "answers": [{"question": "function", "chosen": ["controls_device_or_dose"]}, {"question": "medical_purpose", "chosen": ["treatment"]},
    {"question": "intended_users", "chosen": ["hcp"]}, {"question": "acts_on_data", "chosen": ["yes"]},
    {"question": "individual_patient", "chosen": ["yes"]}, {"question": "signal_input", "chosen": ["no"]},
    {"question": "significance", "chosen": ["drive"]}, {"question": "situation", "chosen": ["serious"]}]}
200
  assessment.findings.0.rule = "REG-001"
  assessment.findings.0.severity = "high"
  header etag -> etag

# The maker's form, and a list of components of another version.
file form
  Question ID,Question,Answer,See note
  DOC-1,Manufacturer Name,Example Medical,
  DOC-7,Document Release Date,2026-01-15,
  PAUT-8,More than a password,No,
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $form_size
  upload-metadata: filename bWRzMi5jc3Y=
201
  header location -> form_path
PATCH $form_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send form
204
GET $form_path
200
  id -> form_upload
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "mds2", "upload": "$form_upload", "fields": {"software_version": "2026.1"}}
201
file list
  {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"timestamp": "2026-02-01T10:00:00Z",
   "authors": [{"name": "Example Medical"}], "component": {"type": "application", "bom-ref": "app", "name": "Dose", "version": "2025.9"}},
   "components": [{"type": "library", "bom-ref": "a", "group": "org.example", "name": "codec", "version": "3.0", "purl": "pkg:npm/codec@3.0",
     "supplier": {"name": "Codec makers"}, "properties": [{"name": "support_level", "value": "maintained"},
     {"name": "end_of_support", "value": "2025-12-31"}]}],
   "dependencies": [{"ref": "app", "dependsOn": ["a"]}]}
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $list_size
  upload-metadata: filename c2JvbS5qc29u
201
  header location -> list_path
PATCH $list_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send list
204
GET $list_path
200
  id -> list_upload
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "sbom", "upload": "$list_upload", "fields": {}}
201
  standing.state = "superseded"
  id -> sbom
  header etag -> sbom_etag
GET /v1/submissions/$submission
200
  header etag -> etag
  assessment.verdict = "unverifiable"
  assessment.findings.0.rule = "REG-001"
  assessment.findings.1.rule = "MDS-009"
  assessment.findings.1.subject = "PAUT-8"
  assessment.findings.2.rule = "SBM-006"
  obstacles.0 has Less is claimed than the answers say

# A review is given on what stands there; when a document is corrected it no longer stands.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Fit, with what the form says."}
201
  reviews.0.stands = true
as maria
file right
  {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"timestamp": "2026-02-01T10:00:00Z",
   "authors": [{"name": "Example Medical"}], "component": {"type": "application", "bom-ref": "app", "name": "Dose", "version": "2026.1"}},
   "components": [{"type": "library", "bom-ref": "a", "group": "org.example", "name": "codec", "version": "3.1", "purl": "pkg:npm/codec@3.1",
     "supplier": {"name": "Codec makers"}, "properties": [{"name": "support_level", "value": "maintained"},
     {"name": "end_of_support", "value": "2029-12-31"}]}],
   "dependencies": [{"ref": "app", "dependsOn": ["a"]}]}
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $right_size
  upload-metadata: filename c2JvbS5qc29u
201
  header location -> right_path
PATCH $right_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send right
204
GET $right_path
200
  id -> right_upload
PUT /v1/documents/$sbom
  if-match: $sbom_etag
  {"upload": "$right_upload", "fields": {}}
200
  fields.root_component_version = "2026.1"
  revision = 2
GET /v1/submissions/$submission
200
  header etag -> etag
  assessment.findings.1.subject = "PAUT-8"
  assessment.findings.2.rule = "MDS-009"
  reviews.0.stands = false
  reviews.0.outdated = true

# Both files are kept, each with its revision.
GET /v1/documents/$sbom/file?revision=1
200
GET /v1/documents/$sbom/file
200
as otto
GET /v1/audit?action=document.download
200
  items count 2
  items.0.entry.object.sha256 = "$list_sha256"
  items.1.entry.object.sha256 = "$right_sha256"

# The approver meets the contradiction as any other finding: it is accepted for a time with a reason, or nothing goes on.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Fit, with the new list."}
201
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "privacy", "opinion": "support", "comment": "Fit."}
201
  header etag -> etag
as rolf
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "clinical", "opinion": "support", "comment": "Fit."}
201
  header etag -> etag
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "As a record.", "conditions": ["Only from the intranet"], "expires": "2026-06-30"}
409
  detail has Less is claimed than the answers say
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "As a record.", "conditions": ["Only from the intranet"], "expires": "2026-06-30",
   "waivers": [{"rule": "REG-001", "subject": "answers_say_device US", "reason": "The maker files in May.", "expires": "2026-05-31"}]}
201
  state = "approved_with_conditions"
token $gate_token
GET /v1/gate?platform=web&id=https://dose.example&version=2026.1
200
  verdict = "hold"
