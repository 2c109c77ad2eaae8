# The audit log for auditors and their programs: signed checkpoints and tiles, which are there for sizes that were published.
# What people typed beside it can be erased.
use hospital

as otto
GET /audit/checkpoint
404
  type = "/problems/not-found"
publish
GET /audit/checkpoint
200
  header content-type = text/plain; charset=utf-8
  header etag -> etag
GET /audit/checkpoint
  if-none-match: $etag
304
  body empty
GET /audit/tile/0/000.p/$log_size
200
  header content-type = application/octet-stream
  header cache-control = private, max-age=31536000, immutable
GET /audit/tile/entries/000.p/$log_size
200
GET /audit/tile/0/000.p/1
404
GET /audit/tile/0/001
404
GET /audit/tile/0/000.p/256
404
GET /audit/tile/9/000
404
GET /audit/tile/
404
POST /audit/checkpoint
405

# A program comes with a token for just this.
POST /v1/tokens
  {"name": "monitor", "scopes": ["audit"]}
201
  secret -> monitor
publish
token $monitor
GET /audit/checkpoint
200
GET /v1/audit
403
GET /v1/submissions
403

# Others do not see it, and cannot make such a token.
as maria
GET /audit/checkpoint
403
GET /audit/tile/0/000
403
POST /v1/tokens
  {"name": "monitor", "scopes": ["audit"]}
403
nobody
GET /audit/tile/entries/000
401

# A person asks to be forgotten. The reason that she typed goes; that it was erased stays, and by whom.
as maria
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": "2026"}, "intended_use": $low_use}
201
  id -> submission
  header etag -> etag
POST /v1/submissions/$submission/withdrawal
  if-match: $etag
  {"reason": "My mother is a patient here."}
200
as otto
GET /v1/audit?object=$submission&action=submission.withdraw
200
  items.0.text = "My mother is a patient here."
POST /v1/users/$maria_id/erasures
403
as ada
POST /v1/users/no-such-person/erasures
404
POST /v1/users/$maria_id/erasures
200
  erased = 1
POST /v1/users/$maria_id/erasures
200
  erased = 0
as otto
GET /v1/audit?object=$submission&action=submission.withdraw
200
  items.0.text = ""
GET /v1/audit?action=audit.erase
200
  items count 2
  items.0.entry.object.id = "$maria_id"
  items.0.entry.to = "1 texts"
