# How long a scan takes compared with `apksigner verify` of the same file, which does a part of it.
. tests/bench/words.sh
needs apksigner
package=$(large_package) || exit 1
figure scan_vs_apksigner "$("$bin/compare" 5 "$bin/formulary-scan $package" "apksigner verify $package")" times at-most 1.0
