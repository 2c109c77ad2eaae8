# Nobody fills the disk with files that no request takes: what was announced counts, also before it has arrived, and it
# counts until a request has it, its owner gives up sending it, or a day is over; a small one counts as a mebibyte, because
# files take room, too.
use hospital
use package
file other = 900 bytes
quota 2097252 bytes

as maria
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 2097253
429
  type = "/problems/too-many-requests"
  detail has DELETE /v1/uploads/
  header retry-after = 3600
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 900
201
  header location -> first
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1048677
429
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1048676
201
  header location -> second
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1
429

# Another person has a quota of their own, and a restart forgets nothing.
as sam
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1000
201
restart
as maria
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1
429

# A file that has arrived counts as well, and stays where it is ...
PATCH $first
  tus-resumable: 1.0.0
  upload-offset: 0
  content-type: application/offset+octet-stream
  send other
204
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1
429
DELETE $first
  tus-resumable: 1.0.0
409

# ... until a request takes it, or nobody has for a day. One that has not arrived is given up at any time.
DELETE $second
  tus-resumable: 1.0.0
204
quota 3145728 bytes
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
quota 2097252 bytes
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 100
201
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 101
429
clock +2d
tidy
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 2097252
201
