# The maker's list of components is compared with what the scanner found in the file: another version of the product, a
# component that it does not name, one in another version.
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
  fact android.library_bundled [pkg:maven/org.example/wave] = 4.9.0
  fact android.library_bundled [pkg:maven/org.example/codec] = 1.1
  fact sbom.not_listed [made up by a scanner] = 1
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
file list
  {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"timestamp": "2026-02-01T10:00:00Z",
   "authors": [{"name": "Example Medical"}], "component": {"type": "application", "bom-ref": "app", "name": "Pump", "version": "2.4.0"}},
   "components": [{"type": "library", "bom-ref": "a", "group": "org.example", "name": "codec", "version": "3.0", "purl": "pkg:maven/org.example/codec@3.0",
     "supplier": {"name": "Codec makers"}, "properties": [{"name": "support_level", "value": "maintained"},
     {"name": "end_of_support", "value": "2025-12-31"}]}],
   "dependencies": [{"ref": "app", "dependsOn": ["a"]}]}
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $list_size
  upload-metadata: filename c2JvbS5qc29u
201
  header location -> list_path
PATCH $list_path
  tus-resumable: 1.0.0
  upload-offset: 0
  send list
204
GET $list_path
200
  id -> list_upload
GET /v1/submissions/$submission
200
  header etag -> etag
  assessment.findings count 0
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "sbom", "upload": "$upload", "fields": {}}
422
  errors.0.pointer = "/upload"
POST /v1/submissions/$submission/documents
  if-match: $etag
  {"kind": "sbom", "upload": "$list_upload", "fields": {}}
201
  fields.format = "CycloneDX"
  fields.component_count = "1"
  fields.root_component_version = "2.4.0"
  fields.missing_elements absent
  standing.state = "superseded"
  id -> sbom
  header etag -> sbom_etag

# What the file says cannot be typed over, neither now nor later.
PUT /v1/documents/$sbom
  if-match: $sbom_etag
  {"fields": {"root_component_version": "2.4.1"}}
422
  errors.0.pointer = "/fields/root_component_version"
PUT /v1/documents/$sbom
  if-match: $sbom_etag
  {"fields": {}}
200
  fields.root_component_version = "2.4.0"
GET /v1/submissions/$submission
200
  assessment.findings count 4
  assessment.findings.0.rule = "SBM-003"
  assessment.findings.1.rule = "SBM-004"
  assessment.findings.1.subject = "org.example/wave"
  assessment.findings.2.rule = "SBM-005"
  assessment.findings.2.sentence has listed 3.0, found 1.1
  assessment.findings.3.rule = "SBM-006"
