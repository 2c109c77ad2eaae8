# How many times as long `apktool d` takes for the same file: what the decompiling peers begin with.
. tests/bench/words.sh
needs apktool
package=$(large_package 100) || exit 1
figure apktool_vs_scan "$("$bin/compare" 3 "apktool d -f -o $work/decoded $package" "$bin/formulary-scan $package")" times at-least 50
rm -rf "$work/decoded"
