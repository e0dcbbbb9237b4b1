#!/bin/sh
# usage: expect.sh EXIT REPORT COMMAND...
#
# Passes when COMMAND ends with the code EXIT and prints exactly what the file REPORT holds: the test of a test.
set -eu
exit=$1 report=$2
shift 2
code=0
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$@" >"$output" 2>&1 || code=$?
diff -u "$report" "$output"
if [ "$code" -ne "$exit" ]; then
  echo "ended with $code, expected $exit"
  exit 1
fi
