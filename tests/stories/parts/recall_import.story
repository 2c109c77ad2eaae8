# Ada imports the file `recalls`, the notices of one authority as of $recalls_date.
use recall_upload
POST /v1/datasets
  {"kind": "csv-recalls", "name": "au", "uploads": ["$upload"], "source_date": "$recalls_date"}
202
  header location -> where
import
GET $where
200
  state = "done"
  id -> recalls_import
