# How long the first look at a package of 100 MB takes, from the start of the process to its end.
. tests/bench/words.sh
package=$(large_package 100) || exit 1
figure manifest_only "$("$bin/compare" 25 "$bin/formulary-scan --manifest-only $package")" ms at-most 15
