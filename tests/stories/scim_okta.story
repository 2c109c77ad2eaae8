# Okta keeps the hospital's people: what its own tests and its integrations send.
use identity_provider

token $scim
GET /scim/v2/Users?startIndex=1&count=2
  accept: application/scim+json
  content-type: application/scim+json; charset=utf-8
200
  totalResults = 0
GET /scim/v2/Users?filter=userName+eq+"nobody@hospital.example"&startIndex=1&count=100
200
  totalResults = 0
GET /scim/v2/Users/00919288221112222
404
  status = "404"
  schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"]
POST /scim/v2/Users
  content-type: application/scim+json; charset=utf-8
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "omar@hospital.example",
  "name": {"givenName": "Omar", "familyName": "Oak"},
  "emails": [{"primary": true, "value": "omar@hospital.example", "type": "work", "display": "omar@hospital.example"}],
  "displayName": "Omar Oak", "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7", "groups": [],
  "password": "1mz050nq", "active": true}
201
  id -> omar
  active = true
  name.familyName = "Oak"
  locale = "en-US"
POST /scim/v2/Users
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "omar@hospital.example",
  "name": {"givenName": "Omar", "familyName": "Oak"}, "active": true}
409

# All of it again, with and without `active`.
PUT /scim/v2/Users/$omar
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "$omar", "userName": "omar@hospital.example",
  "name": {"givenName": "Omar", "middleName": "X", "familyName": "Oak"}, "active": true,
  "emails": [{"primary": true, "value": "omar.oak@hospital.example", "type": "work"}],
  "meta": {"resourceType": "User", "location": "https://elsewhere.example"}}
200
  id = "$omar"
  name.middleName = "X"
  emails.0.value = "omar.oak@hospital.example"
  locale absent
  displayName absent
  externalId absent
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": false, "externalId": "00ujl29u0le5T6Aj10h7"}
200
  active = false
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "title": "Still away", "externalId": "00ujl29u0le5T6Aj10h7"}
200
  active = false
  title = "Still away"
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": "maybe"}
400
  scimType = "invalidValue"
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": true}
200
  active = true
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example"}
200
  active = true
PUT /scim/v2/Users/no-such-user
  {"userName": "omar@hospital.example"}
404

# Okta's integrations lock out without a path.
PATCH /scim/v2/Users/$omar
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "value": {"active": false}}]}
200
  active = false
PATCH /scim/v2/Users/$omar
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "value": {"active": true}}]}
200
  active = true

# An administrator's own lock stays, whatever the provider repeats.
as ada
GET /v1/users/$omar
200
  header etag -> etag
PATCH /v1/users/$omar
  if-match: $etag
  {"disabled": true}
200
token $scim
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": true}
200
  active = false
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": false}
200
PUT /scim/v2/Users/$omar
  {"userName": "omar@hospital.example", "active": true}
200
  active = false

# Groups are pushed with their members.
GET /scim/v2/Groups?count=100&startIndex=1
200
  totalResults = 0
  Resources = []
POST /scim/v2/Groups
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Formulary readers",
  "members": [{"value": "$omar", "display": "omar@hospital.example"}]}
201
  id -> group
  displayName = "Formulary readers"
  members.0.value = "$omar"
  header location = https://registry.example/scim/v2/Groups/$group
GET /scim/v2/Groups/$group
200
  members count 1
PATCH /scim/v2/Groups/$group
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
  {"op": "replace", "value": {"id": "$group", "displayName": "Formulary staff"}}]}
204
PUT /scim/v2/Groups/$group
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "$group", "displayName": "Formulary staff", "members": []}
200
  members = []
DELETE /scim/v2/Groups/$group
204
GET /scim/v2/Groups/$group
404
