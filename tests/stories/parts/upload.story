# The person at the browser sends the package in one chunk.
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $pump_size
  upload-metadata: filename cHVtcC5hcGs=
201
  header location -> upload_path
PATCH $upload_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send pump
204
  header upload-offset = $pump_size
GET $upload_path
200
  id -> upload
  sha256 = "$pump_sha256"
