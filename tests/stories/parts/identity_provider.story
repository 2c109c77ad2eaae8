# The hospital's identity provider gets an account and a token, as a script. Everybody is from parts/hospital.
use hospital
as ada
POST /v1/users
  {"login": "idp", "name": "Identity provider", "roles": ["script"]}
201
  id -> idp_id
POST /v1/tokens
  {"name": "provisioning", "scopes": ["scim"], "owner": "$idp_id"}
202
  id -> proposal
  kind = "create_provisioning_token"
use ben_agrees
let scim = $secret
