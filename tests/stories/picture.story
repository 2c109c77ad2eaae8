# The picture: what an app can do with data about people comes with the request, each item with a sentence and evidence.
use hospital
use package

as maria
file pump
  fact android.package = org.example.pump
  fact android.version_name = 1.0
  fact android.version_code = 1
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact android.permission = android.permission.INTERNET
  fact android.permission = android.permission.health.READ_BLOOD_GLUCOSE
  fact android.permission = android.permission.CAMERA
  fact android.network.cleartext [*] = false
  fact android.network.cleartext [pump.example.org] = true
  fact android.sdk [analytics] = Example Analytics
  fact android.allow_backup = false
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $high_use}
201
  id -> submission
  assessment = null
scan
GET /v1/submissions/$submission
200
  version_id -> version
  assessment.picture.summary = "The app can get at 2 kinds of data about people; there are 3 ways by which data can leave it, 2 of them without a guard."
  assessment.picture.sources count 2
  assessment.picture.sources.0.kind = "health_records"
  assessment.picture.sources.0.names.0 = "blood glucose (read)"
  assessment.picture.sources.1.kind = "camera"
  assessment.picture.ways_out count 3
  assessment.picture.ways_out.0.kind = "servers"
  assessment.picture.ways_out.0.names.0 = "pump.example.org"
  assessment.picture.ways_out.0.concern = false
  assessment.picture.ways_out.1.kind = "unencrypted"
  assessment.picture.ways_out.1.concern = true
  assessment.picture.ways_out.2.kind = "third_parties"
  assessment.picture.ways_out.2.names.0 = "Example Analytics"
  assessment.picture.protections.0.kind = "no_backup"
GET /v1/versions/$version/findings
200
  picture.sources.0.kind = "health_records"

# A file that is no app has none.
file pump = 400 bytes
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> other
scan
GET /v1/submissions/$other
200
  assessment.picture = null
