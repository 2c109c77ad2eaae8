# How much longer a scan takes than naming the same file with coreutils' sha256sum, and, for information, with OpenSSL,
# which uses the processor's SHA instructions where coreutils does not.
. tests/bench/words.sh
package=$(large_package) || exit 1
figure scan_vs_sha256sum "$("$bin/compare" 9 "$bin/formulary-scan $package" "sha256sum $package")" times at-most 6
needs openssl
figure scan_vs_openssl_sha256 "$("$bin/compare" 9 "$bin/formulary-scan $package" "openssl dgst -sha256 $package")" times -
