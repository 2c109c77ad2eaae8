// Rules about the package as an archive. An archive that two programs read differently is a disguise: one shows the
// harmless content to the examiner, the other runs the rest.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_zip_001{
    .id = "AND-ZIP-001",
    .format = "apk",
    .family = "container",
    .severity = Severity::block,
    .title = "Data in front of the package",
    .why =
        "An app file with foreign data in front of it can be two programs at once: the one that was signed and "
        "examined, and another one that the phone runs (known as Janus).",
    .would_pass = "The vendor delivers a package that begins with its first entry.",
    .citation = "CVE-2017-13156; Android Security Bulletin 2017-12-01, \"Framework\"",
    .effective = "2017-12-01",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-345", "45 CFR 164.312(c)(1)",
                "SP 800-163r1 section 4.1.2"},
    .trigger = {.name = anomaly::zip_prepended_data,
                .sentence = "The file has data in front of the actual package, as a known attack needs it."},
    .conclude = when_anomaly,
};

}  // namespace formulary::domain
