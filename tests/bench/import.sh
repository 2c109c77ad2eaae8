# GUDID's 50,000 devices (a release of 194 MB of XML in an archive) by `formulary import`: the time, the memory of the
# service meanwhile, and the same import once more, which changes nothing. Needs the data that are not in the repository.
. tests/bench/words.sh
needs node
release="${FORMULARY_SHARED:-$root/../shared}/regulatory/data/fda/gudid_file.zip"
[ -f "$release" ] || { echo "$0: $release is not there; set FORMULARY_SHARED" >&2; exit 1; }
cmake --build --preset release --target formulary >>build/bench.log 2>&1 || exit 1
mkdir -p "$work/import"
measured=$(node tests/bench/import.mjs "$bin" "$work/import" "$release") || exit 1
set -- $measured
figure import_gudid "$1" s at-most 30
figure import_gudid_memory "$2" MiB at-most 256
figure import_gudid_again "$3" s -
