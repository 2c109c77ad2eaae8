# What each scan pays for its wall: a scanner is started, locks itself in and ends at a file of a few bytes.
. tests/bench/words.sh
echo 'Dear hospital' >"$work/letter.txt"
figure sandbox_start "$("$bin/compare" 101 "$bin/formulary-scan $work/letter.txt")" ms at-most 5
