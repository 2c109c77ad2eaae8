# The audit log at 1,000,000 entries: durable entries that are appended in a second, and how long one takes; entries that
# a check of the whole log looks through in a second; how long a proof takes.
. tests/bench/words.sh
mkdir -p "$work/audit"
"$bin/audit_log" "$work/audit" >"$work/audit.figures" 2>>build/bench.log
figure audit_append "$(sed -n 1p "$work/audit.figures")" entries/s at-least 2000
figure audit_append_p99_flat_out "$(sed -n 2p "$work/audit.figures")" ms
figure audit_append_p99 "$(sed -n 3p "$work/audit.figures")" ms at-most 5
figure audit_fsck "$(sed -n 4p "$work/audit.figures")" entries/s at-least 300000
figure audit_proof "$(sed -n 5p "$work/audit.figures")" ms at-most 5
rm -rf "$work/audit" "$work/audit.figures"
