# Ada imports the file `recalls`, the notices of one authority as of $recalls_date.
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
POST /v1/datasets
  {"kind": "csv-recalls", "name": "au", "uploads": ["$upload"], "source_date": "$recalls_date"}
202
  header location -> where
import
GET $where
200
  state = "done"
  id -> recalls_import
