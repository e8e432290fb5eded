#!/usr/bin/env python3
"""Compares how many records `papergraph check` reads with what established parsers read.

usage: compare_counts.py [--papergraph PATH] [--bibliography FOLDER]

FOLDER holds real files and INDEX.jsonl with {file, records, oracle}; it is no part of the
project. Each difference is listed with its reason; one without a reason makes the exit code 1.
"""
import argparse
import fnmatch
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Why a count may differ, by the name of the file; the first that fits is taken.
REASONS = [
    ("csl-json/citation-js__core-test-data.json",
     "an object of test cases under keys of their own, not CSL-JSON"),
    ("csl-json/citation-js__test-data-api-doi.json",
     "an object of lists keyed by DOI, not CSL-JSON"),
    ("zotero-rdf/*", "RDF is refused by name"),
    ("xml/*", "an XML format that is refused by name"),
    ("endnote/*", "EndNote is refused by name"),
]


def reason(file, reasons):
    return next((why for pattern, why in reasons if fnmatch.fnmatch(file, pattern)), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papergraph", default=ROOT / ".build/release/papergraph")
    parser.add_argument("--bibliography", default=ROOT / "../shared/bibliography",
                        type=pathlib.Path)
    arguments = parser.parse_args()
    index_file = arguments.bibliography / "INDEX.jsonl"
    if not index_file.exists():
        sys.exit(f"skipped: no {index_file}")
    index = [json.loads(line) for line in index_file.open()]
    files = [str(arguments.bibliography / entry["file"]) for entry in index]
    run = subprocess.run([str(arguments.papergraph), "check", "--format", "json", *files],
                         capture_output=True, text=True)
    report = json.loads(run.stdout)
    counts, said = {}, {}
    for account in report["inputs"]:
        name = account["file"].split("!")[0]
        counts[name] = counts.get(name, 0) + account["records"]
    for diagnostic in report["diagnostics"]:
        said.setdefault(diagnostic["file"], diagnostic["message"])
    same = unasked = 0
    unexplained = []
    for entry, file in zip(index, files):
        expected, found = entry["records"], counts.get(file, 0)
        if expected is None:
            unasked += 1
        elif expected == found:
            same += 1
        else:
            why = reason(entry["file"], REASONS)
            print(f"{entry['file']}: {found} records, {entry['oracle']} says {expected}: "
                  f"{why or 'NO REASON KNOWN'}"
                  + (f" ({said[file]})" if file in said else ""))
            if why is None:
                unexplained.append(entry["file"])
    total = report["totals"]
    print(f"{len(index)} files: {same} equal, {unasked} without an oracle, "
          f"{len(index) - same - unasked} different of which {len(unexplained)} unexplained; "
          f"{total['records']} records")
    sys.exit(1 if unexplained else 0)


main()
