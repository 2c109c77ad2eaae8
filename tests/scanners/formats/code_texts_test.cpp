// Texts beside the code: scripts, settings and resources, looked through for addresses and secrets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/formats/stated.hpp"
#include "tests/support/hermes_builder.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;

TEST(CodeTexts, ScriptsAndSettingsAreLookedThrough) {
  AndroidApp app;
  app.file("assets/index.android.bundle", "fetch('https://js.example.org/a?b=c')");
  app.file("assets/app.properties", "server=http://ward.example.org\nclient_secret = 8fJ2kQ9xLmP4vR7tYw3z\n");
  app.file("res/raw/page.html", "<a href=\"https://raw.example.org/\">");
  app.file("assets/picture.png", "https://picture.example.org");
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_code_domain),
              ElementsAre("http: ward.example.org", "https: js.example.org", "https: raw.example.org"));
  EXPECT_EQ(stated.evidence(fact::android_code_url, "ward.example.org"), "assets/app.properties+0x7");
  EXPECT_THAT(stated.pairs(fact::android_code_secret), ElementsAre("assigned-secret: 8fJ2… (20 characters)"));
}

TEST(CodeTexts, CompiledScriptsAreLookedThroughStringByString) {
  AndroidApp app;
  app.file("assets/index.android.bundle", hermes({"https://api.example.org", "Content-Type"}));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_code_url), ElementsAre("api.example.org: https://api.example.org"));
  EXPECT_EQ(stated.evidence(fact::android_code_url, "api.example.org"), "assets/index.android.bundle+0xa8");
}

TEST(CodeTexts, ResourcesAreLookedThroughInBothEncodings) {
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf16}) {
    ResourceTable table("org.example.ward");
    table.string("app_name", "Ward");
    table.string("server", "https://resource.example.org");
    AndroidApp app;
    app.file("resources.arsc", table.build(encoding));
    EXPECT_THAT(Stated(app).pairs(fact::android_code_domain), ElementsAre("https: resource.example.org"));
  }
}

TEST(CodeTexts, CompiledXmlIsLookedThrough) {
  XmlElement defaults("defaults");
  defaults.child("entry").set("value", text("https://compiled.example.org")).character_data = "https://in.example.org";
  AndroidApp app;
  app.file("res/xml/defaults.xml", binary_xml(defaults));
  app.application().child("meta-data").set("android:value", text("https://manifest.example.org"));
  const Stated stated(app);
  EXPECT_THAT(stated.pairs(fact::android_code_domain),
              ElementsAre("https: compiled.example.org", "https: in.example.org"))
      << "the manifest has facts of its own";
  EXPECT_TRUE(stated.evidence(fact::android_code_url, "in.example.org").starts_with("res/xml/defaults.xml#string/"));
}

TEST(CodeTexts, FilesThatAreTooLargeAreNamed) {
  AndroidApp app;
  app.file("assets/levels.json", Bytes(33 * 1024 * 1024, ' ')).file("assets/small.json", "{}");
  EXPECT_THAT(Stated(app).values(fact::android_code_text_not_read), ElementsAre("assets/levels.json"));
}

}  // namespace
}  // namespace formulary::formats::test
