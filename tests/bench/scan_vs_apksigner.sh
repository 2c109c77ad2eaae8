# How long a scan takes compared with `apksigner verify` of the same file, which checks signatures only.
. tests/bench/words.sh
needs apksigner
package=$(large_package 100) || exit 1
figure scan_vs_apksigner "$("$bin/compare" 5 "$bin/formulary-scan $package" "apksigner verify --min-sdk-version 18 $package")" times at-most 0.7
