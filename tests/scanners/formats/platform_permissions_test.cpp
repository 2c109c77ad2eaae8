// The platform's permissions: our table against the published facts, and what follows for guarded components.
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanners/tables/android.hpp"
#include "tests/scanners/formats/stated.hpp"
#include "tests/support/corpus.hpp"

namespace formulary::formats::test {
namespace {

using namespace support;
using testing::ElementsAre;

std::set<std::string> level_parts(const std::string& level) {
  std::set<std::string> found;
  std::istringstream stream(level);
  for (std::string part; std::getline(stream, part, '|');) {
    if (!part.empty()) found.insert(part);
  }
  return found;
}

std::optional<std::filesystem::path> checks(const char* file) {
  const char* shared = std::getenv("FORMULARY_SHARED");
  const auto path = std::filesystem::path(shared != nullptr ? shared : "../shared") / "checks" / file;
  return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
}

TEST(PlatformPermissions, AreThoseThatThePlatformPublishes) {
  const auto file = checks("android_permissions.tsv");
  if (!file) GTEST_SKIP() << "needs the shared checks: set FORMULARY_SHARED";
  std::size_t looked_at = 0;
  for (const auto& row : read_rows(*file)) {
    const auto level = tables::platform_permission_level(row.at(0));
    ASSERT_TRUE(level) << row.at(0);
    const std::string published = row.at(1).empty() ? "unknown" : row.at(1) + "|" + row.at(2);
    EXPECT_EQ(level_parts(std::string(*level)), level_parts(published)) << row.at(0);
    ++looked_at;
  }
  EXPECT_GT(looked_at, 1600U);
}

// Everything that a service of the platform is bound by keeps other applications out.
TEST(PlatformPermissions, ThatServicesAreBoundByAreStrong) {
  const auto file = checks("android_bind_permissions.tsv");
  if (!file) GTEST_SKIP() << "needs the shared checks: set FORMULARY_SHARED";
  AndroidApp app;
  std::map<std::string, std::string> bases;  // of the guard of each service
  for (const auto& row : read_rows(*file)) {
    if (row.at(4) != "service" || row.at(2).empty()) continue;
    const std::string name = "org.example.ward.Service" + std::to_string(bases.size());
    bases[name] = row.at(2);
    app.component("service", name, true).set("android:permission", text(row.at(0)));
  }
  ASSERT_GT(bases.size(), 80U);
  const Stated stated(app);
  for (const auto& [name, base] : bases) {
    const std::string level = stated.value(fact::android_component_permission_level, name);
    EXPECT_EQ(level.substr(0, level.find('|')), base) << name;
    EXPECT_TRUE(base == "signature" || base == "internal") << name << " " << level;
  }
}

TEST(PlatformPermissions, LevelsOfOwnPermissionsKeepTheirFlags) {
  struct Case {
    std::uint32_t written;
    const char* level;
  };
  for (const Case& one : std::vector<Case>{{0, "normal"},
                                           {1, "dangerous"},
                                           {2, "signature"},
                                           {3, "signature|privileged"},
                                           {0x12, "signature|privileged"},
                                           {0xc00002, "signature|module|companion"},
                                           {0x1012, "signature|privileged|instant"},
                                           {0x8000002, "signature|knownSigner"},
                                           {0x4000004, "internal|role"},
                                           {0x80000002, "signature|0x80000000"}}) {
    AndroidApp app;
    app.manifest()
        .child("permission")
        .set("android:name", text("org.example.ward.OWN"))
        .set("android:protectionLevel", hexadecimal(one.written));
    app.component("service", "org.example.ward.Sync", true).set("android:permission", text("org.example.ward.OWN"));
    EXPECT_THAT(Stated(app).values(fact::android_component_permission_level), ElementsAre(one.level)) << one.written;
  }
}

// Parts that common libraries bring along, with the guards that they tell apps to give them.
TEST(PlatformPermissions, OfServicesThatMostPhonesHaveAreKnown) {
  struct Part {
    const char* kind;
    const char* class_name;
    const char* guard;
    const char* level;
  };
  const Part parts[] = {
      {"service", "com.google.android.gms.auth.api.signin.RevocationBoundService",
       "com.google.android.gms.auth.api.signin.permission.REVOCATION_NOTIFICATION", "signature"},
      {"receiver", "com.google.firebase.iid.FirebaseInstanceIdReceiver", "com.google.android.c2dm.permission.SEND",
       "signature|privileged"},
      {"receiver", "androidx.profileinstaller.ProfileInstallReceiver", "android.permission.DUMP",
       "signature|privileged|development"},
      {"service", "androidx.work.impl.background.systemjob.SystemJobService", "android.permission.BIND_JOB_SERVICE",
       "signature"},
      {"activity-alias", "org.example.ward.ViewPermissionUsage", "android.permission.START_VIEW_PERMISSION_USAGE",
       "signature|installer|module"},
      {"activity", "com.google.firebase.auth.internal.FederatedSignInActivity",
       "com.google.firebase.auth.api.gms.permission.LAUNCH_FEDERATED_SIGN_IN", "unknown"},
      {"service", "org.example.ward.Gcm", "com.google.android.gms.permission.BIND_NETWORK_TASK_SERVICE", "unknown"},
      {"service", "org.example.ward.Passive",
       "com.google.android.wearable.healthservices.permission.PASSIVE_DATA_BINDING", "unknown"},
      {"service", "org.example.ward.Tile", "com.google.android.wearable.permission.BIND_TILE_PROVIDER", "unknown"},
      {"service", "org.example.ward.Complication", "com.google.android.wearable.permission.BIND_COMPLICATION_PROVIDER",
       "unknown"},
      {"receiver", "org.example.ward.Adm", "com.amazon.device.messaging.permission.SEND", "unknown"},
  };
  AndroidApp app;
  for (const Part& part : parts) {
    app.component(part.kind, part.class_name, true).set("android:permission", text(part.guard));
  }
  const Stated stated(app);
  for (const Part& part : parts) {
    EXPECT_EQ(stated.value(fact::android_component_permission, part.class_name), part.guard);
    EXPECT_EQ(level_parts(stated.value(fact::android_component_permission_level, part.class_name)),
              level_parts(part.level))
        << part.guard;
  }
}

}  // namespace
}  // namespace formulary::formats::test
