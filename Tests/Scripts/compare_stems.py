#!/usr/bin/env python3
"""Check the stemmer of TextCore on every word of a corpus against PyPI's snowballstemmer.

usage: compare_stems.py CORPUS.jsonl[.gz]…   (pip install snowballstemmer)

Collects the distinct words of titles and abstracts, has both stem them and prints each difference;
exits with 1 if there is one. Builds a small package beside the repository's on the first run.
"""
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import snowballstemmer

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAIN = """import TextCore

let stemmer = PorterStemmer()
while let word = readLine() { print(stemmer.stem(word)) }
"""
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
  name: "stem", dependencies: [.package(name: "PaperGraph", path: "%s")],
  targets: [
    .executableTarget(
      name: "stem", dependencies: [.product(name: "TextCore", package: "PaperGraph")])
  ])
"""


def words(paths):
    found = set()
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                text = f"{record.get('title') or ''} {record.get('abstract') or ''}".lower()
                found.update(re.findall(r"[a-z][a-z']*", text))
    return sorted(found)


def main():
    chosen = words(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        package = pathlib.Path(folder)
        (package / "Sources/stem").mkdir(parents=True)
        (package / "Package.swift").write_text(MANIFEST % ROOT)
        (package / "Sources/stem/main.swift").write_text(MAIN)
        run = ["swift", "run", "--package-path", folder, "-c", "release", "stem"]
        result = subprocess.run(
            run, input="\n".join(chosen) + "\n", capture_output=True, text=True, check=True)
    expected = snowballstemmer.stemmer("english").stemWords(chosen)
    differences = [
        (word, ours, theirs)
        for word, ours, theirs in zip(chosen, result.stdout.split("\n"), expected)
        if ours != theirs
    ]
    for word, ours, theirs in differences:
        print(f"{word}: {ours}, expected {theirs}")
    print(f"{len(chosen)} words, {len(differences)} differences")
    sys.exit(1 if differences else 0)


main()
