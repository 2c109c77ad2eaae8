// What an application's code names, calls and holds, and what is made of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/dex_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Stated with_code(const DexBuilder& dex) {
  AndroidApp app;
  app.file("classes.dex", dex.build());
  return Stated(app);
}

// A package whose only method has the instructions that `write` appends.
template <typename Write>
Stated with_method(Write write) {
  DexBuilder dex;
  write(dex.add("org.example.Sync").method("run"));
  return with_code(dex);
}

TEST(Code, TheChecksumIsComparedWithTheContents) {
  DexBuilder dex;
  dex.string("https://ward.example.org");
  const Bytes honest = dex.build();
  const auto objections = [](const Bytes& file) {
    AndroidApp app;
    app.file("classes.dex", file);
    std::vector<std::string> found = Stated(app).objections();
    std::erase_if(found, [](const std::string& id) { return !id.starts_with("dex."); });
    return found;
  };
  EXPECT_THAT(objections(honest), IsEmpty());

  Bytes changed = honest;
  patch(changed, changed.find("ward.example"), "evil.example");
  EXPECT_THAT(objections(changed), ElementsAre("dex.checksum"));

  Bytes wrong_checksum = honest;
  patch(wrong_checksum, 8, "\x01\x02\x03\x04");
  EXPECT_THAT(objections(wrong_checksum), ElementsAre("dex.checksum"));
}

TEST(Code, FilesAreCountedOneByOne) {
  DexBuilder first, second("039");
  first.add("org.example.A").method("a").end();
  second.add("org.example.B");
  second.add("org.example.C");
  AndroidApp app;
  app.file("classes.dex", first.build()).file("classes2.dex", second.build());
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_dex), ElementsAre("classes.dex: 035", "classes2.dex: 039"));
  EXPECT_THAT(stated.pairs(fact::android_dex_classes), ElementsAre("classes.dex: 1", "classes2.dex: 2"));
  EXPECT_EQ(stated.value(fact::android_dex_methods, "classes.dex"), "1");
  EXPECT_FALSE(stated.objects(anomaly::dex_not_loaded));
}

TEST(Code, FilesThatPlatformsDoNotLoadAreNoticed) {
  for (const char* name : {"classes3.dex", "classes1.dex", "classes02.dex", "classesX.dex"}) {
    AndroidApp app;
    app.file(name, empty_dex());
    EXPECT_TRUE(Stated(app).objects(anomaly::dex_not_loaded)) << name;
  }
}

TEST(Code, AClassThatIsDefinedTwiceIsNoticed) {
  DexBuilder dex;
  dex.add("org.example.A");
  dex.add("org.example.A");
  EXPECT_TRUE(with_code(dex).objects(anomaly::dex_duplicate_class));
}

TEST(Code, AnAddressIsStatedWithTheClassThatUsesIt) {
  const Stated stated = with_method([](DexMethod& run) { run.text(0, "https://api.example.org/v1?key=1").end(); });
  EXPECT_THAT(stated.pairs(fact::android_code_url), ElementsAre("api.example.org: https://api.example.org/v1"));
  EXPECT_THAT(stated.pairs(fact::android_code_domain), ElementsAre("https: api.example.org"));
  EXPECT_EQ(stated.evidence(fact::android_code_url, "api.example.org"), "classes.dex#org.example.Sync");
}

TEST(Code, AnAddressThatNoInstructionLoadsIsStatedWithItsPlace) {
  DexBuilder dex;
  dex.string("http://old.example.org");
  const Stated stated = with_code(dex);
  EXPECT_THAT(stated.pairs(fact::android_code_domain), ElementsAre("http: old.example.org"));
  EXPECT_TRUE(stated.evidence(fact::android_code_url, "old.example.org").starts_with("classes.dex+0x"));
}

TEST(Code, ASecretIsNeverShownWhole) {
  const std::string secret = "AKIAIOSFODNN7EXAMPLE";
  const Stated stated = with_method([&](DexMethod& run) { run.text(0, secret).end(); });
  EXPECT_THAT(stated.pairs(fact::android_code_secret), ElementsAre("aws-access-key-id: AKIA… (20 characters)"));
  for (const Fact& one : stated.report().facts) EXPECT_EQ(one.value.find(secret), std::string::npos) << one.name;
}

struct Call {
  const char* class_name;
  const char* method;
  std::string_view fact;
};

class Callers : public testing::TestWithParam<Call> {};

TEST_P(Callers, AreStatedByName) {
  const auto& [class_name, method, name] = GetParam();
  const Stated stated = with_method([&, c = class_name, m = method](DexMethod& run) {
    run.call("java.io.File", "exists", {1}).call(c, m, {1, 2, 3}).end();
  });
  EXPECT_THAT(stated.values(name), ElementsAre("org.example.Sync"));
  EXPECT_THAT(with_method([](DexMethod& run) { run.call("java.io.File", "exists", {1}).end(); }).values(name),
              IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Code, Callers,
    testing::Values(Call{"dalvik.system.DexClassLoader", "<init>", fact::android_code_dynamic_loading},
                    Call{"dalvik.system.InMemoryDexClassLoader", "<init>", fact::android_code_dynamic_loading},
                    Call{"org.example.Base", "createPackageContext", fact::android_code_dynamic_loading},
                    Call{"java.lang.System", "load", fact::android_code_native_loading},
                    Call{"java.lang.Runtime", "exec", fact::android_code_program},
                    Call{"org.example.OwnWebView", "addJavascriptInterface", fact::android_code_webview},
                    Call{"androidx.webkit.WebViewCompat", "addWebMessageListener", fact::android_code_webview},
                    Call{"android.webkit.WebSettings", "setJavaScriptEnabled", fact::android_code_webview},
                    Call{"org.apache.http.conn.ssl.AllowAllHostnameVerifier", "<init>", fact::android_code_trust_all}));

TEST(Code, AReadyMadeCheckThatAcceptsEverythingMayBeAField) {
  const Stated stated = with_method([](DexMethod& run) {
    run.read_static(0, "org.apache.http.conn.ssl.SSLSocketFactory", "ALLOW_ALL_HOSTNAME_VERIFIER").end();
  });
  EXPECT_THAT(stated.pairs(fact::android_code_trust_all),
              ElementsAre("org.apache.http.conn.ssl.SSLSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER: org.example.Sync"));
}

TEST(Code, SettingsAreStatedUnlessTheyAreKnownToBeOff) {
  const auto enables = [](auto prepare) {
    return !with_method([&](DexMethod& run) {
              prepare(run);
              run.call("android.webkit.WebSettings", "setJavaScriptEnabled", {1, 2}).end();
            })
                .values(fact::android_code_webview)
                .empty();
  };
  EXPECT_TRUE(enables([](DexMethod& run) { run.number(2, 1); }));
  EXPECT_FALSE(enables([](DexMethod& run) { run.number(2, 0); }));
  EXPECT_TRUE(enables([](DexMethod& run) { run.number(2, 0).units({0x020a}); })) << "overwritten by move-result";
  EXPECT_TRUE(enables([](DexMethod& run) { run.number(2, 0).units({0x0138, 2}); })) << "behind an if";
  EXPECT_TRUE(enables([](DexMethod& run) { run.number(3, 0); })) << "another register";
}

TEST(Code, MixedContentIsStatedWhereItIsAllowedAlways) {
  for (const auto& [mode, stated] : std::vector<std::pair<std::int16_t, bool>>{{0, true}, {1, false}, {2, false}}) {
    const auto values = with_method([mode = mode](DexMethod& run) {
                          run.number(2, mode);
                          run.call("android.webkit.WebSettings", "setMixedContentMode", {1, 2}).end();
                        }).values(fact::android_code_webview);
    EXPECT_EQ(!values.empty(), stated) << mode;
  }
}

TEST(Code, ForeignPackagesMatterWhereTheirCodeComesAlong) {
  for (const auto& [flags, stated] : std::vector<std::pair<std::int16_t, bool>>{{1, true}, {3, true}, {4, false}}) {
    const auto values = with_method([flags = flags](DexMethod& run) {
                          run.number(2, flags);
                          run.call("android.content.Context", "createPackageContext", {0, 1, 2}).end();
                        }).values(fact::android_code_dynamic_loading);
    EXPECT_EQ(!values.empty(), stated) << flags;
  }
}

TEST(Code, CryptographyIsStatedByTheNameThatIsAskedFor) {
  const Stated stated = with_method([](DexMethod& run) {
    run.text(0, "DES/ECB/PKCS5Padding").call_static("javax.crypto.Cipher", "getInstance", {0});
    run.text(1, "AES").call_static("javax.crypto.Cipher", "getInstance", {1});
    run.text(2, "MD5").call_static("java.security.MessageDigest", "getInstance", {2});
    run.text(3, "SSLv3").call_static("javax.net.ssl.SSLContext", "getInstance", {3});
    run.text(4, "SHA1PRNG").call_static("java.security.SecureRandom", "getInstance", {4});
    run.text(5, "RC4").call_static("org.example.Menu", "getInstance", {5}).end();
  });
  EXPECT_THAT(stated.values(fact::android_code_cipher), ElementsAre("AES", "DES/ECB/PKCS5Padding"));
  EXPECT_THAT(stated.values(fact::android_code_digest), ElementsAre("MD5"));
  EXPECT_THAT(stated.values(fact::android_code_tls_protocol), ElementsAre("SSLv3"));
  EXPECT_THAT(stated.values(fact::android_code_random_algorithm), ElementsAre("SHA1PRNG"));
}

TEST(Code, KeysAndSignaturesAreStatedByWhatIsAskedFor) {
  const Stated stated = with_method([](DexMethod& run) {
    run.text(0, "SHA1withRSA").call_static("java.security.Signature", "getInstance", {0});
    run.text(1, "DES").call_static("javax.crypto.KeyGenerator", "getInstance", {1});
    run.text(2, "RSA").call_static("java.security.KeyPairGenerator", "getInstance", {2});
    run.number(3, 1024).call("java.security.KeyPairGenerator", "initialize", {2, 3});
    run.call("java.security.KeyPairGenerator", "initialize", {2, 5});  // a size that is not known
    run.number(4, 2048).call("android.security.keystore.KeyGenParameterSpec$Builder", "setKeySize", {2, 4}).end();
  });
  EXPECT_THAT(stated.values(fact::android_code_signature), ElementsAre("SHA1withRSA"));
  EXPECT_THAT(stated.values(fact::android_code_key), ElementsAre("DES", "RSA"));
  EXPECT_THAT(stated.pairs(fact::android_code_key_size),
              ElementsAre("android.security.keystore.KeyGenParameterSpec$Builder.setKeySize: 2048",
                          "java.security.KeyPairGenerator.initialize: 1024"));
}

TEST(Code, WhatManyClassesDoIsCounted) {
  DexBuilder dex;
  for (const char* name : {"org.example.A", "org.example.B", "org.example.C"}) {
    DexClass& one = dex.add(name);
    one.method("a").call_static("android.util.Log", "d", {0, 1}).call_static("android.util.Log", "d", {0, 1}).end();
    one.method("b").call_static("android.util.Log", "d", {0, 1}).end();
  }
  const Stated stated = with_code(dex);
  EXPECT_THAT(stated.pairs(fact::android_code_logging), ElementsAre("android.util.Log.d: 3"));
  EXPECT_EQ(stated.evidence(fact::android_code_logging, "android.util.Log.d"), "classes.dex#org.example.A");
}

TEST(Code, NoMoreThanTwentyCallersAreStated) {
  DexBuilder dex;
  for (int i = 0; i < 50; ++i) {
    dex.add("org.example.C" + std::to_string(i)).method("a").call("dalvik.system.DexClassLoader", "<init>", {0}).end();
  }
  EXPECT_EQ(with_code(dex).values(fact::android_code_dynamic_loading).size(), 20U);
}

// -- whom connections trust ------------------------------------------------------------------------------------------

struct Check {
  const char* what;
  void (*write)(DexMethod&);
  const char* decision;
};

const Check certificate_checks[] = {
    {"an empty body", [](DexMethod& check) { check.end(); }, "accepts everything"},
    {"parameters checked as Kotlin does",
     [](DexMethod& check) {
       check.text(0, "chain").call_static("kotlin.jvm.internal.Intrinsics", "checkNotNullParameter", {1, 0}).end();
     },
     "accepts everything"},
    {"a log entry",
     [](DexMethod& check) {
       check.call_static("android.util.Log", "d", {0, 1}).end();
     },
     "accepts everything"},
    {"another check asked",
     [](DexMethod& check) {
       check.call("javax.net.ssl.X509TrustManager", "checkServerTrusted", {0, 1, 2}).end();
     },
     "own check"},
    {"something thrown",
     [](DexMethod& check) {
       check.units({0x0138, 2}).throw_it(1).end();
     },
     "own check"},
};

TEST(Trust, ACertificateCheckThatCannotFailAcceptsEverything) {
  for (const Check& check : certificate_checks) {
    DexBuilder dex;
    DexClass& trust = dex.add("org.example.Trust").implements("javax.net.ssl.X509TrustManager");
    check.write(trust.method("checkServerTrusted"));
    trust.method("getAcceptedIssuers").call("java.io.File", "exists", {0}).end();
    const Stated stated = with_code(dex);
    EXPECT_THAT(stated.pairs(fact::android_code_trust_manager),
                ElementsAre("org.example.Trust: " + std::string(check.decision)))
        << check.what;
  }
}

TEST(Trust, OtherClassesWithSuchAMethodAreNoTrustManagers) {
  DexBuilder dex;
  dex.add("org.example.Extended").extends("javax.net.ssl.X509ExtendedTrustManager").method("checkServerTrusted").end();
  dex.add("org.example.Other").method("checkServerTrusted").end();
  EXPECT_THAT(with_code(dex).pairs(fact::android_code_trust_manager),
              ElementsAre("org.example.Extended: accepts everything"));
}

const Check name_checks[] = {
    {"true", [](DexMethod& check) { check.number(0, 1).give(0); }, "accepts everything"},
    {"false", [](DexMethod& check) { check.number(0, 0).give(0); }, "own check"},
    {"the other register", [](DexMethod& check) { check.number(0, 1).number(1, 0).give(1); }, "own check"},
    {"true on one way",
     [](DexMethod& check) {
       check.number(0, 0).units({0x0138, 3}).number(0, 1).give(0);
     },
     "own check"},
    {"the default check",
     [](DexMethod& check) {
       check.call("javax.net.ssl.HostnameVerifier", "verify", {0, 1, 2}).units({0x000a}).give(0);
     },
     "own check"},
};

TEST(Trust, ANameCheckThatAlwaysAgreesAcceptsEverything) {
  for (const Check& check : name_checks) {
    DexBuilder dex;
    check.write(dex.add("org.example.Names").implements("javax.net.ssl.HostnameVerifier").method("verify"));
    EXPECT_THAT(with_code(dex).pairs(fact::android_code_hostname_verifier),
                ElementsAre("org.example.Names: " + std::string(check.decision)))
        << check.what;
  }
}

TEST(Trust, AWebViewThatGoesOnAfterAnErrorIsNoticed) {
  struct Handler {
    std::vector<const char*> calls;
    std::vector<std::string> stated;
  };
  for (const auto& [calls, expected] : std::vector<Handler>{
           {{"proceed"}, {"org.example.Client: accepts everything"}},
           {{"proceed", "cancel"}, {"org.example.Client: own check"}},
           {{"cancel"}, {}},
           {{}, {}},
       }) {
    DexBuilder dex;
    DexMethod& handler =
        dex.add("org.example.Client").extends("android.webkit.WebViewClient").method("onReceivedSslError");
    for (const char* call : calls) handler.call("android.webkit.SslErrorHandler", call, {1});
    handler.end();
    EXPECT_EQ(with_code(dex).pairs(fact::android_code_webview_ssl_error), expected);
  }
}

// -- where code comes from -------------------------------------------------------------------------------------------

TEST(Code, ClassesOfTheManifestThatTheCodeLacksAreNoticed) {
  AndroidApp app;
  app.component("service", "org.example.ward.Sync", false);
  app.component("receiver", "org.example.ward.Boot", false);
  app.application().set("android:name", text("org.example.shell.Stub"));
  DexBuilder dex;
  dex.add("org.example.ward.MainActivity").method("a").call("org.example.ward.Boot", "b", {0}).end();
  dex.add("org.example.ward.Sync");
  app.file("classes.dex", dex.build());
  EXPECT_THAT(Stated(app).pairs(fact::android_code_missing_class),
              ElementsAre("application: org.example.shell.Stub", "receiver: org.example.ward.Boot"));
}

TEST(Code, NativeMethodsAndTheirLibrariesAreStated) {
  DexBuilder dex;
  DexClass& decoder = dex.add("org.example.Decoder").native_method("decode");
  decoder.method("load").text(0, "ward").call_static("java.lang.System", "loadLibrary", {0}).end();
  const Stated stated = with_code(dex);
  EXPECT_EQ(stated.value(fact::android_code_native_classes), "1");
  EXPECT_EQ(stated.value(fact::android_code_native_library), "ward");
}

TEST(Code, PackersAreKnownByTheirTraces) {
  AndroidApp app;
  DexBuilder dex;
  dex.add("com.tencent.StubShell.TxAppEntry");
  app.file("classes.dex", dex.build()).file("lib/arm64-v8a/libjiagu.so", "x").file("assets/ijm_lib/a/b.so", "x");
  EXPECT_THAT(Stated(app).pairs(fact::android_code_packer),
              ElementsAre("Ijiami: assets/ijm_lib/", "Jiagu (Qihoo 360): libjiagu.so",
                          "Tencent Legu: com.tencent.StubShell.TxAppEntry"));
}

}  // namespace
}  // namespace formulary::formats::test
