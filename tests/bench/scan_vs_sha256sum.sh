# How much longer a scan takes than naming the same file with coreutils' sha256sum, at 100 MB and at 5 MB; and, for
# information, than naming it with OpenSSL, which uses the processor's SHA instructions where coreutils does not.
. tests/bench/words.sh
needs openssl
package=$(large_package 100) || exit 1
figure scan_vs_sha256sum "$("$bin/compare" 9 "$bin/formulary-scan $package" "sha256sum $package")" times at-most 3
figure scan_vs_openssl_sha256 "$("$bin/compare" 9 "$bin/formulary-scan $package" "openssl dgst -sha256 $package")" times -
package=$(large_package 5) || exit 1
figure scan_5mb_vs_sha256sum "$("$bin/compare" 25 "$bin/formulary-scan $package" "sha256sum $package")" times at-most 5
