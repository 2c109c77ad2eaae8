# Who has an interest in a tool, its vendor or a request says so, and judges nothing that it concerns until an
# administrator other than they themselves ends it. What was stays visible.
use hospital
use package
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  header etag -> etag
  conflicts = []
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion", "manufacturer": "Example Medical, Inc.", "udi_di": "", "model": ""}, "claims": []}
200
  header etag -> etag
  tool.id -> tool

# Rosa supports it, and remembers afterwards that her sister sells it. Her review is void at once.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed, current target, no findings."}
201
  obstacles = []
  header etag -> before
POST /v1/conflicts
  {"subject": "vendor", "vendor": "  ", "reason": "My sister sells it."}
422
  errors.0.pointer = "/vendor"
POST /v1/conflicts
  {"subject": "vendor", "vendor": "---", "reason": "My sister sells it."}
422
  errors.0.pointer = "/vendor"
POST /v1/conflicts
  {"subject": "vendor", "vendor": "EXAMPLE MEDICAL", "tool": "$tool", "reason": "My sister sells it."}
422
  errors.0.pointer = "/tool"
POST /v1/conflicts
  {"subject": "tool", "tool": "no-such-tool", "reason": "My sister sells it."}
422
  errors.0.pointer = "/tool"
POST /v1/conflicts
  {"subject": "vendor", "vendor": "EXAMPLE MEDICAL"}
422
  errors.0.pointer = "/reason"
POST /v1/conflicts
  {"person": "$paul_id", "subject": "vendor", "vendor": "EXAMPLE MEDICAL", "reason": "His sister sells it."}
403
POST /v1/conflicts
  idempotency-key: rosa-1
  {"subject": "vendor", "vendor": "EXAMPLE MEDICAL", "reason": "My sister sells it."}
201
  id -> interest
  person.name = "Rosa Reviewer"
  declarer.name = "Rosa Reviewer"
  reason = "My sister sells it."
  ended = null
  may.end = false
POST /v1/conflicts
  {"subject": "vendor", "vendor": "EXAMPLE MEDICAL", "reason": "Again."}
409
GET /v1/submissions/$submission
200
  reviews.0.stands = false
  reviews.0.void_reason has conflict of interest
  missing_reviews = ["security"]
  may.review = []
  may.why_not_review has conflict of interest
  conflicts count 1
  conflicts.0.reason = "My sister sells it."
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "I stay neutral."}
403
  detail has conflict of interest
POST /v1/conflicts/$interest/end
  {"reason": "I do not mind."}
403

# Everybody sees that there is one; why, only few.
as paul
GET /v1/submissions/$submission
200
  conflicts.0.person.name = "Rosa Reviewer"
  conflicts.0.reason = null
POST /v1/submissions/$submission/decisions
  if-match: $before
  {"outcome": "approve", "reason": "Decided on an old view.", "expires": "2026-06-30"}
412
GET /v1/conflicts
200
  items = []
GET /v1/conflicts?person=$rosa_id
403
as otto
GET /v1/submissions/$submission
200
  conflicts.0.reason = "My sister sells it."
GET /v1/conflicts
200
  items count 1
GET /v1/conflicts?person=$paul_id
200
  items = []

# Another reviewer of security gives the review; the administrator enters an interest of the approver.
as ada
POST /v1/conflicts
  {"person": "$buyer_id", "subject": "tool", "tool": "$tool", "reason": "A script has none."}
422
POST /v1/conflicts
  {"person": "$paul_id", "subject": "submission", "submission": "$submission", "reason": "He advised the department."}
201
  id -> advice
  declarer.name = "Ada Admin"
  submission.number = 1
  may.end = true
as rudi
POST /v1/sessions
  {"login": "rudi", "password": "rudi and a long word"}
201
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "object", "comment": "Its certificate is weak."}
201
  header etag -> etag
as paul
GET /v1/submissions/$submission
200
  may.decide = false
  may.why_not_decide has conflict of interest
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "reject", "reason": "No."}
403
  detail has conflict of interest

# Entering an interest of somebody who objects does not take the objection away; declaring it oneself does.
as ada
POST /v1/conflicts
  {"person": "$rudi_id", "subject": "tool", "tool": "$tool", "reason": "He is said to own shares."}
201
  id -> shares
as rudi
GET /v1/submissions/$submission
200
  reviews.1.stands = true
  obstacles.0 has objects
POST /v1/conflicts
  {"subject": "submission", "submission": "$submission", "reason": "I own shares."}
201
  id -> own
GET /v1/submissions/$submission
200
  reviews.1.stands = false
  conflicts count 4
  header etag -> etag

# Only another administrator ends one, with a reason; then the person judges again, and the past is still there.
as ada
POST /v1/conflicts/$own/end
  {"reason": ""}
422
POST /v1/conflicts/$own/end
  {"reason": "He has sold them."}
200
  ender.name = "Ada Admin"
  end_reason = "He has sold them."
POST /v1/conflicts/$own/end
  {"reason": "Twice."}
409
POST /v1/conflicts/$shares/end
  {"reason": "It was the same."}
200
POST /v1/conflicts
  {"subject": "tool", "tool": "$tool", "reason": "I wrote a part of it."}
201
  id -> written
POST /v1/conflicts/$written/end
  {"reason": "Never mind."}
403
  detail has another administrator
POST /v1/conflicts/no-such-conflict/end
  {"reason": "Never mind."}
404
as ben
POST /v1/conflicts/$written/end
  {"reason": "It was rewritten."}
200
GET /v1/conflicts?person=$rudi_id
200
  items count 2
  items.0.ended -> when
  items.1.end_reason = "It was the same."
as rudi
GET /v1/submissions/$submission
200
  may.review = ["security"]
  may.why_not_review = ""
  header etag -> etag
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed, current target, no findings."}
201
  header etag -> etag

# Another approver decides. Suspending and lifting are judging too.
as pia
POST /v1/sessions
  {"login": "pia", "password": "pia and a long word"}
201
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "approve", "reason": "Reviewed and fit for its purpose.", "expires": "2026-12-31"}
201
  approval -> approval
as rosa
GET /v1/approvals/$approval
200
  header etag -> etag
POST /v1/approvals/$approval/suspend
  if-match: $etag
  {"reason": "I know something."}
403
  detail has conflict of interest
as paul
POST /v1/approvals/$approval/revoke
  if-match: $etag
  {"reason": "I know something."}
403
  detail has conflict of interest
as pia
POST /v1/approvals/$approval/suspend
  if-match: $etag
  {"reason": "A recall is announced."}
200
  header etag -> etag
as paul
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "It is about another lot."}
403
  detail has conflict of interest
as pia
POST /v1/approvals/$approval/lift
  if-match: $etag
  {"reason": "It is about another lot."}
200

# A document of it is not judged by whoever has the interest.
as maria
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "pentest", "fields": {"tester": "Red Team Ltd", "test_end": "2026-02-01", "version_tested": "2.4.1",
  "critical_open": "0", "high_open": "0"}}
201
  id -> document
  header etag -> etag
as rosa
GET /v1/documents/$document
200
  may.judge = false
  may.why_not_judge has conflict of interest
POST /v1/documents/$document/opinions
  if-match: $etag
  {"accepted": true, "reason": "Fine."}
403
  detail has conflict of interest

# The reasons can be erased like everything that was typed; that there was a conflict stays.
as ada
POST /v1/users/$rosa_id/erasures
200
GET /v1/conflicts?person=$rosa_id
200
  items count 1
  items.0.reason = ""
as otto
GET /v1/audit?action=conflict.declare
200
  items count 5
