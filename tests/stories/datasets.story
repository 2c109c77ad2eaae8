# An administrator imports what FDA publishes; then again, newer, older, cut in half and of the wrong kind.
use hospital

as maria
GET /v1/datasets
200
  items.0.id = "us-510k"
  items.0.imported = null
  items.0.stale = true
  items.0.rows = 0
  next = null
GET /v1/datasets?format=csv
200
  header content-type has text/csv
  header content-disposition = attachment; filename="datasets.csv"
  body has id,name,published,imported,age_days,limit_days,too_old,records,complete
GET /v1/datasets?format=xml
400
GET /v1/datasets/us-510k
200
  complete = true
  limit_days = 45
GET /v1/datasets/us-999k
404
GET /v1/datasets/us-510k/records
404

# Only an administrator imports, and only what was sent.
POST /v1/datasets
  {"kind": "us-510k", "uploads": []}
403
as ada
POST /v1/datasets
  {"kind": "us-510k", "uploads": []}
422
  errors.0.pointer = "/uploads"
POST /v1/datasets
  {"kind": "us-999k", "uploads": ["x"]}
404
  errors.0.pointer = "/uploads/0"
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["x"], "mode": "half"}
422
  errors.0.pointer = "/mode"

file january
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Alpha Imaging|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Alpha Reader
  K250002|Beta Health|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Beta Viewer
  K250003|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|DXH|Summary|RA||Traditional|N||Gamma Monitor
  K250004|Delta|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Delta Planner
  K250005|Epsilon|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Epsilon Triage
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
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-03-02"}
422
  errors.0.pointer = "/source_date"
POST /v1/datasets
  {"kind": "us-999k", "uploads": ["$upload"]}
422
  errors.0.pointer = "/kind"
POST /v1/datasets
  {"kind": "csv-recalls", "name": "Not A Name", "uploads": ["$upload"]}
422
  errors.0.pointer = "/name"
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-01-12"}
202
  state = "queued"
  header location -> where
GET /v1/datasets
200
  items.0.open_import.state = "queued"
  items.0.open_import.progress = null
  items.1.open_import = null
import
GET /v1/datasets/us-510k
200
  open_import = null
GET $where
200
  state = "done"
  number = 1
  person.name = "Ada Admin"
  files.0.name = "pmn96cur.txt"
  files.0.sha256 = "$january_sha256"
  counts.read = 5
  counts.new = 5
  counts.rejected = 0
  progress = null
  id -> first
GET /v1/datasets/us-510k
200
  rows = 5
  source_date = "2026-01-12"
  age_days = 48
  stale = true
  import = "$first"
GET /v1/datasets/us-510k/records?number=K250003
200
  items count 1
  items.0.holder = "Gamma Labs, Inc."
  items.0.product_code = "DXH"
  items.0.decided = "2025-03-10"
  items.0.status = "SESE"
  items.0.content has Gamma Monitor
GET /v1/datasets/us-510k/records?limit=2
200
  items count 2
  next -> cursor
GET /v1/datasets/us-510k/records?limit=2&cursor=$cursor
200
  items.0.key = "K250003"
GET /v1/datasets/us-510k/records?kind=recall
200
  items count 0
GET /v1/datasets/us-510k/records?kind=king
400

# The same files again change nothing but how old the data are.
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
  state = "queued"
  header location -> where
import
GET $where
200
  counts.unchanged = 5
  counts.new = 0
  counts.changed = 0
  counts.removed = 0
GET /v1/datasets/us-510k
200
  stale = false
GET /v1/datasets/us-510k/records?number=K250001
200
  items.0.import = 1

# A newer publication: one decision is rescinded, one gone, one new, one unreadable, and cells that are formulas.
file february
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|=HYPERLINK("http://evil.example")|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|RE|RA|QIH|Summary|RA||Traditional|N||-2+3 Reader
  K250002|Beta Health|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Beta Viewer
  K250003|Gamma Labs, Inc.|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|DXH|Summary|RA||Traditional|N||Gamma Monitor
  K250004|Delta|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Delta Planner
  K260001|Zeta|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||@SUM(A1) Zeta
  KX|Nobody|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Nothing
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $february_size
  upload-metadata: filename PXBtbjk2Y3VyLnR4dA==
  send february
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-25"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "done"
  counts.read = 6
  counts.new = 1
  counts.changed = 1
  counts.removed = 1
  counts.unchanged = 3
  counts.rejected = 1
  id -> second
GET /v1/imports/$second/rejections
200
  items count 1
  items.0.taken = false
  items.0.line = 7
  items.0.file = "=pmn96cur.txt"
  items.0.reason has KX
GET /v1/imports/$second/rejections?format=csv
200
  header content-type has text/csv
  header content-disposition has rejections.csv
GET /v1/imports/$second/rejections?format=xml
400
GET /v1/datasets/us-510k/records?format=csv&limit=1000
200
  header content-disposition has records.csv
GET /v1/datasets/us-510k/records?limit=1000
400
GET /v1/datasets/us-510k/records?number=K250001
200
  items.0.status = "RE"
  items.0.import = 3
GET /v1/datasets/us-510k/records?number=K250005
200
  items count 0

# An older publication is refused, unless somebody insists.
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
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-01-12"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "refused"
  sentence has older than those in force (2026-02-25)
GET /v1/datasets/us-510k
200
  source_date = "2026-02-25"
  import = "$second"
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-01-12", "force": true}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "done"
  forced = true
GET /v1/datasets/us-510k
200
  source_date = "2026-01-12"

# A file that does not say how old it is, where the data in force do.
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"]}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "refused"
  sentence has --source-date

# A part is not the whole; as additions it is welcome, and makes nothing that was there before any younger.
file part
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K260002|Eta|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Eta Score
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $part_size
  upload-metadata: filename cG1ubHN0bW4udHh0
  send part
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-28"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "refused"
  sentence has 5 of the 5 records
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-28", "mode": "additions"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "done"
  counts.new = 1
  counts.removed = 0
GET /v1/datasets/us-510k
200
  rows = 6
  source_date = "2026-01-12"

# Files of another kind, and files in which hardly a row can be read, change nothing.
file nonsense
  this is|no table
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $nonsense_size
  upload-metadata: filename bm9uc2Vuc2UudHh0
  send nonsense
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-28"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "failed"
  sentence has nonsense.txt: This is not FDA's 510(k)
file half
  KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME
  K250001|Alpha Imaging|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||Alpha Reader
  X|a|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||b
  Y|a|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||b
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $half_size
  upload-metadata: filename aGFsZi50eHQ=
  send half
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-28", "mode": "additions"}
202
  state = "queued"
  header location -> where
import
GET $where
200
  state = "refused"
  sentence has 2 of 3 rows were rejected
  counts.rejected = 2
  id -> half_import
GET /v1/imports/$half_import/rejections?limit=1
200
  items count 1
  next -> cursor
GET /v1/imports/$half_import/rejections?limit=1&cursor=$cursor
200
  items.0.line = 4
  next = null
GET /v1/datasets/us-510k
200
  rows = 6

# An import that waited when the service died is done after it came back. Its file stays until then, and no longer.
POST /v1/datasets
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-02-28", "mode": "additions", "force": true}
202
  header location -> where
clock +25h
tidy
stored half
restart
import
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
GET $where
200
  state = "done"
  counts.unchanged = 1
tidy
gone half

# The history is kept, and the log says who changed what.
GET /v1/datasets/us-510k/imports?limit=2
200
  items count 2
  items.0.counts.unchanged = 1
  next -> cursor
GET /v1/datasets/us-510k/imports?limit=2&cursor=$cursor
200
  items count 2
GET /v1/imports/none
404
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=dataset.imported
200
  items count 6
  items.0.entry.object.id = "us-510k"
  items.0.entry.object.type = "dataset"
GET /v1/audit?action=dataset.refused
200
  items.0.entry.outcome = "failure"

# A script imports with a token of an administrator: it sends files and imports them, and asks for no tool.
as ada
POST /v1/tokens
  {"name": "weekly import", "scopes": ["administer", "submit", "read"]}
201
  secret -> import_token
token $import_token
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
  {"kind": "us-510k", "uploads": ["$upload"], "source_date": "2026-01-12", "force": true}
202
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
403
