# A clean package of org.example.pump 2.4.1, signed by one certificate.
let signer = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
let other_signer = bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
file pump
  fact android.package = org.example.pump
  fact android.version_name = 2.4.1
  fact android.version_code = 241
  fact android.label = Pump Companion
  fact android.min_sdk = 29
  fact android.target_sdk = 35
  fact apk.signature.verified = true
  fact apk.signature.scheme = v3
  fact apk.signature.signer [29..] = $signer
