# A file that was uploaded and never submitted is kept for a day. What a request is about is kept, also when it was
# withdrawn, and the bytes that somebody else is still sending.
use hospital
use package

as maria
use upload
file forgotten
  fact android.package = org.example.forgotten
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $forgotten_size
  send forgotten
201
  header location -> forgotten_path
file other
  fact android.package = org.example.other
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $other_size
  send other
201
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  header etag -> etag
POST /v1/submissions/$submission/withdrawal
  if-match: $etag
  {"reason": "Ordered elsewhere."}
200
tidy
stored pump
stored forgotten

# On the next day somebody else sends one of the two again, and has not submitted it yet.
clock +23h
as sam
POST /v1/sessions
  {"login": "sam", "password": "sam and a long word"}
201
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $other_size
  send other
201
  header location -> other_path
clock +2h
tidy
gone forgotten
stored other
stored pump
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
HEAD $forgotten_path
  tus-resumable: 1.0.0
404

# The log says what was removed, and it still fits together.
restart
as otto
POST /v1/sessions
  {"login": "otto", "password": "otto and a long word"}
201
GET /v1/audit?action=artifact.remove
200
  items count 1
  items.0.entry.object.sha256 = "$forgotten_sha256"
tidy
stored other

# And it can come back.
as maria
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $forgotten_size
  send forgotten
201
stored forgotten
clock +25h
tidy
gone other
gone forgotten
stored pump
