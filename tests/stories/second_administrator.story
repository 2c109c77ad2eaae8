# One administrator alone, because the second one is gone: no decision can be taken before there is another one.
nobody
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
POST /v1/users
  {"login": "maria", "name": "Maria", "roles": ["submitter"], "password": "maria and a long word"}
201
POST /v1/users
  {"login": "ben", "name": "Ben Admin", "roles": ["administrator"], "password": "ben and a long word"}
201
  id -> ben_id
POST /v1/users
  {"login": "paul", "name": "Paul", "roles": ["approver"], "password": "paul and a long word"}
202
  id -> proposal
use ben_agrees
GET /v1/users/$ben_id
200
  header etag -> ben_etag
PATCH /v1/users/$ben_id
  if-match: $ben_etag
  {"disabled": true}
200
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
POST /v1/submissions
  {"claim": {"platform": "web", "identifier": "https://tool.example", "version": ""}, "intended_use":
  {"purpose": "Wayfinding", "users": "visitors", "patient_group": "", "data_classes": ["none"],
  "clinical_role": "none", "devices_driven": "", "sites": [], "jurisdictions": ["DE"]}}
201
  id -> submission
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
GET /v1/submissions/$submission
200
  may.decide = false
  may.why_not_decide has second
  header etag -> etag
POST /v1/submissions/$submission/decisions
  if-match: $etag
  {"outcome": "reject", "reason": "No."}
409
  detail has Two active administrators
