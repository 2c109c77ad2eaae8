# The app wants to open the addresses of two web hosts. Somebody hands in what the hosts say about it: one vouches for the
# file, the other names another key, until its vendor mends the list. Nothing is fetched, and a scanner that claims to
# know the answer is not believed.
use hospital
let signer = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
let fingerprint = AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA
let handles_links = delegate_permission/common.handle_all_urls
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.1
  fact android.version_code = 241
  fact android.min_sdk = 34
  fact android.target_sdk = 36
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
  fact android.deep_link [org.example.pump.Open] = https://care.example.org/visit
  fact android.deep_link [org.example.pump.Open] = https://example.org/care
  fact registry.asset_links [care.example.org] = verified
as maria
use upload
POST /v1/submissions
  {"upload": "$upload", "intended_use": $low_use}
201
  id -> submission
  header etag -> etag

# Before it was examined nobody knows what it claims.
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "care.example.org", "statements": []}
409
  detail has while it is in review
scan
GET /v1/submissions/$submission
200
  assessment.findings.0.rule = "AND-MAN-011b"
  assessment.findings.0.severity = "info"
  assessment.findings.0.subject = "care.example.org"
  assessment.findings.0.sentence has https://care.example.org/.well-known/assetlinks.json
  assessment.findings.1.rule = "AND-MAN-011b"
  assessment.findings.1.subject = "example.org"
  assessment.verdict = "pass"
  header etag -> etag

# Rosa supports what she sees.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "Signed and current."}
201
  missing_reviews = []
  header etag -> etag

# Not everybody hands in, not on an old view, and not just anything.
as sam
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "care.example.org", "statements": []}
403
as paul
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "care.example.org", "statements": []}
403
as maria
POST /v1/submissions/$submission/asset-links
  {"host": "care.example.org", "statements": []}
428
POST /v1/submissions/$submission/asset-links
  if-match: "1"
  {"host": "care.example.org", "statements": []}
412
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "elsewhere.example.org", "statements": []}
422
  errors.0.pointer = "/host"
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "care.example.org", "statements": [
    {"include": "https://example.org/more.json"},
    {"relation": ["$handles_links"], "target": {"namespace": "android_app", "package_name": "org.example.pump"}},
    {"relation": "$handles_links"}, 7]}
422
  errors count 5
  errors.0.pointer = "/statements/0/include"
  errors.1.pointer = "/statements/1/target/sha256_cert_fingerprints"
  errors.2.pointer = "/statements/2/relation"
  errors.3.pointer = "/statements/2/target"
  errors.4.pointer = "/statements/3"

# One host vouches for the file. What else its list says is the vendor's business.
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "care.example.org", "statements": [
    {"relation": ["$handles_links"], "target": {"namespace": "web", "site": "https://example.org"}},
    {"relation": ["$handles_links"], "note": "of our shop", "target": {"namespace": "android_app",
     "package_name": "org.example.pump", "sha256_cert_fingerprints": ["$fingerprint"], "since": 2024}}]}
200
  assessment.findings.0.rule = "AND-MAN-011b"
  assessment.findings.0.subject = "example.org"
  assessment.findings count 1
  assessment.verdict = "pass"
  reviews.0.stands = false
  reviews.0.outdated = true
  missing_reviews = ["security"]
  version_id -> version
  header etag -> etag

# The other names the app with another key; what is permitted for something else does not count. A reviewer may hand in, too:
# Rolf, and then it is not him who looks at it.
as rolf
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "example.org", "statements": [
    {"relation": ["$handles_links"], "target": {"namespace": "android_app",
     "package_name": "org.example.pump", "sha256_cert_fingerprints": ["BB:BB"]}},
    {"relation": ["delegate_permission/common.get_login_creds"], "target": {"namespace": "android_app",
     "package_name": "org.example.pump", "sha256_cert_fingerprints": ["$fingerprint"]}}]}
200
  assessment.findings.0.rule = "AND-MAN-011a"
  assessment.findings.0.severity = "high"
  assessment.findings.0.subject = "example.org"
  assessment.findings.0.sentence has not every key
  assessment.verdict = "attention"
  header etag -> etag
GET /v1/versions/$version/findings
200
  findings.0.rule = "AND-MAN-011a"

# Rosa objects to that.
as rosa
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "object", "comment": "Another app could take these links."}
201
  missing_reviews = []
  header etag -> etag

# A list that does not name the app at all; then the mended one takes its place.
as rolf
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "example.org", "statements": []}
200
  assessment.findings.0.sentence has does not name this app
  header etag -> etag
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "example.org", "statements": [
    {"relation": ["$handles_links"], "target": {"namespace": "android_app",
     "package_name": "org.example.pump", "sha256_cert_fingerprints": ["BB:BB", "$signer"]}}]}
200
  assessment.findings count 0
  assessment.verdict = "pass"
  header etag -> etag

# What she objected to is mended. Support would have lapsed; an objection stands until she looks again.
as rosa
GET /v1/submissions/$submission
200
  reviews.1.opinion = "object"
  reviews.1.stands = true
  reviews.1.outdated = true
  missing_reviews = ["security"]
  obstacles.0 has security reviewer objects
GET /v1/submissions
200
  items.0.missing_reviews = ["security"]
  items.0.objections = ["security"]
POST /v1/submissions/$submission/reviews
  if-match: $etag
  {"domain": "security", "opinion": "support", "comment": "The vendor mended its list."}
201
  reviews.1.stands = false
  reviews.2.outdated = false
  missing_reviews = []
  obstacles count 0
  header etag -> etag

as otto
GET /v1/audit?action=submission.asset_links
200
  items count 4
  items.0.entry.object.id = "$submission"

# When it is withdrawn, nothing more is taken.
as maria
POST /v1/submissions/$submission/withdrawal
  if-match: $etag
  {"reason": "Another app was chosen."}
200
  header etag -> etag
POST /v1/submissions/$submission/asset-links
  if-match: $etag
  {"host": "example.org", "statements": []}
409
