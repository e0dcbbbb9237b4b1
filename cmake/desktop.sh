#!/bin/sh
# usage: desktop.sh RETOLD MIME-XML
#
# The magic number by which desktops know a project is the one that RETOLD writes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" new "$work/a.retold" >/dev/null
wanted=$(sed -n 's/.*type="big32" offset="68" value="0x\([0-9a-f]*\)".*/\1/p' "$2")
found=$(od -An -tx1 -j68 -N4 "$work/a.retold" | tr -d ' ')
[ -n "$wanted" ] && [ "$wanted" = "$found" ] && exit 0
echo "$2 knows a project by 0x$wanted; retold writes 0x$found" >&2
exit 1
