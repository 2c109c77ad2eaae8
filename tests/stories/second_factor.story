# A strict installation: who reviews, approves or administers needs a second factor, and a password that somebody else set
# is changed first. Until then nothing else is answered.
accounts strict
nobody
POST /v1/setup
  {"code": "one-time-code", "login": "ada", "name": "Ada Admin", "password": "ada and a long word"}
201

as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
  due = "second_factor"
  second_factor = false
GET /v1/users
403
  type = "/problems/account-incomplete"
POST /v1/users
  {"login": "maria", "name": "Maria", "roles": ["submitter"], "password": "maria and a long word"}
403
  type = "/problems/account-incomplete"
GET /v1/sessions/current
200
  due = "second_factor"

# The app is told a seed, and proves it with a code.
POST /v1/account/second-factor/activation
  {"code": "123456"}
409
  detail has begun
POST /v1/account/second-factor
201
  address has otpauth://totp/Formulary:ada?secret=
  address has &issuer=Formulary&algorithm=SHA1&digits=6&period=30
  secret -> ada_secret
POST /v1/account/second-factor/activation
  {"code": "000000"}
403
  errors.0.pointer = "/code"
code now = $ada_secret
POST /v1/account/second-factor/activation
  {"code": "$now"}
201
  recovery_codes count 10
  recovery_codes.0 -> recovery
  recovery_codes.1 -> other_recovery
GET /v1/sessions/current
200
  due = "nothing"
  second_factor = true
  recovery_codes_left = 10
POST /v1/users
  {"login": "maria", "name": "Maria", "roles": ["submitter"], "password": "maria and a long word"}
201
  id -> maria_id
POST /v1/users
  {"login": "rosa", "name": "Rosa", "roles": ["auditor"], "password": "rosa and a long word"}
201
  id -> rosa_id

# From now on the password alone does not log Ada in, and each code works once.
nobody
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
401
  type = "/problems/second-factor"
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
401
  type = "/problems/second-factor"
  errors.0.pointer = "/code"
  detail has used already
POST /v1/sessions
  {"login": "ada", "password": "wrong", "code": "$now"}
401
  type = "/problems/unauthenticated"
clock +30s
code now = $ada_secret
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
201
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
401
  type = "/problems/second-factor"

# The code of the step before still works when it was not used, older ones do not.
clock +30s
code old = $ada_secret
clock +30s
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$old"}
201
clock +30s
code old = $ada_secret
clock +1m
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$old"}
401

# Without the app a recovery code does, once, however it is typed.
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$recovery"}
201
  recovery_codes_left = 9
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$recovery"}
401

# Five wrong codes in five minutes, and the right one has to wait as well.
clock +5m
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "111111"}
401
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "111112"}
401
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "111113"}
401
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "111114"}
401
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "111115"}
401
code now = $ada_secret
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
429
  header retry-after = 300
clock +5m
clock +1s
code now = $ada_secret
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$now"}
201

# Maria's password was set by Ada: she chooses her own first, and another one.
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
  due = "password"
GET /v1/submissions
403
  type = "/problems/account-incomplete"
POST /v1/users/$maria_id/password
  {"current": "maria and a long word", "password": "maria and a long word"}
422
  errors.0.pointer = "/password"
POST /v1/users/$maria_id/password
  {"current": "maria and a long word", "password": "passwordpassword1"}
422
  detail has thieves
POST /v1/users/$maria_id/password
  {"current": "maria and a long word", "password": "maria's very own words"}
204
POST /v1/sessions
  {"login": "maria", "password": "maria's very own words"}
201
  due = "nothing"
GET /v1/submissions
200

# New recovery codes make the old ones worthless. A second factor that was lost is taken away by an administrator.
as ada
POST /v1/account/recovery-codes
201
  recovery_codes count 10
  recovery_codes.0 -> fresh_recovery
nobody
clock +1s
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$other_recovery"}
401
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word", "code": "$fresh_recovery"}
201
as ada
DELETE /v1/users/$rosa_id/second-factor
204
GET /v1/sessions/current
200
  person.id -> ada_id
DELETE /v1/users/$ada_id/second-factor
403
