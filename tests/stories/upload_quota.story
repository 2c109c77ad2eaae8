# Nobody fills the disk with files that no request takes: what was announced counts, also before it has arrived, and it
# counts until a request has it or its owner removes it.
use hospital
use package
file other = 900 bytes
quota 1000 bytes

as maria
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1001
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
  upload-length: 101
429
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 100
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

# A file that has arrived counts as well, until it is removed ...
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
204
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 900
201
  header location -> first

# ... or a request takes it.
DELETE $second
  tus-resumable: 1.0.0
204
quota 100000 bytes
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
quota 1000 bytes
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 100
201
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 1
429
