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
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Why a count may differ, by the name of the file; the first that fits is taken.
REASONS = [
    ("csl-json/citation-js__core-test-data.json",
     "an object of test cases under keys of their own, not CSL-JSON"),
    ("csl-json/citation-js__test-data-api-doi.json",
     "an object of lists keyed by DOI, not CSL-JSON"),
    ("bibtex/jabref__BibtexImporter.examples.bib",
     "two of the four entries are @set, which groups entries and is no work"),
    ("ris/jabref__RisImporterCorrupted.ris", "a record without TY is read with a warning"),
    ("arxiv/arxiv.py__id_abc_s0_m100_*", "the one entry is an error of the API and told as one"),
    ("pubmed/jabref__MedlinePlainImporterTestMultipleEntries.txt",
     "two blocks without a PMID hold a title and a type and are read as well"),
    ("zotero-rdf/*", "RDF is refused by name"),
    ("pubmed/*.xml", "PubMed XML is refused by name"),
]


# The types of entries that bibtexparser 1.4 keeps; all others it leaves out.
BIBTEXPARSER_TYPES = set(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc "
    "phdthesis proceedings techreport unpublished".split())


def text_of(path):
    return "\n".join(decoded(path.read_bytes()).splitlines())


def decoded(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:16]:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeError:
        return data.decode("cp1252", "replace")


def bibtex_entries(text):
    """The type and the key of each entry, by the plain look of the lines."""
    found = re.findall(r"^[ \t]*@[ \t]*(\w+)\s*[{(]\s*([^,\s=}]*)\s*(,|\n)", text, re.MULTILINE)
    return [(kind.lower(), key) for kind, key, _ in found
            if kind.lower() not in ("comment", "string", "preamble")]


def left_out(path):
    """What bibtexparser leaves out of a BibTeX file, as the end of a sentence; None if nothing."""
    entries = bibtex_entries(text_of(path))
    keys, reasons = set(), {}
    for kind, key in entries:
        why = (f"the type {kind}" if kind not in BIBTEXPARSER_TYPES
               else "no key" if not key else "a key used before" if key in keys else None)
        keys.add(key)
        if why:
            reasons[why] = reasons.get(why, 0) + 1
    named = ", ".join(f"{count} of {why}" if why.startswith("the type") else f"{count} with {why}"
                      for why, count in sorted(reasons.items()))
    return named or None


def parser_trouble(entry, path):
    """Why the established parser reads another number of records."""
    parser = entry["oracle"]
    if entry["records"] == "error":
        return f"{parser} gives up"
    if b"\0" in path.read_bytes()[:64]:
        return f"{parser} reads no UTF-16"
    if "bibtexparser" in parser:
        missing = left_out(path)
        return (f"{parser} leaves out {missing}" if missing else
                f"{parser} does not read an entry without fields, an empty field or a + in a name")
    return f"{parser} stops at lines that end in another way than most" if parser == "rispy" \
        else f"{parser} counts otherwise"


def starts(path):
    """How many records start in a file, by the plain look of its lines."""
    text = text_of(path)
    if path.suffix in (".bib", ".bibtex", ".bibtext", ".biblatex"):
        return len(bibtex_entries(text))
    if path.suffix == ".ris":
        return len(re.findall(r"^ER  -", text, re.MULTILINE))
    return len(re.findall(r"^PMID *-", text, re.MULTILINE))


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
    # A file that two suites share is listed twice.
    index = list({entry["file"]: entry for entry in map(json.loads, index_file.open())}.values())
    files = [str(arguments.bibliography / entry["file"]) for entry in index]
    run = subprocess.run([str(arguments.papergraph), "check", "--format", "json", *files],
                         capture_output=True, text=True)
    report = json.loads(run.stdout)
    counts, errors, said = {}, {}, {}
    for account in report["inputs"]:
        name = account["file"].split("!")[0]
        counts[name] = counts.get(name, 0) + account["records"]
        errors[name] = errors.get(name, 0) + account["errors"]
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
            begun = starts(pathlib.Path(file)) if why is None else None
            if why is None and found + errors.get(file, 0) == begun:
                why = (f"{begun} records start in the file, by its lines"
                       + (f", {begun - found} of them damaged" if begun > found else ""))
                why += "; " + parser_trouble(entry, pathlib.Path(file))
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
