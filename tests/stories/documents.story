# The hospital wants an agreement on patients' data and the maker's form about security before a tool for patients may be
# bought. The form contradicts the file, the gate waits for reviewers, papers end and are renewed, and everybody is told in
# time.
use hospital
as ada
POST /v1/policies
  {"name": "With papers", "based_on": 1, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": []},
    {"risk": "moderate", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 365, "scan_max_age_days": 365, "conditions": []},
    {"risk": "high", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": [], "required_documents": ["fax"]}]}
422
  errors.0.pointer = "/classes/2/required_documents/0"
POST /v1/policies
  {"name": "With papers", "based_on": 1, "classes": [
    {"risk": "low", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": []},
    {"risk": "moderate", "fails": ["block", "high"], "needs_attention": ["warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 365, "scan_max_age_days": 365, "conditions": []},
    {"risk": "high", "fails": ["block"], "needs_attention": ["high", "warn", "ask"], "required_domains": ["security"],
     "required_reviewers": 1, "validity_days": 730, "scan_max_age_days": 730, "conditions": [], "required_documents": ["mds2", "baa"]}]}
202
  id -> proposal
use ben_agrees
GET /v1/policies
200
  items.0.classes.2.required_documents = ["baa", "mds2"]

use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $high_use}
201
  id -> submission
scan
GET /v1/document-kinds
200
  items count 23
  items.0.id = "mds2"
  items.0.reviewer = "information security"
GET /v1/submissions/$submission
200
  header etag -> etag
  assessment.verdict = "pass"
GET /v1/submissions/$submission/documents
200
  items count 0
  required.0.kind = "baa"
  required.0.state = "missing"
  required.0.waits = false
  may.hand_in = true

# The form comes as a spreadsheet. Its file says who made the product, and when.
file form
  Question ID,Question,Answer,See note
  DOC-1,Manufacturer Name,Example Medical,
  DOC-7,Document Release Date,2026-01-15,
  TXCF-2,Is it encrypted,Yes,TLS 1.3
  PAUT-8,More than a password,No,
  MPII-1,Personal data,No,
  MPII-2.1,Stored,Yes,
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $form_size
  upload-metadata: filename bWRzMi5jc3Y=
201
  header location -> form_path
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "mds2", "upload": "00000000-0000-7000-8000-000000000000", "fields": {}}
404
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
  {"kind": "mds2", "upload": "$form_upload", "fields": {"manufacturer": "Somebody else", "software_version": "2.4.1"}}
422
  errors.0.pointer = "/fields/manufacturer"
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "mds2", "upload": "$form_upload", "fields": {"software_version": "2.4.1", "colour": "blue"}}
422
  errors.0.pointer = "/fields/colour"
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "mds2", "upload": "$form_upload", "fields": {"software_version": "2.4.1"}}
201
  id -> mds2
  header etag -> mds2_etag
  fields.manufacturer = "Example Medical"
  issued = "2026-01-15"
  standing.state = "valid"
  standing.ends = "2028-01-15"
  file.sha256 = "$form_sha256"
  content.0.name = "mds2.edition"
  content.0.value = "2019"
  opinion = null
  may.correct = true
  may.judge = false

# Whoever sees the document can have its file, as a file to keep; and it is on record who had it.
as sam
GET /v1/documents/$mds2/file
200
  body is form
  header content-type = application/octet-stream
  header content-disposition = attachment; filename="mds2.csv"
  header content-security-policy has sandbox
  header x-content-type-options = nosniff
  header cache-control = no-store
GET /v1/documents/$mds2/file?revision=2
404
GET /v1/documents/$mds2/file?revision=one
400
GET /v1/documents/00000000-0000-7000-8000-000000000000/file
404
nobody
GET /v1/documents/$mds2/file
401
as otto
GET /v1/audit?action=document.download
200
  items count 1
  items.0.entry.actor.id = "$sam_id"
  items.0.entry.object.id = "$mds2"
  items.0.entry.object.sha256 = "$form_sha256"
as maria

# What it says is compared with the file, and with itself.
GET /v1/submissions/$submission
200
  header etag -> etag
  assessment.verdict = "attention"
  assessment.findings.0.rule = "MDS-009"
  assessment.findings.0.severity = "warn"
  assessment.findings.0.subject = "PAUT-8"
  assessment.findings.0.sentence has sign-in with more than a password
POST /v1/submissions/$submission/documents
  if-match: "1"
  {"kind": "baa", "fields": {}}
412

# The agreement is typed in. A wrong day is corrected: that makes a new revision.
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "baa", "fields": {"parties": "The hospital and Example Medical", "signed_date": "2025-05-15"}}
201
  id -> baa
  header etag -> baa_etag
  standing.state = "expired"
  standing.sentence has Until when it counts
as sam
PUT /v1/documents/$baa
  if-match: $baa_etag
  {"fields": {}}
403
as maria
PUT /v1/documents/$baa
  if-match: $baa_etag
  {"fields": {"parties": "The hospital and Example Medical", "signed_date": "2025-05-15", "termination_date": "15.5.2026"}}
422
  errors.0.pointer = "/fields/termination_date"
PUT /v1/documents/$baa
  if-match: $baa_etag
  {"fields": {"parties": "The hospital and Example Medical", "signed_date": "2025-05-15", "termination_date": "2026-05-15"}}
200
  revision = 2
  standing.state = "expiring"
  standing.notice = 90
  history count 2
  header etag -> baa_etag
PUT /v1/documents/$baa
  if-match: "1"
  {"fields": {}}
412

# A reviewer of the domain looks at them; whoever asked for the tool does not.
as maria
POST /v1/documents/$mds2/opinions
  if-match: $mds2_etag
  {"accepted": true, "reason": "It is ours."}
403
as rolf
POST /v1/documents/$mds2/opinions
  if-match: $mds2_etag
  {"accepted": true, "reason": "Read."}
403
as rosa
GET /v1/documents/$mds2
200
  may.judge = true
POST /v1/documents/$mds2/opinions
  if-match: $mds2_etag
  {"accepted": true, "reason": "Read; the gap at sign-in is covered by the ward's phones."}
201
  opinion.accepted = true
  opinion.reviewer.name = "Rosa Reviewer"
GET /v1/submissions/$submission/documents
200
  required.0.kind = "baa"
  required.0.state = "missing"
  required.0.waits = true
  required.1.document = "$mds2"
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "On the old view."}
412
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Fit, with what the form says."}
201
  header etag -> etag
# One paper is missing still: nobody has accepted the agreement. What would keep the gate closed keeps it from being
# approved, but for an approval under conditions.
as paul
GET /v1/submissions/$submission
200
  obstacles count 1
  obstacles.0 has waits for a reviewer
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Reviewed and fit for its purpose.", "expires": "2027-02-28"}
409
  detail has waits for a reviewer
  errors.0.pointer = "/outcome"
as rosa
POST /v1/documents/$baa/opinions
  if-match: $baa_etag
  {"accepted": true, "reason": "Signed by both."}
201
as paul
GET /v1/submissions/$submission
200
  obstacles count 0
  header etag -> etag
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Reviewed and fit for its purpose.", "expires": "2027-02-28"}
201
  state = "approved"
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
  expires = "2026-05-15"

# The calendar, and a notice for each of 90, 60 and 30 days before; none twice.
as maria
GET /v1/calendar?from=2026-03-01&to=2027-12-31
200
  items count 2
  items.0.what = "document"
  items.0.object = "$baa"
  items.0.ends = "2026-05-15"
  items.0.notice = 90
  items.0.tool.identifier = "org.example.pump"
  items.1.what = "approval"
  items.1.ends = "2027-02-28"
  items.1.notice = null
  notices count 0
GET /v1/documents/$baa/file
404
  detail has No file was handed in
GET /v1/calendar?from=2026-03-01&to=2027-12-31&format=csv
200
  header content-disposition has calendar.csv
  body has ends,what,title,tool,identifier,department,state,sentence,notice,request
  body has 2026-05-15,document,
GET /v1/calendar?format=html
400
GET /v1/calendar?from=2026-03-01&to=2020-12-31
400
GET /v1/calendar?from=soon
400
tidy
tidy
GET /v1/calendar
200
  notices count 1
  notices.0.days = 90
  notices.0.object = "$baa"
clock 2026-04-20T09:00:00.000Z
tidy
stored form
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/calendar
200
  notices count 2
  notices.0.days = 30
GET /v1/audit?action=expiry.notice
200
  items count 2
  items.0.entry.object.id = "$baa"
  items.0.text = ""

# On the day after the last the gate is closed. A renewed paper opens it when a reviewer has accepted it.
clock 2026-05-16T09:00:00.000Z
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/tokens
  {"name": "later", "scopes": ["gate"], "days": 365, "owner": "$buyer_id"}
201
  secret -> gate_token
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "baa", "fields": {"parties": "The hospital and Example Medical", "signed_date": "2026-05-02", "termination_date": "2027-05-15"}}
201
  id -> renewed
  header etag -> renewed_etag
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "denied"
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
POST /v1/documents/$baa/opinions
  if-match: $baa_etag
  {"accepted": true, "reason": "Again."}
409
  detail has It ended on 2026-05-15
POST /v1/documents/$renewed/opinions
  if-match: $renewed_etag
  {"accepted": true, "reason": "Signed by both."}
201
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
