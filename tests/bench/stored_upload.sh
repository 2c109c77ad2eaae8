# What encryption leaves of the throughput of storing an upload of 256 MiB: encrypted for the service and two officers as
# it arrives, against written in the clear. The network and the HTTP server, which slow both alike, are left out.
. tests/bench/words.sh
mkdir -p "$work/stored"
measured=$("$bin/stored_upload" "$work/stored" 256 5) || exit 1
set -- $measured
figure stored_upload_encrypted "$1" times at-least 0.7
figure stored_upload_throughput "$2" MB/s -
figure stored_upload_in_the_clear "$3" MB/s -
