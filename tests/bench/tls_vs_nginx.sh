# TLS beside nginx, both with the same ECDSA certificate, two threads that move bytes and an empty answer: requests per
# second on 32 connections that stay open, and new connections per second, resumed with a ticket and with a whole
# handshake.
. tests/bench/words.sh
needs wrk
needs node
needs openssl
needs /usr/sbin/nginx
cmake --build --preset release --target bench_tools >>build/bench.log 2>&1 || exit 1
measured=$(node tests/bench/tls_vs_nginx.mjs "$bin" "$work") || exit 1
set -- $measured
figure tls_requests_vs_nginx "$1" times at-least 0.4
figure tls_requests "$2" requests/s -
figure tls_requests_nginx "$3" requests/s -
figure tls_resumptions_vs_nginx "$4" times at-least 0.5
figure tls_resumptions "$5" connections/s -
figure tls_resumptions_nginx "$6" connections/s -
figure tls_handshakes_vs_nginx "$7" times at-least 0.5
figure tls_handshakes "$8" connections/s -
figure tls_handshakes_nginx "$9" connections/s -
