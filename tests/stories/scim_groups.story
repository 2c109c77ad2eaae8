# Groups of the identity provider become roles, review domains and departments by what administrators say they mean.
use identity_provider

token $scim
POST /scim/v2/Groups
  content-type: application/scim+json
  {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
  "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "displayName": "Formulary privacy reviewers", "meta": {"resourceType": "Group"}}
201
  id -> reviewers
  members = []
POST /scim/v2/Groups
  {"displayName": "FORMULARY privacy reviewers"}
409
  scimType = "uniqueness"
POST /scim/v2/Groups
  {"displayName": "Formulary approvers"}
201
  id -> approvers
POST /scim/v2/Groups
  {"displayName": "Formulary administrators"}
201
  id -> administrators
POST /scim/v2/Users
  {"userName": "nora@hospital.example", "displayName": "Nora"}
201
  id -> nora
POST /scim/v2/Users
  {"userName": "omar@hospital.example", "displayName": "Omar"}
201
  id -> omar

# What they mean is said by administrators, by name or by id.
as ada
POST /v1/group-mappings
  {"group": "formulary privacy reviewers", "roles": ["reviewer"], "domains": ["privacy"], "department": "$cardiology"}
202
  id -> proposal
  changes.3 = {"field": "department", "before": [], "after": ["Cardiology"]}
use ben_agrees
let reviewers_mapping = $result
POST /v1/group-mappings
  {"group": "$approvers", "roles": ["approver"]}
202
  id -> proposal
use ben_agrees
POST /v1/group-mappings
  {"group": "Formulary administrators", "roles": ["administrator"], "department": "$radiology"}
202
  id -> proposal
use ben_agrees
POST /v1/group-mappings
  {"group": "x", "roles": ["reviewer"]}
422
  errors.0.pointer = "/domains"
POST /v1/group-mappings
  {"group": "x", "roles": ["script"]}
422
POST /v1/group-mappings
  {"group": "x", "roles": ["administrator", "approver"]}
422
POST /v1/group-mappings
  {"group": "x", "department": "no-such-department"}
404
POST /v1/group-mappings
  {"group": "x"}
422
as maria
POST /v1/group-mappings
  {"group": "x", "roles": ["approver"]}
403
GET /v1/group-mappings
403
as otto
GET /v1/group-mappings
200
  items count 3
  groups count 3
  groups.0.mapped = true
  groups.0.members = 0

# Entra looks for the group and puts people in.
token $scim
GET /scim/v2/Groups?excludedAttributes=members&filter=displayName+eq+"formulary+privacy+reviewers"
200
  totalResults = 1
  Resources.0.id = "$reviewers"
  Resources.0.members absent
PATCH /scim/v2/Groups/$reviewers
  {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
  {"op": "Add", "path": "members", "value": [{"\u0024ref": null, "value": "$nora"}, {"\u0024ref": null, "value": "$omar"}]}]}
204
  body empty
GET /scim/v2/Groups/$reviewers?excludedAttributes=members
200
  members absent
GET /scim/v2/Groups/$reviewers
200
  members count 2
  members.0.display = "Nora"
GET /scim/v2/Groups?filter=id+eq+"$reviewers"+and+members+eq+"$nora"&attributes=id
200
  totalResults = 1
  Resources.0.displayName absent
GET /scim/v2/Groups?filter=members+eq+"$maria_id"
200
  totalResults = 0
GET /scim/v2/Users/$nora
200
  groups.0.display = "Formulary privacy reviewers"
  groups.0.value = "$reviewers"
as ada
GET /v1/users/$nora
200
  roles = ["reviewer"]
  domains = ["privacy"]
  department.name = "Cardiology"
  header etag -> etag
PATCH /v1/users/$nora
  if-match: $etag
  {"roles": ["administrator"], "domains": []}
409
  detail has groups
as otto
GET /v1/audit?action=person.grant
200
  items.0.entry.to = "reviewer: privacy"

# Groups that contradict each other give neither, and somebody is told.
token $scim
PATCH /scim/v2/Groups/$approvers
  {"Operations": [{"op": "add", "path": "members", "value": [{"value": "$nora"}]}]}
204
as ada
GET /v1/users/$nora
200
  roles = ["reviewer", "approver"]
token $scim
PATCH /scim/v2/Groups/$administrators?attributes=members
  {"Operations": [{"op": "add", "value": {"members": [{"value": "$nora"}]}}]}
200
  members.0.value = "$nora"
as ada
GET /v1/users/$nora
200
  roles = ["reviewer"]
  department = null
GET /v1/identity-alarms
200
  items count 2
  items.0.person.id = "$nora"
  body has roles_exclude
  body has departments_disagree
token $scim
PATCH /scim/v2/Groups/$administrators
  {"Operations": [{"op": "Remove", "path": "members", "value": [{"value": "$nora"}]}]}
204
as ada
GET /v1/users/$nora
200
  roles = ["reviewer", "approver"]
  department.name = "Cardiology"

# Out of the groups, out of the roles.
token $scim
PATCH /scim/v2/Groups/$approvers
  {"Operations": [{"op": "remove", "path": "members[value eq \"$nora\"]"}]}
204
PATCH /scim/v2/Groups/$reviewers
  {"Operations": [{"op": "replace", "path": "members", "value": [{"value": "$omar"}]}]}
204
as ada
GET /v1/users/$nora
200
  roles = []
  domains = []
  department = null
  disabled = null
GET /v1/users/$omar
200
  roles = ["reviewer"]

# A group that goes, is renamed, or means nothing any more.
token $scim
PATCH /scim/v2/Groups/$reviewers
  {"Operations": [{"op": "Replace", "path": "displayName", "value": "Something else"}]}
204
as ada
GET /v1/users/$omar
200
  roles = []
token $scim
PATCH /scim/v2/Groups/$reviewers
  {"Operations": [{"op": "Replace", "path": "displayName", "value": "Formulary privacy reviewers"}]}
204
as ada
GET /v1/users/$omar
200
  roles = ["reviewer"]
DELETE /v1/group-mappings/$reviewers_mapping
202
  id -> proposal
use ben_agrees
DELETE /v1/group-mappings/$reviewers_mapping
404
GET /v1/users/$omar
200
  roles = []
token $scim
PUT /scim/v2/Groups/$approvers
  {"displayName": "Formulary approvers", "members": [{"value": "$omar"}]}
200
  members count 1
as ada
GET /v1/users/$omar
200
  roles = ["approver"]
token $scim
DELETE /scim/v2/Groups/$approvers
204
as ada
GET /v1/users/$omar
200
  roles = []

# Only the provider's own people can be in its groups.
token $scim
PATCH /scim/v2/Groups/$reviewers
  {"Operations": [{"op": "add", "path": "members", "value": [{"value": "$maria_id"}]}]}
400
  scimType = "invalidValue"
PATCH /scim/v2/Groups/no-such-group
  {"Operations": [{"op": "add", "path": "members", "value": []}]}
404
PATCH /scim/v2/Groups/$reviewers
  {"Operations": []}
400
  scimType = "invalidSyntax"
