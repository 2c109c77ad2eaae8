# From 9,000 notices and 100,000 tools to all matches, on one thread.
. tests/bench/words.sh
figure recall_matcher "$("$bin/recall_matcher" 9000 100000 2>/dev/null)" s at-most 60
