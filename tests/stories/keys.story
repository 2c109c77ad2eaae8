# The keys of stored files are changed by two administrators: a new service key, and who of the officers can open them.
use hospital
as ada
GET /v1/keys
200
  recovery count 2
  old count 0
  service -> service
  recovery.0 -> officer
POST /v1/keys/rotation
202
  id -> proposal
  kind = "rotate_keys"
  changes = [{"field": "service", "before": ["$service"], "after": ["new"]}]
GET /v1/keys
200
  service = "$service"
use ben_agrees
GET /v1/keys
200
  old = ["$service"]
GET /v1/proposals/$proposal
200
  result has age1
POST /v1/keys/recovery
  {"recipients": ["not a recipient"]}
422
  errors.0.pointer = "/recipients/0"
POST /v1/keys/recovery
  {"recipients": ["$officer"]}
202
  id -> proposal
  changes.0.after = ["$officer"]
use ben_agrees
GET /v1/keys
200
  recovery = ["$officer"]
as otto
GET /v1/audit?action=key.replace
200
  items count 1
GET /v1/audit?action=key.remove_recovery
200
  items count 1
as maria
GET /v1/keys
403
