# shellcheck shell=sh disable=SC2154  # the caller sets RETOLD and DATA
# Imports anna-03.txt anew into study.retold, with a new first line and another word in one passage.
mkdir -p later/interviews
{
  echo 'Interview 3, corrected'
  echo
  sed 's/We had nothing to eat at home/We had little to eat at home/' "$DATA/cli/interviews/anna-03.txt"
} >later/interviews/anna-03.txt
"$RETOLD" import study.retold later/interviews --coder Ana >/dev/null 2>&1

# The id of the tag with a code, whose name ends with the first argument.
tag_id() {
  "$RETOLD" code study.retold list --format csv | grep "/$1," | cut -d, -f1
}
