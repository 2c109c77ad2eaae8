# The whole path: a package is sent, scanned, reviewed and approved, and the gate says yes.
use approved

token $gate_token
GET /v1/gate?sha256=$pump_sha256
200
  verdict = "allowed"
  approval = "$approval"
  matched_by = "sha256"
  expires = "2026-12-31"
  header etag -> gate_etag
GET /v1/gate?sha256=$pump_sha256
  if-none-match: $gate_etag
304
  body empty
HEAD /v1/gate?sha256=$pump_sha256
200
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1
200
  verdict = "allowed"
  matched_by = "name_and_version"
  reasons.1.sentence has $signer
GET /v1/gate?platform=android&id=org.example.pump&version=241&signer=$signer
200
  verdict = "allowed"
GET /v1/gate?platform=android&id=org.example.pump&version=2.4.1&signer=$other_signer
200
  verdict = "denied"
  reasons.0.sentence has signed by somebody other
GET /v1/gate?sha256=$pump_sha256&department=Radiology
200
  verdict = "allowed_with_conditions"
GET /v1/gate?sha256=$pump_sha256&department=Dentistry
400
  errors.0.pointer = "/department"
GET /v1/gate?sha256=$pump_sha256&jurisdiction=US
200
  verdict = "hold"
GET /v1/gate?platform=android&id=org.example.pump&version=9.9
200
  verdict = "unknown"
  approval = null
GET /v1/gate?sha256=0000
400
  errors.0.pointer = "/sha256"
GET /v1/gate?platform=android&id=org.example.pump
400
  errors.0.pointer = "/version"
GET /v1/gate?platform=toaster&id=x&version=1
400
  detail has android, ios
GET /v1/gate?hash=1
400
  detail has `hash` is not known

as maria
GET /v1/submissions/$submission
200
  may.edit = false
  may.withdraw = false
  decision.outcome = "approve"
  decision.decider.name = "Paul Approver"
  transitions.0.event = "submit"
  transitions.0.actor.name = "Maria Submitter"
  transitions.1.actor = null
  scan.state = "done"
  scan.complete = true
  artifact.sha256 = "$pump_sha256"
  artifact.file_name = "pump.apk"
GET /v1/tools/$tool
200
  name = "Pump Companion"
  versions.0.version = "2.4.1"
  approvals.0.state = "active"
  submissions.0.number = 1
GET /v1/tools?q=pump
200
  items.0.approval = "active"
  items.0.approved_version = "2.4.1"
GET /v1/tools?q=nothing
200
  items count 0
GET /v1/versions/$version
200
  tool.name = "Pump Companion"
  artifacts.0 = "$pump_sha256"
GET /v1/versions/$version/report
200
  complete = true
  facts.0.name = "android.package"
GET /v1/versions/$version/findings
200
  complete = true
GET /v1/versions/$version/report?sha256=$other_signer
404
GET /v1/approvals
200
  items.0.id = "$approval"
GET /v1/approvals/$approval
200
  signers.0 = "$signer"
  decider.name = "Paul Approver"
