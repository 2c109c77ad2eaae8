# From the identity provider's request to lock somebody out until each of the person's sessions and tokens is denied, for
# 100 people one after the other, while others read and write.
. tests/bench/words.sh
measured=$("$bin/scim_lockout") || exit 1
set -- $measured
figure scim_lockout_p50 "$1" ms -
figure scim_lockout_p99 "$2" ms at-most 1000
