# shellcheck shell=sh disable=SC2154  # the caller sets RETOLD and DATA
# Makes study.retold with the interviews and notes of this folder; a golden test includes it with
# `. "$DATA/cli/project.sh"`.
"$RETOLD" new study.retold --coder Ana >/dev/null
"$RETOLD" import study.retold "$DATA/cli/interviews" "$DATA/cli/notes" --cases "$DATA/cli/cases.csv" \
  --coder Ana >/dev/null 2>&1

# Runs a command without root's right to pass over permissions, so that a test means the same for
# every user.
as_anyone() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --bounding-set=-dac_override,-dac_read_search "$@"
  else
    "$@"
  fi
}
