# Ada imports the file `recalls`, the notices of one authority as of $recalls_date, although it is older than those in
# force or takes many of them away.
use recall_upload
POST /v1/datasets
  {"kind": "csv-recalls", "name": "au", "uploads": ["$upload"], "source_date": "$recalls_date", "force": true}
202
  header location -> where
import
GET $where
200
  state = "done"
  id -> recalls_import
