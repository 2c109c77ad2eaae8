# Three different people: nobody reviews their own request, no submitter or reviewer decides, and a question and its
# answer void nothing unless something changed.
use hospital
use package

as maria
use upload
POST /v1/submissions
  idempotency-key: maria-1
  {"upload": "$upload", "intended_use": $high_use}
201
  id -> submission
  number = 1
  risk absent
  state = "submitted"
  header etag -> etag
  header location -> location

# The same request again gives the same answer and makes nothing; another one under this key is refused.
POST /v1/submissions
  idempotency-key: maria-1
  {"upload": "$upload", "intended_use": $high_use}
201
  id = "$submission"
  header idempotency-replayed = true
  header location = $location
POST /v1/submissions
  idempotency-key: maria-1
  {"upload": "$upload", "intended_use": $low_use}
422
  type = "/problems/idempotency-key-reused"
GET /v1/submissions
200
  items count 1
  items.0.verdict = null
GET /v1/submissions/$submission
200
  scan.state = "queued"
  assessment = null
GET /v1/submissions/$submission/report
404
  detail has not examined yet
scan
GET /v1/submissions/$submission
200
  state = "in_review"
  scan.state = "done"
  assessment.risk = "high"
  missing_reviews = ["security", "privacy"]
  may.edit = true
  may.review = []
  may.decide = false
  max_expires = "2027-03-01"
GET /v1/submissions/$submission/report
200
  complete = true
  artifact.sha256 = "$pump_sha256"

# Maria is also a reviewer from now on: still not of her own request.
as ada
GET /v1/users/$maria_id
200
  header etag -> person_etag
PATCH /v1/users/$maria_id
  if-match: $person_etag
  {"roles": ["submitter", "reviewer", "approver"], "domains": ["security"]}
202
  id -> proposal
use ben_agrees
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
GET /v1/submissions/$submission
200
  header etag -> etag
  may.review = []
  may.decide = false
  may.why_not_decide has You submitted
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Looks fine to me."}
403
  detail has Somebody else
POST /v1/submissions/$submission/questions
  if-match: $etag
  {"question": "Do I like it?"}
403
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Mine.", "expires": "2026-06-30"}
403
  detail has You submitted

# Rosa reviews; only in her domains, only what she saw.
as rosa
GET /v1/submissions/$submission
200
  may.review = ["security", "privacy"]
  may.ask = true
  header etag -> etag
POST /v1/submissions/$submission/reviews
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
428
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "clinical", "opinion": "support", "comment": "Not my field."}
403
  errors.0.pointer = "/domain"
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "maybe", "comment": ""}
422
  errors count 2
POST /v1/submissions/$submission/questions
  if-match: $etag
  {"question": "Who holds the key that signs it?"}
200
  state = "needs_info"
  question = "Who holds the key that signs it?"
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
412
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
409

# Only the submitter answers, and only with what was seen.
as sam
PUT /v1/submissions/$submission/answers
  if-match: $etag
  {"intended_use": $high_use, "submit": true}
403
as maria
PUT /v1/submissions/$submission/answers
  {"intended_use": $high_use, "submit": true}
428
PUT /v1/submissions/$submission/answers
  if-match: "1"
  {"intended_use": $high_use, "submit": true}
412
PUT /v1/submissions/$submission/answers
  if-match: $etag
  {"intended_use": $high_use, "submit": true}
200
  state = "in_review"
  question = ""

as rosa
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  idempotency-key: rosa-1
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  reviews count 1
  reviews.0.stands = true
  header etag -> after
  missing_reviews = ["privacy"]
# A lost answer: the same review again is the same review, though the ETag is an older one.
POST /v1/submissions/$submission/reviews
  if-match: $etag
  idempotency-key: rosa-1
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  reviews count 1
  header etag = $after
POST /v1/submissions/$submission/reviews
  if-match: $after
  {"domain": "privacy", "opinion": "object", "comment": "It asks for the address book."}
201
  header etag -> etag
  reviews count 2
  reviews.1.stands = true
  reviews.1.outdated = false
  missing_reviews = []
  obstacles.0 has privacy reviewer objects
  obstacles count 1
GET /v1/submissions
200
  items.0.missing_reviews = []
  items.0.objections = ["privacy"]
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "privacy", "opinion": "support", "comment": "It does not, after all."}
201
  reviews count 3
  reviews.1.stands = false
  reviews.1.void_reason has newer review

# A changed intended use voids what was reviewed.
as maria
GET /v1/submissions/$submission
200
  header etag -> etag
PUT /v1/submissions/$submission/answers
  if-match: $etag
  {"intended_use": $low_use}
200
  reviews.0.stands = false
  reviews.0.void_reason has intended use
  header etag -> etag

as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Enough.", "expires": "2026-06-30"}
409
  detail has review is missing

as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Still signed and current."}
201
  obstacles count 0
  header etag -> etag
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "And decided.", "expires": "2026-06-30"}
403
  detail has approver

# Conditions, dates, and a decision that is taken once.
as paul
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve_with_conditions", "reason": "With care.", "expires": "2026-06-30"}
422
  errors.0.pointer = "/conditions"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "With care."}
422
  errors.0.pointer = "/expires"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "For ever.", "expires": "2099-01-01"}
422
  errors.0.pointer = "/expires"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Soon.", "expires": "2026-02-31"}
422
  errors.0.pointer = "/expires"
POST /v1/submissions/$submission/decisions
  if-match: $etag
  idempotency-key: paul-1
  {"outcome": "approve_with_conditions", "reason": "With care.", "conditions": ["Only on hospital devices"],
  "expires": "2026-06-30"}
201
  state = "approved_with_conditions"
  decision.conditions = ["Only on hospital devices"]
  approval -> approval
POST /v1/submissions/$submission/decisions
  if-match: $etag
  idempotency-key: paul-1
  {"outcome": "approve_with_conditions", "reason": "With care.", "conditions": ["Only on hospital devices"],
  "expires": "2026-06-30"}
201
  approval = "$approval"
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "reject", "reason": "I changed my mind."}
409
as maria
POST /v1/submissions/$submission/withdrawal
  if-match: $etag
  {"reason": "No longer needed."}
409
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed_with_conditions"
  conditions = ["Only on hospital devices"]
