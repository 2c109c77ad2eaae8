# A file in pieces: interrupted, resumed, with wrong offsets and wrong checksums, and sent twice.
use hospital
use package

nobody
OPTIONS /v1/uploads
204
  header tus-version = 1.0.0
  header tus-resumable = 1.0.0
  header tus-max-size = 2147483648
  header tus-extension has checksum,expiration,termination
  header tus-checksum-algorithm = sha1,sha256
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 5
401

as maria
POST /v1/uploads
  upload-length: 5
412
  header tus-version = 1.0.0
  type = "/problems/tus-version"
POST /v1/uploads
  tus-resumable: 1.0.0
400
  detail has Upload-Length
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: -5
400
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-defer-length: 1
400
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 0
400
  detail has empty
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 2147483649
413
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 5
  upload-metadata: filename not-base64
400
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $pump_size
  upload-metadata: filename Li4vLi4vcHVtcC5hcGs=,filetype eA==
201
  header location -> path
  header upload-offset = 0
  header upload-expires has GMT
  header tus-resumable = 1.0.0

# Two halves.
file first = pump from 0 to 100
file second = pump from 100 to 1000
HEAD $path
  tus-resumable: 1.0.0
200
  header upload-offset = 0
  header upload-length = $pump_size
  header cache-control = no-store
HEAD $path
412
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 0
  content-type: application/octet-stream
  send first
415
PATCH $path
  tus-resumable: 1.0.0
  send first
400
  detail has Upload-Offset
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 0
  upload-checksum: sha1 $second_sha1_base64
  send first
460
  type = "/problems/checksum-mismatch"
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 0
  upload-checksum: md5 kAFQmDzST7DWlj99KOF/cg==
  send first
400
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 0
  upload-checksum: sha1 $first_sha1_base64
  send first
204
  header upload-offset = 100
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 0
  send first
409
  detail has number 100
GET $path
200
  offset = 100
  sha256 = null
  file_name = "pump.apk"

# Nobody else sees it.
as sam
HEAD $path
  tus-resumable: 1.0.0
404
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 100
  send second
404
DELETE $path
  tus-resumable: 1.0.0
404

# An unfinished file cannot be submitted.
as maria
GET $path
200
  id -> upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
409
  errors.0.pointer = "/upload"

# The service dies and comes back: what was acknowledged is there.
restart
HEAD $path
  tus-resumable: 1.0.0
200
  header upload-offset = 100

# A full disk loses nothing.
disk full
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 100
  send second
507
  type = "/problems/insufficient-storage"
HEAD $path
  tus-resumable: 1.0.0
200
  header upload-offset = 100
disk free
file too_much = 5000 bytes
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 100
  send too_much
413
PATCH $path
  tus-resumable: 1.0.0
  upload-offset: 100
  upload-checksum: sha256 $second_sha256_base64
  send second
204
  header upload-offset = $pump_size
GET $path
200
  sha256 = "$pump_sha256"
DELETE $path
  tus-resumable: 1.0.0
409

# The same bytes again, by somebody else, with the creation: one more upload, the same artifact.
as sam
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $pump_size
  upload-metadata: filename cHVtcC5hcGs=
  upload-checksum: sha256 $pump_sha256_base64
  send pump
201
  header upload-offset = $pump_size
  header location -> second_path
GET $second_path
200
  sha256 = "$pump_sha256"

# A chunk has at most 8 MiB.
file big = 8388609 bytes
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 8388609
201
  header location -> big_path
PATCH $big_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send big
413

# Giving up, by a client that can only POST; and being forgotten.
POST $big_path
  tus-resumable: 1.0.0
  x-http-method-override: DELETE
204
HEAD $big_path
  tus-resumable: 1.0.0
404
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 7
201
  header location -> old_path
DELETE $old_path
  tus-resumable: 1.0.0
204
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: 7
201
  header location -> old_path
clock +25h
POST /v1/sessions
  {"login": "sam", "password": "sam and a long word"}
201
HEAD $old_path
  tus-resumable: 1.0.0
410
PATCH /v1/uploads/none
  tus-resumable: 1.0.0
  upload-offset: 0
  send first
404
