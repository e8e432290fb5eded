#!/usr/bin/env python3
"""Compares what papergraph reads from BibTeX and RIS with bibtexparser, pybtex and rispy.

Usage: compare_parsers.py PAPERGRAPH FOLDER [--show N]

FOLDER holds `bibtex/` and `ris/` with files of any suite. Both sides read each file; of records
with the same key and title place, the fields below are compared as plain text: without braces,
LaTeX commands and accents, case and punctuation. Prints how many fields are equal and, by reason,
how many are not; --show prints the first N differences of each reason.

Needs: pip install bibtexparser pybtex rispy
"""
import argparse
import collections
import json
import logging
import pathlib
import re
import subprocess
import sys
import unicodedata

FIELDS = ["title", "author", "year", "doi", "journal", "volume", "number", "pages", "publisher",
          "abstract"]


def greek(command):
    """The letter that a command of LaTeX stands for, or nothing."""
    name = command[1]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return ""


def plain(text):
    """Letters and digits of a text, without LaTeX, accents and case."""
    text = str(text)
    for command, letter in [("ss", "ß"), ("o", "ø"), ("O", "Ø"), ("l", "ł"), ("L", "Ł"),
                            ("ae", "æ"), ("AE", "Æ"), ("aa", "å"), ("AA", "Å"), ("i", "i")]:
        text = re.sub(r"\\" + command + r"(?![A-Za-z])", letter, text)
    text = re.sub(r"\\href\s*\{[^}]*\}", "", text)
    text = re.sub(r"\\([A-Za-z]+)", greek, text)
    text = re.sub(r"\\.", "", text)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text.casefold() if c.isalnum())


def papergraph(binary, file):
    """Records as papergraph reads them, by key."""
    run = subprocess.run([binary, "convert", str(file), "--format", "jsonl", "--quiet"],
                         capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def ours(record):
    """The fields of a record under BibTeX's names."""
    extra = {}
    for field in record.get("extra") or []:
        extra.setdefault(field["name"].lower(), field["value"])
    for key, value in record.items():
        if isinstance(value, (str, int)):
            extra.setdefault(key.lower(), str(value))
    date = record.get("date") or record.get("year") or ""
    year = date.get("year") if isinstance(date, dict) else re.match(r"\d{4}", str(date))
    year = year[0] if isinstance(year, re.Match) else year
    doi = [i["value"] for i in record.get("identifiers") or [] if i["scheme"] == "doi"]
    authors = [a["name"] if isinstance(a, dict) else a for a in record.get("authors") or []]
    fields = {"title": record.get("title"), "author": authors, "year": year,
              "doi": (doi or [record.get("doi")])[0], "journal": record.get("venue"),
              "abstract": record.get("abstract")}
    for ours_name, names in [("volume", ["volume", "vl"]), ("number", ["number", "issue", "is"]),
                             ("pages", ["pages"]), ("publisher", ["publisher", "pb"])]:
        fields[ours_name] = next((extra[n] for n in names if n in extra), None)
    return fields


def same(field, theirs, mine):
    """Whether two values say the same."""
    if field == "author":
        return ([sorted(plain(a)) for a in theirs if plain(a)]
                == [sorted(plain(a)) for a in mine or []])
    if field == "doi":
        theirs = re.sub(r"(?i)^(https?://[^/]*/)?(doi:)?\s*", "", str(theirs).strip())
    if field == "year":
        found = re.search(r"\d{4}", str(theirs))
        theirs = found[0] if found else theirs
    return plain(theirs) == plain(mine or "")


def reason(field, theirs, mine):
    """Why two values differ, as far as it shows."""
    if mine in (None, "", []):
        return "not kept under this name"
    if "$" in str(theirs) or re.search(r"\\[A-Za-z]", str(theirs)):
        return "LaTeX that one side does not decode"
    if field == "author":
        return "names split or spelt otherwise"
    if plain(theirs) in plain(mine) or plain(mine) in plain(theirs):
        return "a part (subtitle, several values, markup)"
    return "other"


def bibtexparser_entries(file):
    import bibtexparser
    from bibtexparser.bparser import BibTexParser
    logging.disable(logging.CRITICAL)
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    for entry in bibtexparser.load(open(file, encoding="utf-8"), parser).entries:
        entry = dict(entry, key=entry["ID"])
        if "author" in entry:
            entry["author"] = re.split(r"\s+and\s+", entry["author"])
        yield entry


def pybtex_entries(file):
    from pybtex.database import parse_file
    for key, entry in parse_file(str(file), "bibtex").entries.items():
        fields = {name.lower(): value for name, value in entry.fields.items()}
        fields["key"] = key
        if "author" in entry.persons:
            fields["author"] = [str(person) for person in entry.persons["author"]]
        yield fields


def rispy_entries(file):
    import rispy
    for entry in rispy.load(open(file, encoding="utf-8-sig")):
        yield {"key": entry.get("id"), "title": entry.get("title") or entry.get("primary_title"),
               "author": entry.get("authors") or entry.get("first_authors"),
               "year": entry.get("year") or entry.get("publication_year"),
               "doi": entry.get("doi"), "journal": entry.get("journal_name"),
               "volume": entry.get("volume"), "number": entry.get("number"),
               "publisher": entry.get("publisher"),
               "abstract": entry.get("abstract") or entry.get("notes_abstract")}


def compare(name, entries, files, binary, show):
    """Compares one parser on some files and prints the counts."""
    equal, compared, failed = 0, 0, 0
    reasons, examples = collections.Counter(), collections.defaultdict(list)
    for file in files:
        try:
            theirs = list(entries(file))
        except Exception:
            failed += 1
            continue
        records = collections.defaultdict(list)
        for record in papergraph(binary, file):
            # A key that was used before has a number behind it.
            for key in {record["id"], re.sub(r"-\d+$", "", record["id"])}:
                records[key].append(record)
            records[plain(record.get("title") or "")].append(record)
        for entry in theirs:
            title = plain(entry.get("title") or "")
            found = records.get(entry["key"], []) + records.get(title, []) or [{}]
            best = max((ours(record) for record in found),
                       key=lambda mine: sum(same(field, entry[field], mine[field])
                                            for field in FIELDS if entry.get(field)))
            for field in FIELDS:
                value = entry.get(field)
                if not value or field == "journal" and "booktitle" in entry:
                    continue
                compared += 1
                if same(field, value, best[field]):
                    equal += 1
                    continue
                why = reason(field, value, best[field])
                reasons[why] += 1
                examples[why].append((file.name, entry["key"], field, value, best[field]))
    print(f"{name}: {equal:,} of {compared:,} fields equal; it gave up on {failed} files")
    for why, count in reasons.most_common():
        print(f"  {count:5} {why}")
        for example in examples[why][:show]:
            print("        ", *(str(part)[:90] for part in example), sep=" | ")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papergraph")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    bibtex = sorted(path for path in (options.folder / "bibtex").iterdir())
    ris = sorted((options.folder / "ris").iterdir())
    for name, entries, files in [("bibtexparser", bibtexparser_entries, bibtex),
                                 ("pybtex", pybtex_entries, bibtex), ("rispy", rispy_entries, ris)]:
        try:
            compare(name, entries, files, options.papergraph, options.show)
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)


if __name__ == "__main__":
    main()
