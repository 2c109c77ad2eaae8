# Ways to say that somebody leaves which no provider of today uses, but the next one may: each is either done, or refused
# with an alarm. None is answered with 200 and forgotten.
use identity_provider

token $scim
POST /scim/v2/Users
  {"userName": "omar", "active": true, "externalId": "account-of-omar"}
201
  id -> omar
let core = urn:ietf:params:scim:schemas:core:2.0:User

# Done: the name behind the URN of its schema, and inside of an object that the URN names.
PUT /scim/v2/Users/$omar
  {"userName": "omar", "$core:active": "False", "externalId": "account-of-omar"}
200
  active = false
PUT /scim/v2/Users/$omar
  {"$core": {"userName": "omar", "active": true, "externalId": "account-of-omar"}}
200
  active = true
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "value": {"$core": {"active": false}}}]}
200
  active = false
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "path": "$core", "value": {"active": true}}]}
200
  active = true

# Refused, and told: two answers to one question, parts of what has none, what cannot be read at all.
PUT /scim/v2/Users/$omar
  {"userName": "omar", "active": true, "Active": false}
400
  scimType = "invalidSyntax"
PUT /scim/v2/Users/$omar
  {"userName": "omar", "active": true, "$core": {"active": false}}
400
  scimType = "invalidSyntax"
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "value": {"active.value": false}}]}
400
  scimType = "invalidPath"
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "path": "/active", "value": false}]}
400
  scimType = "invalidPath"
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "path": "active[value eq true]", "value": false}]}
400
  scimType = "invalidPath"
PATCH /scim/v2/Users/$omar
  {"Operations": {"op": "replace", "path": "active", "value": false}}
400
  scimType = "invalidSyntax"
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "value": [{"active": false}]}]}
400
  scimType = "invalidSyntax"
PATCH /scim/v2/Users/$omar
  raw {"Operations": [{"op": "replace", "value": {"active": true, "active": false}}]}
400
  scimType = "invalidSyntax"
PUT /scim/v2/Users/$omar
  raw {"userName": "omar", "active": false
400
  scimType = "invalidSyntax"
GET /scim/v2/Users/$omar
200
  active = true
PUT /scim/v2/Users/no-such-user
  raw {"userName": "omar", "active": false
400
as ada
GET /v1/identity-alarms
200
  items count 1
  items.0.kind = "lock_refused"
  items.0.person.id = "$omar"
as otto
GET /v1/audit?action=identity.lock_refused
200
  items count 9

# Refused, and not told: nothing of it is about who may come in.
token $scim
PATCH /scim/v2/Users/$omar
  {"Operations": [{"op": "replace", "path": "activeSince", "value": "2020"}]}
400
as otto
GET /v1/audit?action=identity.lock_refused
200
  items count 9

# A removal that names nobody is refused: somebody would stay in the group who should be out.
token $scim
POST /scim/v2/Groups
  {"displayName": "Staff", "members": [{"value": "$omar"}]}
201
  id -> group
PATCH /scim/v2/Groups/$group
  {"Operations": [{"op": "remove", "path": "members", "value": [{"id": "$omar"}]}]}
400
  scimType = "invalidValue"
GET /scim/v2/Groups/$group
200
  members count 1

# Two locks are two, in whichever order they came: the provider opens only its own.
PUT /scim/v2/Users/$omar
  {"userName": "omar", "active": false, "externalId": "account-of-omar"}
200
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
  {"userName": "omar", "active": true, "externalId": "account-of-omar"}
200
  active = false
as ada
GET /v1/users/$omar
200
  header etag -> etag
PATCH /v1/users/$omar
  if-match: $etag
  {"disabled": false}
200

