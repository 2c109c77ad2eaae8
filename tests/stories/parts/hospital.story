# A hospital with people of every role; who decides was proposed by Ada and confirmed by Ben. Everybody's password is "<login> and a long word".

nobody
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201

as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
  second_administrator_missing = true

POST /v1/users
  {"login": "ben", "name": "Ben Admin", "roles": ["administrator"], "password": "ben and a long word"}
201
  id -> ben_id
POST /v1/departments
  {"name": "Cardiology"}
201
  id -> cardiology
POST /v1/departments
  {"name": "Radiology"}
201
  id -> radiology
POST /v1/users
  {"login": "maria", "name": "Maria Submitter", "roles": ["submitter"], "department": "$cardiology", "password": "maria and a long word"}
201
  id -> maria_id
  department.name = "Cardiology"
POST /v1/users
  {"login": "sam", "name": "Sam Submitter", "roles": ["submitter"], "department": "$radiology", "password": "sam and a long word"}
201
  id -> sam_id
POST /v1/users
  {"login": "rosa", "name": "Rosa Reviewer", "roles": ["reviewer"], "domains": ["security", "privacy"], "password": "rosa and a long word"}
202
  id -> proposal
use ben_agrees
let rosa_id = $result
POST /v1/users
  {"login": "rolf", "name": "Rolf Reviewer", "roles": ["reviewer"], "domains": ["clinical", "regulatory"], "password": "rolf and a long word"}
202
  id -> proposal
use ben_agrees
let rolf_id = $result
POST /v1/users
  {"login": "paul", "name": "Paul Approver", "roles": ["approver"], "password": "paul and a long word"}
202
  id -> proposal
use ben_agrees
let paul_id = $result
POST /v1/users
  {"login": "rudi", "name": "Rudi Reviewer", "roles": ["reviewer"], "domains": ["security"], "password": "rudi and a long word"}
202
  id -> proposal
use ben_agrees
let rudi_id = $result
POST /v1/users
  {"login": "pia", "name": "Pia Approver", "roles": ["approver"], "password": "pia and a long word"}
202
  id -> proposal
use ben_agrees
let pia_id = $result
POST /v1/users
  {"login": "otto", "name": "Otto Auditor", "roles": ["auditor"], "password": "otto and a long word"}
201
  id -> otto_id
POST /v1/users
  {"login": "buyer", "name": "Purchasing script", "roles": ["script"]}
201
  id -> buyer_id
POST /v1/tokens
  {"name": "purchasing", "scopes": ["gate", "read"], "owner": "$buyer_id"}
201
  secret -> gate_token
  token.id -> gate_token_id

as ben
POST /v1/sessions
  {"login": "ben", "password": "ben and a long word"}
201
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
as sam
POST /v1/sessions
  {"login": "sam", "password": "sam and a long word"}
201
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
as rolf
POST /v1/sessions
  {"login": "rolf", "password": "rolf and a long word"}
201
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201

# A use of low risk: no data of anybody, no part in care.
let low_use = {
  "purpose": "Wayfinding for visitors", "users": "visitors", "patient_group": "", "data_classes": ["none"],
  "clinical_role": "none", "devices_driven": "", "sites": ["Main house"], "jurisdictions": ["DE"]}

# A use of high risk: patients' data.
let high_use = {
  "purpose": "Insulin dosing", "users": "ward nurses", "patient_group": "adults with diabetes", "data_classes": ["phi"],
  "clinical_role": "informs", "devices_driven": "none", "sites": [], "jurisdictions": ["DE", "EU"]}
