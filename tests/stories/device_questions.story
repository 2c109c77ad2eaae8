# Is it a medical device? The department answers; the advice says what the law of each place makes of it. A claim that does
# not fit is a finding.
use hospital
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.1
  fact android.version_code = 241
  fact android.min_sdk = 34
  fact android.target_sdk = 36
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
as maria
use upload
GET /v1/device-questions
200
  items.0.id = "medical_purpose"
  items.0.kind = "many"
  table_version has 20
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  header etag -> etag
  dossier = null
  assessment.findings count 0
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {}, "claims": [], "answers": [{"question": "colour", "chosen": ["blue"]}]}
422
  errors.0.pointer = "/answers"
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion"}, "claims": [{"jurisdiction": "US", "basis": "not_a_device", "rationale": "A tool of the administration, section 520(o)(1)(A)."}],
   "answers": [{"question": "function", "chosen": ["controls_device_or_dose"]}, {"question": "medical_purpose", "chosen": ["treatment"]},
    {"question": "intended_users", "chosen": ["hcp"]}, {"question": "acts_on_data", "chosen": ["yes"]},
    {"question": "individual_patient", "chosen": ["yes"]}, {"question": "signal_input", "chosen": ["no"]},
    {"question": "significance", "chosen": ["drive"]}, {"question": "situation", "chosen": ["serious"]}]}
200
  dossier.answers count 8
  dossier.answers.0.question = "medical_purpose"
  dossier.advice.items count 4
  dossier.advice.items.0.jurisdiction = "US"
  dossier.advice.items.0.status = "device"
  dossier.advice.items.1.device_class -> eu_class
  dossier.advice.contradictions.0.id = "answers_say_device"
  assessment.findings.0.rule = "REG-001"
  assessment.findings.0.severity = "high"
  assessment.findings.0.subject = "answers_say_device US"
  header etag -> etag

# Without answers nothing contradicts.
PUT /v1/submissions/$submission/dossier
  if-match: $etag
  {"device": {"device_name": "Pump Companion"}, "claims": [], "answers": []}
200
  dossier.advice = null
  assessment.findings count 0
