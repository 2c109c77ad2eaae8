# The anonymous memory that a scan of a package of 500 MB holds at most.
. tests/bench/words.sh
package=$(large_package 500) || exit 1
figure scan_memory "$("$bin/peak_memory" "$bin/formulary-scan $package")" MiB at-most 96
