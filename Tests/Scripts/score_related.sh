#!/bin/sh
# Ranks the judged pools of a folder with papergraph and prints how well.
#
# usage: score_related.sh FOLDER [related options, such as --vectors none]
#
# FOLDER holds papers.jsonl, judgements-dev.jsonl and score_related.py, as CSFCube's does
# (github.com/iesl/CSFCube). PAPERGRAPH names the command; .build/release/papergraph unless told.
set -eu
folder=$1
shift
command=${PAPERGRAPH:-.build/release/papergraph}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
python3 - "$folder/judgements-dev.jsonl" > "$work/ids.txt" <<'PYTHON'
import json, sys
print("\n".join(sorted({json.loads(line)["qid"] for line in open(sys.argv[1])})))
PYTHON
"$command" related --queries "$work/ids.txt" "$folder/papers.jsonl" --format jsonl --limit 5000 \
  --quiet "$@" > "$work/rankings.jsonl"
python3 "$folder/score_related.py" "$work/rankings.jsonl" "$folder/judgements-dev.jsonl"
