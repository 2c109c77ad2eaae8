# Ada uploads the file `recalls`.
as ada
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $recalls_size
  upload-metadata: filename cmVjYWxscy5jc3Y=
  send recalls
201
  header location -> path
GET $path
200
  id -> upload
