#!/bin/sh
# usage: golden.sh RETOLD DATA SAMPLES CASE
#
# Runs CASE/cmd by `sh -e` in a fresh folder, where $RETOLD is the program and $DATA and $SAMPLES are the folders
# of test data and samples, and compares what comes out with CASE/stdout, CASE/stderr and CASE/exit byte for
# byte (a missing file stands for no output and for exit code 0). What differs from run to run is written as
# @TMP@, @DATA@, @SAMPLES@, @UUID@, @DIGEST@ (64 hex digits) and @TIME@ (ISO 8601).
# With RETOLD_GOLDEN_UPDATE=1 the three files are rewritten instead: read their diff before you commit it.
set -eu
RETOLD=$1 DATA=$2 SAMPLES=$3 case=$4

tmp=$(mktemp -d)
# A test may leave folders that cannot be written.
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
tmp=$(cd "$tmp" && pwd -P)
mkdir "$tmp/work" "$tmp/home"

# What a user's environment holds must not change what a test sees.
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME LANGUAGE NO_COLOR
HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC TERM=dumb COLUMNS=80
export RETOLD DATA SAMPLES HOME LC_ALL TZ TERM COLUMNS

code=0
(cd "$tmp/work" && exec sh -e "$case/cmd") >"$tmp/stdout.raw" 2>"$tmp/stderr.raw" </dev/null || code=$?

# Writes a path so that sed takes it literally.
literal() { printf '%s' "$1" | sed 's/[][\.*^$|+?(){}/]/\\&/g'; }

hex='[0-9a-fA-F]'
settle() {
  LC_ALL=C sed -E \
    -e "s|$(literal "$tmp/work")|@TMP@|g" \
    -e "s|$(literal "$DATA")|@DATA@|g" \
    -e "s|$(literal "$SAMPLES")|@SAMPLES@|g" \
    -e "s/$hex{8}-$hex{4}-$hex{4}-$hex{4}-$hex{12}/@UUID@/g" \
    -e "s/\\b$hex{64}\\b/@DIGEST@/g" \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?/@TIME@/g'
}
settle <"$tmp/stdout.raw" >"$tmp/stdout"
settle <"$tmp/stderr.raw" >"$tmp/stderr"
if [ "$code" -ne 0 ]; then echo "$code"; fi >"$tmp/exit"

failed=0
for part in stdout stderr exit; do
  if [ "${RETOLD_GOLDEN_UPDATE:-}" = 1 ]; then
    if [ -s "$tmp/$part" ]; then cp "$tmp/$part" "$case/$part"; else rm -f "$case/$part"; fi
    continue
  fi
  expected=$case/$part
  [ -e "$expected" ] || expected=/dev/null
  if ! cmp -s "$expected" "$tmp/$part"; then
    failed=1
    echo "$part differs (- expected, + what came):"
    diff -u "$expected" "$tmp/$part" | tail -n +3 || true
  fi
done
exit "$failed"
