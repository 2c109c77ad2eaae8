# Ben, the second administrator, looks at the proposal $proposal and confirms it; what came of it is $result. Ada goes on.
as ben
POST /v1/sessions
  {"login": "ben", "password": "ben and a long word"}
201
GET /v1/proposals/$proposal
200
  state = "open"
  outdated = false
  may.confirm = true
  digest -> digest
POST /v1/proposals/$proposal/confirmation
  {"digest": "$digest"}
200
  state = "confirmed"
  ground = "administrator"
  decider.name = "Ben Admin"
  result -> result
  secret -> secret
as ada
