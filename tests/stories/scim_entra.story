# Entra ID keeps the hospital's people: the requests that it sends, in its own words.
use identity_provider

# Test connection: a filter that nobody fits.
token $scim
GET /scim/v2/Users?filter=userName+eq+"5a8f4a01-f3a8-4a4f-8a9e-0f7a1b2c3d4e"
  accept: application/scim+json
200
  header content-type = application/scim+json
  schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"]
  totalResults = 0
  startIndex = 1
  itemsPerPage = 0
  Resources = []
GET /scim/v2/ServiceProviderConfig
200
  patch.supported = true
  filter.maxResults = 1000
  bulk.maxOperations = 0
  authenticationSchemes.0.type = "oauthbearertoken"
GET /scim/v2/Schemas
200
  totalResults = 3
  Resources.0.id = "urn:ietf:params:scim:schemas:core:2.0:User"
  Resources.0.attributes.0.name = "userName"
  Resources.0.attributes.0.mutability = "readWrite"
  Resources.0.attributes.0.uniqueness = "server"
  body has "caseExact":false
GET /scim/v2/Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
200
  name = "EnterpriseUser"
GET /scim/v2/Schemas/urn:nothing
404
  status = "404"
GET /scim/v2/ResourceTypes
200
  Resources.1.endpoint = "/Groups"
GET /scim/v2/ResourceTypes/User
200
  schema = "urn:ietf:params:scim:schemas:core:2.0:User"
GET /scim/v2/ResourceTypes/Device
404

# A user comes: looked for, then made.
GET /scim/v2/Users?filter=externalId+eq+"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"&aadOptscim062020
200
  totalResults = 0
POST /scim/v2/Users
  content-type: application/scim+json
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
  "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef", "userName": "Nora.Nurse@hospital.example", "active": true,
  "emails": [{"primary": true, "type": "work", "value": "nora.nurse@hospital.example"}],
  "meta": {"resourceType": "User"}, "password": "never kept, never shown",
  "name": {"formatted": "Nora Nurse", "familyName": "Nurse", "givenName": "Nora"}, "roles": [],
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Cardiology"}}
201
  id -> nora
  header location = https://registry.example/scim/v2/Users/$nora
  active = true
  userName = "Nora.Nurse@hospital.example"
  externalId = "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"
  name.familyName = "Nurse"
  emails.0.primary = true
  meta.resourceType = "User"
  meta.created = "2026-03-01T09:00:00.000Z"
  schemas count 2
  password absent
POST /scim/v2/Users
  {"userName": "NORA.NURSE@hospital.example", "active": true}
409
  header content-type = application/scim+json
  scimType = "uniqueness"
  status = "409"
GET /scim/v2/Users/$nora
200
  userName = "Nora.Nurse@hospital.example"
GET /scim/v2/Users?filter=emails[type+eq+"work"].value+eq+"nora.nurse@hospital.example"&attributes=userName,externalId
200
  totalResults = 1
  Resources.0.id = "$nora"
  Resources.0.emails absent
GET /scim/v2/Users?filter=userName+eq+"nora.nurse@HOSPITAL.example"&excludedAttributes=emails,name.formatted
200
  totalResults = 1
  Resources.0.emails absent
  Resources.0.name = {"familyName": "Nurse", "givenName": "Nora"}

# Changes, several and single.
clock +1m
PATCH /scim/v2/Users/$nora
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
  {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "nora@hospital.example"},
  {"op": "Add", "path": "name.honorificPrefix", "value": "Dr."},
  {"op": "replace", "value": {"displayName": "Nora N.", "name.familyName": "Nurse-Smith",
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "1234"}}]}
200
  emails.0.value = "nora@hospital.example"
  name.familyName = "Nurse-Smith"
  name.givenName = "Nora"
  meta.lastModified = "2026-03-01T09:01:00.000Z"
PATCH /scim/v2/Users/$nora
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
  {"op": "Replace", "path": "userName", "value": "nora.smith@hospital.example"}]}
200
  userName = "nora.smith@hospital.example"
GET /scim/v2/Users?filter=userName+eq+"nora.nurse@hospital.example"
200
  totalResults = 0
POST /scim/v2/Users
  {"userName": "other@hospital.example", "externalId": "other"}
201
  id -> other
PATCH /scim/v2/Users/$other
  {"Operations": [{"op": "replace", "path": "userName", "value": "nora.smith@hospital.example"}]}
409
  scimType = "uniqueness"

# She leaves, comes back, and leaves for good.
PATCH /scim/v2/Users/$nora
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "Replace", "path": "active", "value": "False"}]}
200
  active = false
GET /scim/v2/Users/$nora
200
  active = false
as ada
GET /v1/users/$nora
200
  login = "nora.smith@hospital.example"
  name = "Nora N."
  disabled = "2026-03-01T09:01:00.000Z"
  header etag -> etag
PATCH /v1/users/$nora
  if-match: $etag
  {"disabled": false}
409
  detail has identity provider
POST /v1/users/$nora/password
  {"password": "nora and a long word"}
409
  detail has identity provider
token $scim
PATCH /scim/v2/Users/$nora
  {"Operations": [{"op": "Replace", "path": "active", "value": "True"}]}
200
  active = true

# What cannot be understood changes nothing, and somebody is told.
PATCH /scim/v2/Users/$nora
  {"Operations": [{"op": "Replace", "path": "displayName", "value": "Lost"}, {"op": "Replace", "path": "active", "value": "Falsch"}]}
400
  scimType = "invalidValue"
  status = "400"
GET /scim/v2/Users/$nora
200
  active = true
  displayName = "Nora N."
as ada
GET /v1/identity-alarms
200
  items count 1
  items.0.kind = "lock_refused"
  items.0.person.name = "Nora N."
  items.0.text has lock them out
  items.0.id -> alarm
as maria
POST /v1/identity-alarms/$alarm/acknowledgement
403
as ada
POST /v1/identity-alarms/$alarm/acknowledgement
204
POST /v1/identity-alarms/$alarm/acknowledgement
404
GET /v1/identity-alarms
200
  items.0.acknowledger.name = "Ada Admin"
as otto
GET /v1/audit?action=identity.lock_refused
200
  items.0.entry.outcome = "denied"

token $scim
DELETE /scim/v2/Users/$nora
204
  body empty
GET /scim/v2/Users/$nora
404
  detail has no user
DELETE /scim/v2/Users/$nora
404
PATCH /scim/v2/Users/$nora
  {"Operations": [{"op": "Replace", "path": "active", "value": true}]}
404
as ada
GET /v1/users/$nora
200
  disabled = "2026-03-01T09:01:00.000Z"
token $scim
POST /scim/v2/Users
  {"userName": "nora.smith@hospital.example"}
201
  id -> another
GET /scim/v2/Users?startIndex=2&count=1
200
  totalResults = 2
  startIndex = 2
  itemsPerPage = 1
  Resources.0.id = "$another"
GET /scim/v2/Users?count=0
200
  totalResults = 2
  Resources = []
GET /scim/v2/Users?startIndex=0&count=-1
200
  startIndex = 1
  itemsPerPage = 0
GET /scim/v2/Users?count=many
400
GET /scim/v2/Users?filter=userName+eq
400
  scimType = "invalidFilter"

# The registry's own people cannot be reached, and their logins not be taken.
GET /scim/v2/Users/$maria_id
404
PATCH /scim/v2/Users/$maria_id
  {"Operations": [{"op": "Replace", "path": "active", "value": false}]}
404
GET /scim/v2/Users?filter=userName+eq+"maria"
200
  totalResults = 0
POST /scim/v2/Users
  {"userName": "Maria", "displayName": "Not Maria"}
409
  detail has registry itself

# Everything that goes wrong is said in SCIM's words.
POST /scim/v2/Users
  raw {"userName":
400
  scimType = "invalidSyntax"
POST /scim/v2/Users
  {"displayName": "Nobody"}
400
  scimType = "invalidValue"
POST /scim/v2/Users
  content-type: text/plain
  raw {"userName": "x"}
415
  header content-type = application/scim+json
  status = "415"
token $gate_token
GET /scim/v2/Users
403
  schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"]
  status = "403"
as ada
GET /scim/v2/Users
403
nobody
GET /scim/v2/Users
401
  header content-type = application/scim+json
  schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"]
  status = "401"
  header www-authenticate has Bearer
GET /scim/v2/Users
  authorization: non-token
401
  detail has token
as maria
POST /v1/tokens
  {"name": "mine", "scopes": ["scim"]}
403
