# shellcheck shell=sh disable=SC2154  # the caller sets RETOLD
# Adds two notes to study.retold and makes f.lexicon, whose patterns name codes.
mkdir more
cat >more/vera.txt <<'NOTE'
Vera has no job since spring. Her debts grow. If she had debts in the bank, she would not sleep.

The neighbour has a job.
NOTE
cat >more/wanda.txt <<'NOTE'
She has no debts. She looked for work and found no job.
NOTE
"$RETOLD" import study.retold more --coder Ana >/dev/null 2>&1
cat >f.lexicon <<'LEXICON'
retold-lexicon 1
id: f
title: Factors
language: en
version: 2
authors: nobody
sources: none
review: drafted

pattern unemployment, code risk/economic/unemployment: no paid work
  no >0 job = no job
pattern work-sought, weight 0.6, code risk/economic/unemployment: looks for work
  looked ~2 work = looked for work
pattern debts, code risk/economic/debt-after-return: debts
  debts
cue not, before 2: negation
  no
cue if, before 4: condition
  if
LEXICON
