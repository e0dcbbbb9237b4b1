#!/bin/sh
# usage: names.sh FOLDER
#
# Prints the test names below FOLDER that Catch2 would read as a pattern when CTest asks for that test alone: with
# ~, * or exclude: in front, or * behind, other tests would run in its place. Exit 1 where there are some.
set -eu
! grep -rnE --include='*.cpp' 'TEST_CASE\("([~*]|exclude:)|TEST_CASE\("([^"\\]|\\.)*\*"' "$1"
