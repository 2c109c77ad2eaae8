// The names of the numbers in manifests.
#include "scanners/tables/android.hpp"

#include <gtest/gtest.h>

namespace formulary::tables {
namespace {

struct Level {
  std::uint32_t value;
  const char* name;
};

class ProtectionLevels : public testing::TestWithParam<Level> {};

TEST_P(ProtectionLevels, HaveTheirNames) { EXPECT_EQ(protection_level(GetParam().value), GetParam().name); }

// android.content.pm.PermissionInfo, PROTECTION_*.
INSTANTIATE_TEST_SUITE_P(Bases, ProtectionLevels,
                         testing::Values(Level{0, "normal"}, Level{1, "dangerous"}, Level{2, "signature"},
                                         Level{3, "signature|privileged"}, Level{4, "internal"}, Level{5, "5"}));

// PROTECTION_FLAG_* of the same class; the names are those of the attribute protectionLevel.
INSTANTIATE_TEST_SUITE_P(
    Flags, ProtectionLevels,
    testing::Values(Level{18, "signature|privileged"}, Level{32, "normal|development"}, Level{64, "normal|appop"},
                    Level{128, "normal|pre23"}, Level{256, "normal|installer"}, Level{512, "normal|verifier"},
                    Level{1024, "normal|preinstalled"}, Level{2048, "normal|setup"}, Level{4097, "dangerous|instant"},
                    Level{8193, "dangerous|runtime"}, Level{16384, "normal|oem"},
                    Level{32768, "normal|vendorPrivileged"}, Level{65536, "normal|textClassifier"},
                    Level{131072, "normal|wellbeing"}, Level{262144, "normal|documenter"},
                    Level{524288, "normal|configurator"}, Level{1048576, "normal|incidentReportApprover"},
                    Level{2097152, "normal|appPredictor"}, Level{4194304, "normal|module"},
                    Level{8388608, "normal|companion"}, Level{16777216, "normal|retailDemo"},
                    Level{33554432, "normal|recents"}, Level{67108868, "internal|role"},
                    Level{134217730, "signature|knownSigner"}, Level{0x10000002, "signature|0x10000000"}));

}  // namespace
}  // namespace formulary::tables
