# The component list of a version: what was seen in its file, and where.
use hospital

as maria
file parts
  fact android.package = org.example.parts
  fact android.version_name = 3.0
  fact android.library_bundled [pkg:maven/androidx.core/core] = 1.9.0
  fact android.library_bundled [pkg:npm/%40capacitor/app] =
  fact android.native.version [OpenSSL] = 1.1.1k
  fact android.native.version [WebP] = unknown
  fact android.runtime = Flutter
  fact android.sdk [analytics] = Mixpanel
  fact android.sdk.owner [Mixpanel] = Mixpanel
POST /v1/uploads
  tus-resumable: 1.0.0
  upload-length: $parts_size
  send parts
201
  header location -> path
GET $path
200
  id -> upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
scan
GET /v1/submissions/$submission
200
  version_id -> version

as rosa
GET /v1/versions/$version/sbom
200
  header content-type has application/vnd.cyclonedx+json
  header etag -> etag
  bomFormat = "CycloneDX"
  specVersion = "1.6"
  metadata.component.name = "org.example.parts"
  metadata.component.version = "3.0"
  metadata.component.hashes.0.content = "$parts_sha256"
  components count 6
  components.0.purl = "pkg:generic/openssl@1.1.1k"
  components.1.purl = "pkg:generic/webp"
  components.1.version absent
  components.2.group = "androidx.core"
  components.2.name = "core"
  components.3.group = "@capacitor"
  components.4.type = "framework"
  components.5.publisher = "Mixpanel"
GET /v1/versions/$version/sbom
  if-none-match: $etag
304
GET /v1/versions/$version/sbom?sha256=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
404

# Whoever reads it is in the account.
as otto
GET /v1/audit?action=sbom.read
200
  items.0.entry.object.id = "$version"
