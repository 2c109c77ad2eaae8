-- What the continuity of signers is judged by: files by package, by signer and by signed content.

CREATE INDEX fact_package ON fact (value, report) WHERE name = 'android.package';
CREATE INDEX fact_signer ON fact (value, report) WHERE name = 'apk.signature.signer';
CREATE INDEX fact_signer_of ON fact (report, value) WHERE name = 'apk.signature.signer';
CREATE INDEX fact_package_of ON fact (report, value) WHERE name = 'android.package';
CREATE INDEX fact_content ON fact (value, report) WHERE name = 'apk.content_digest';
