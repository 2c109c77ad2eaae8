// Dalvik code, read as the only file of a package: its tables, its instructions, and what they say.
#include "scanners/bytes/dex.hpp"

#include "scanners/bytes/zip.hpp"
#include "scanners/formats/android/code.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/dex_builder.hpp"
#include "tests/support/zip_builder.hpp"

namespace formulary::fuzz::dex {

void run(View data) {
  support::ZipBuilder package;
  package.store("classes.dex", bytes::as_text(data));
  const bytes::MemorySource source = support::source(package.build());
  const ScanOptions options;
  bytes::Budget budget = bytes::Budget::for_file(source.size());
  ScanContext context{source, options, budget, {}, {}, {}};
  if (const auto zip = bytes::Zip::open(source, budget, context.anomalies)) {
    (void)formats::android::state_code(context, *zip, formats::android::XmlEncoding::binary, {});
  }
}

std::vector<Bytes> seeds() {
  support::DexBuilder code;
  support::DexClass& sync = code.add("org.example.Sync").implements("javax.net.ssl.X509TrustManager");
  sync.method("<init>").call("java.lang.Object", "<init>", {15}).end();
  sync.method("checkServerTrusted").end();
  sync.method("run").text(0, "DES").call_static("javax.crypto.Cipher", "getInstance", {0}).end();
  sync.native_method("decode");
  support::DexClass& page = code.add("org.example.Page").implements("javax.net.ssl.HostnameVerifier");
  page.method("verify").number(0, 1).give(0);
  page.method("onReceivedSslError").call("android.webkit.SslErrorHandler", "proceed", {1}).end();
  page.method("load").number(2, 500).call("android.webkit.WebSettings", "setJavaScriptEnabled", {1, 2}).end();
  page.method("jump").units({0x0100, 1, 0, 0, 2, 0, 0x0300, 1, 3, 0, 1, 2}).end();
  code.string("https://api.example.org/v1").string("AKIAIOSFODNN7EXAMPLE").string("\xc3\xa9");
  support::DexBuilder part("041");
  part.add("org.example.A").method("a").read_static(0, "java.lang.System", "out").end();
  return {code.build(), support::dex_container({part, part})};
}

}  // namespace formulary::fuzz::dex
