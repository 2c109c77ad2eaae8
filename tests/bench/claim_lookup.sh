# A look-up of a claim at 1,000,000 records of authorities: the 99th percentile of the slowest of number, UDI-DI, company
# and product code.
. tests/bench/words.sh
mkdir -p "$work/claims"
figure claim_lookup "$("$bin/claim_lookup" "$work/claims" 2>>build/bench.log)" ms at-most 5
rm -rf "$work/claims"
