# A file that claims to be an app the hospital knows, signed by somebody else: the machine fails it. With a chain of keys
# from the signer before to the new one it passes. A scanner that claims to know the registry is not believed.
use approved

clock +1h
as maria
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.2
  fact android.version_code = 242
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $other_signer
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  assessment.verdict = "fail"
  assessment.findings.0.rule = "AND-SIG-009a"
  assessment.findings.0.subject = "$signer"
  assessment.findings.0.sentence has signed by somebody else
  version_id -> forged
GET /v1/versions/$forged/findings
200
  findings.0.rule = "AND-SIG-009a"

clock +1h
POST /v1/sessions
  {"login": "maria", "password": "maria and a long word"}
201
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.3
  fact android.version_code = 243
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $other_signer
  fact apk.lineage.certificate [1] = $signer
  fact apk.lineage.certificate [2] = $other_signer
  fact registry.other_signer [made up] = $signer
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  assessment.findings.0.rule lacks AND-SIG-009a
  assessment.verdict = "pass"
