// Rules about the table of platform levels and whom they accept as signers, and about the signature of scheme v4 that
// may lie beside the package.
#include "service/domain/rules/catalog.hpp"
#include "service/domain/rules/clauses.hpp"
#include "service/domain/rules/conclude.hpp"

namespace formulary::domain {

const Rule and_sig_002c{
    .id = "AND-SIG-002c",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "Some phones refuse the signature",
    .why =
        "The app says that it runs on these phones, but they would not install it: for them the signature is missing "
        "or does not hold.",
    .would_pass = "The vendor signs the package for all Android versions it supports.",
    .citation = "Android platform documentation, \"Application Signing\", APK validation",
    .effective = "2016-08-22",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = anomaly::apk_signature_refused_levels,
                .sentence = "Phones with Android platform level {subject} refuse the app's signature."},
    .conclude = when_anomaly,
};

const Rule and_sig_002d{
    .id = "AND-SIG-002d",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "The signature file beside the package does not fit it",
    .why =
        "A file of signature scheme v4 lets a phone run an app while it is still being delivered. This one is not over "
        "this package, or not by its signer.",
    .would_pass = "The vendor delivers both files as they were made together, or the package alone.",
    .citation = "Android platform documentation, \"APK signature scheme v4\"",
    .effective = "2020-09-08",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::integrity, vetting::binary_testing},
    .trigger = {.name = fact::apk_idsig_verified,
                .wanted = "false",
                .sentence = "The signature file (.idsig) that came with the package does not fit it."},
    .conclude = when_fact,
};

const Rule and_sig_003b{
    .id = "AND-SIG-003b",
    .format = "apk",
    .family = "signature",
    .severity = Severity::block,
    .title = "Some phones would accept another signer",
    .why =
        "All phones must recognise the same vendor. Here some of them would accept somebody whom no chain of keys "
        "connects with the signer on the newest phones.",
    .would_pass = "The vendor signs all schemes with the same key, or with a proper chain of keys.",
    .citation = "Android platform documentation, \"APK Signature Scheme v3\", proof of rotation",
    .effective = "2018-08-06",
    .mapping = {"MASVS-RESILIENCE-2", "MASTG-TEST-0224", "CWE-347", hipaa::authentication, vetting::binary_testing},
    .trigger = {.name = anomaly::apk_signature_other_signer,
                .sentence =
                    "Phones with Android platform level {subject} accept another signer than the newest phones."},
    .conclude = when_anomaly,
};

}  // namespace formulary::domain
