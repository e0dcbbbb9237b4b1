# shellcheck shell=sh disable=SC2154  # the caller sets RETOLD and DATA
# Makes study.retold with six confirmed passages near a kiln and ten texts that tell of other things; a golden
# test includes it with `. "$DATA/cli/kilns.sh"`.
mkdir kilns
for i in 1 2 3 4 5 6; do
  printf 'The day %s was long. At the brick kiln they sold me again, and then came rain number %s and a cold wind.\n' \
    "$i$i" "$i" >"kilns/told-$i.txt"
done
for i in 1 2 3 4 5 6 7 8 9 10; do
  printf 'The bus came on day %s and people went home to eat. The house was of brick, and warm. Nobody was retraficked.\n' \
    "$i" >"kilns/other-$i.txt"
done
"$RETOLD" new study.retold --coder Ana >/dev/null
"$RETOLD" import study.retold kilns --coder Ana >/dev/null 2>&1
cat >own.lexicon <<'LEXICON'
retold-lexicon 1
id: own
title: Sold again
language: en
version: 1
authors: Ana
sources: reading
review: drafted

pattern sold-again, weight 1: sold another time
  (sold | retrafficked) ~3 again
LEXICON
confirm() {
  for i in "$@"; do
    "$RETOLD" decide study.retold --document "told-$i.txt" confirm --quote 'sold me again' --coder Ana >/dev/null
  done
}
