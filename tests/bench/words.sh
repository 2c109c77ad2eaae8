# The words of the figures in this folder. $bin: the release programs, $work: a folder that is removed afterwards.

# figure NAME VALUE UNIT 'at-most'|'at-least'|'-' GOAL: prints the line.
figure() {
  awk -v name="$1" -v value="$2" -v unit="$3" -v kind="$4" -v goal="${5:-}" 'BEGIN {
    state = kind == "at-most" ? (value <= goal ? "ok" : "short") : kind == "at-least" ? (value >= goal ? "ok" : "short") : "ok"
    sign = kind == "at-most" ? "<=" : kind == "at-least" ? ">=" : "-"
    printf "%s\t%s\t%s\t%s%s\t%s\n", name, value, unit, sign, goal, state
  }'
}

# needs PROGRAM: ends the figure when it is not installed.
needs() {
  command -v "$1" >/dev/null || { echo "$0: $1 is not installed" >&2; exit 1; }
}

# large_package MEGABYTES: the path of a package of about that size, signed by Debian's apksigner; made once in a run.
large_package() {
  if [ ! -f "$work/large$1.apk" ]; then
    needs apksigner
    needs keytool
    "$bin/large_package" "$work/unsigned.apk" "$1"
    [ -f "$work/keys" ] || keytool -genkeypair -keystore "$work/keys" -storepass changeit -alias bench -dname CN=Bench -keyalg RSA \
      -keysize 2048 -validity 10000 >/dev/null 2>&1
    apksigner sign --ks "$work/keys" --ks-pass pass:changeit --min-sdk-version 18 --out "$work/large$1.apk" \
      "$work/unsigned.apk"
    rm "$work/unsigned.apk"
  fi
  echo "$work/large$1.apk"
}
