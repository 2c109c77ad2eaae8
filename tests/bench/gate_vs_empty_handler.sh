# Gate answers per second (an approved package asked for by its hash, with a token, each query accounted for), against an
# empty handler on cpprestsdk's stock transport.
. tests/bench/words.sh
needs wrk
needs node
cmake --build --preset release --target formulary formulary-samples >>build/bench.log 2>&1 || exit 1
measured=$(node tests/bench/gate.mjs "$bin" "$work") || exit 1
set -- $measured
figure gate_vs_empty_handler "$1" times at-least 0.5
figure gate_requests "$2" requests/s -
figure empty_handler_requests "$3" requests/s -
