# Guessing the code of the first start, and then a password: each place that goes on waits longer, and the person who
# knows it comes in from elsewhere.
nobody
POST /v1/setup
  from 192.0.2.7
  {"code": "guess 1", "login": "eve", "name": "Eve", "password": "eve and a long word"}
403
POST /v1/setup
  from 192.0.2.7
  {"code": "guess 2", "login": "eve", "name": "Eve", "password": "eve and a long word"}
403
POST /v1/setup
  from 192.0.2.7
  {"code": "guess 3", "login": "eve", "name": "Eve", "password": "eve and a long word"}
403
POST /v1/setup
  from 192.0.2.7
  {"code": "guess 4", "login": "eve", "name": "Eve", "password": "eve and a long word"}
403
POST /v1/setup
  from 192.0.2.7
  {"code": "guess 5", "login": "eve", "name": "Eve", "password": "eve and a long word"}
403
POST /v1/setup
  from 192.0.2.7
  {"code": "one-time-code", "login": "eve", "name": "Eve", "password": "eve and a long word"}
429
  detail has Too many wrong codes
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "adaadaadaada1"}
422
  detail has thieves
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 1"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 2"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 3"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 4"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 5"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "ada and a long word"}
429
  header retry-after = 60

# From now on every failure costs that place a minute; another place is free as soon as the account is.
clock +61s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 6"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "ada and a long word"}
429
  header retry-after = 60
POST /v1/sessions
  from 198.51.100.1
  {"login": "ada", "password": "ada and a long word"}
201

# Ten failures within the hour: two minutes.
clock +61s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 7"}
401
clock +61s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 8"}
401
clock +61s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 9"}
401
clock +61s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "guess 10"}
401
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "ada and a long word"}
429
  header retry-after = 120
  detail has 2 minutes
clock +119s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "ada and a long word"}
429
clock +2s
POST /v1/sessions
  from 192.0.2.7
  {"login": "ada", "password": "ada and a long word"}
201
