# A hospital that has never imported recalls buys as before. One that watches them once has to keep them in date: what
# nobody looked for, nobody can have found. The policy may ask for more, or leave it at what it names.
use approved_device
let recalls_date = 2026-02-25
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-2,"Other Devices Ltd",Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
use recall_import
token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
clock +45d
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "unknown"
  reasons.0.record = "csv-recalls:au"
  reasons.0.as_of = "2026-02-25"
  reasons.0.sentence has 49 days old

# Newer data, and the answer is there again.
let recalls_date = 2026-04-14
file recalls
  number,manufacturer,name,class,status,date,affected,reason,udi
  AB-2,"Other Devices Ltd",Knee Joint,II,Ongoing,2026-02-20,Lot 7,It may break.,
  AB-3,"Other Devices Ltd",Hip Joint,II,Ongoing,2026-04-10,Lot 9,It may break.,
use recall_import
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"

# The policy asks for data that were never imported.
let class = "fails": ["block"], "needs_attention": [], "required_domains": ["security"], "required_reviewers": 1,
  "validity_days": 365, "scan_max_age_days": 365, "conditions": []
POST /v1/policies
  {"name": "Watchful", "based_on": 1, "classes": [
    {"risk": "low", $class, "required_datasets": ["us-recall"]}, {"risk": "moderate", $class}, {"risk": "high", $class}]}
202
  id -> proposal
use ben_agrees
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "unknown"
  reasons.0.source = "policy"
  reasons.0.sentence has never imported

# It may also leave it at those that it names.
POST /v1/policies
  {"name": "Calm", "based_on": 2, "classes": [
    {"risk": "low", $class, "recall_data": "required"}, {"risk": "moderate", $class}, {"risk": "high", $class}]}
202
  id -> proposal
use ben_agrees
clock +46d
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
