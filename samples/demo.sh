#!/bin/sh
# usage: demo.sh RETOLD SAMPLES FOLDER
#
# The main job on the samples: a project, an import, two screenings, decisions, exports. Makes FOLDER anew.
set -eu
retold=$1 samples=$2 folder=$3
project=$folder/demo.retold

step() { printf '\n-- %s\n' "$1"; }

rm -rf "$folder"
mkdir -p "$folder"

step "A new project"
"$retold" new "$project"

step "Import the sample transcripts and what is known of the cases"
"$retold" import "$project" "$samples/interviews" "$samples/case-notes" --cases "$samples/cases.csv"
"$retold" status "$project"

for lexicon in appendix-d prior-trafficking; do
  step "Screen with the lexicon $lexicon"
  "$retold" screen "$project" --lexicon "$lexicon" --per document --format csv \
    --out "$folder/screen-$lexicon.csv"
  "$retold" screen "$project" --lexicon "$lexicon" --per match --format csv \
    --out "$folder/matches-$lexicon.csv"
done

step "The first of the ranked candidates (prior-trafficking)"
"$retold" screen "$project" --lexicon prior-trafficking --out "$folder/candidates.txt"
sed -n 1,16p "$folder/candidates.txt"

step "Apply the decisions of a demo coder"
"$retold" decide "$project" --from "$samples/decisions.tsv" --coder "demo coder" \
  --lexicon appendix-d --lexicon prior-trafficking >"$folder/decisions.txt"
cat "$folder/decisions.txt"

step "Export the tagged excerpts"
for format in csv html; do
  "$retold" export "$project" excerpts --format "$format" --out "$folder/excerpts.$format"
done

step "Check every hash, span, quote and event"
"$retold" verify "$project"

# A document's row begins with its name and score; a quote may hold line ends, which do not.
candidates() { grep -cE '^[^,"]+,[0-9.]+,yes,' "$folder/screen-$1.csv" || true; }
documents() { grep -cE '^[^,"]+,[0-9.]+,(yes|no),' "$folder/screen-$1.csv" || true; }

cat <<REPORT

== What the demo found
Candidates by the 2010 list (appendix-d):      $(candidates appendix-d) of $(documents appendix-d) documents
Candidates by the lexicon prior-trafficking:   $(candidates prior-trafficking) of $(documents prior-trafficking) documents
Decisions applied:                             $(cat "$folder/decisions.txt")

How many disclosures were missed is not known: recall stays unknown until a random sample of the documents
that were not candidates has been read. Both lexicons are English; the samples are in 21 languages, and
no fluent reader has reviewed what is said of them.

== Where it is
The project:         $project
Ranked candidates:   $folder/candidates.txt
Screening results:   $folder/screen-*.csv and $folder/matches-*.csv
Tagged excerpts:     $folder/excerpts.csv and $folder/excerpts.html (NOT DEPERSONALISED)
To look at it:       ./dev browser
REPORT
