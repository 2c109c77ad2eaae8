# Whether the service can do its work, everybody may ask; what fails, and why, is not for strangers.
use hospital
nobody
GET /readyz
200
  checks.0.name = "database"
GET /readyz
  from 192.0.2.7
200
  status = "ok"
  checks = []
as ada
POST /v1/tokens
  {"name": "monitor", "scopes": ["metrics"]}
201
  secret -> monitor
POST /v1/tokens
  {"name": "something else", "scopes": ["read"]}
201
  secret -> other
token $monitor
GET /readyz
  from 192.0.2.7
200
  checks.0.name = "database"
token $other
GET /readyz
  from 192.0.2.7
200
  checks = []
token nonsense
GET /readyz
  from 192.0.2.7
200
  checks = []
