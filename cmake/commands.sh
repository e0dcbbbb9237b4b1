#!/bin/sh
# usage: commands.sh ROOT
#
# Every row of the table in ROOT/cli/commands.cpp needs a man page and at least one golden test; the build runs this
# and stops where one is missing. Exit 0: all there; 1: some are missing; 2: no table was found.
set -eu
cd "$1"

names=$(sed -nE 's/^[[:space:]]*(Command)?\{[[:space:]]*"([a-z][a-z-]*)".*/\2/p' cli/commands.cpp)
if [ -z "$names" ]; then
  echo "cli/commands.cpp: no row {\"name\", ...} was found" >&2
  exit 2
fi

missing=0
for name in $names; do
  if [ ! -e "docs/man/retold-$name.1" ]; then
    echo "cli/commands.cpp: the command $name has no man page: write docs/man/retold-$name.1"
    missing=1
  fi
  if ! ls "tests/cli/$name"/*/cmd >/dev/null 2>&1; then
    echo "cli/commands.cpp: the command $name has no golden test: write tests/cli/$name/<case>/cmd"
    missing=1
  fi
done
exit "$missing"
