# From the end of an import of 9,000 recalls, of which one is of class I and names the UDI-DI of an approved tool, to the
# gate's "denied", in a registry with 2,000 further tools; and until the department concerned can read that it must
# acknowledge.
. tests/bench/words.sh
needs node
cmake --build --preset release --target formulary formulary-samples >>build/bench.log 2>&1 || exit 1
mkdir -p "$work/reaction"
measured=$(node tests/bench/recall_reaction.mjs "$bin" "$work/reaction") || exit 1
set -- $measured
figure recall_to_gate "$1" s at-most 60
figure recall_to_notices "$2" s at-most 60
