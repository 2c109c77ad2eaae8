# After days everybody has to log in again.
as ada
POST /v1/sessions
  {"login": "ada", "password": "ada and a long word"}
201
as sam
POST /v1/sessions
  {"login": "sam", "password": "sam and a long word"}
201
as rosa
POST /v1/sessions
  {"login": "rosa", "password": "rosa and a long word"}
201
as paul
POST /v1/sessions
  {"login": "paul", "password": "paul and a long word"}
201
