#!/usr/bin/env python3
"""Says which Swift snippets of README.md do not stand in a program of Tests/Consumer.

Usage: check_snippets.py

Comments are left out. The programs are compiled by .ci/run, so that what README says compiles.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def code(text):
    lines = (line.rstrip() for line in text.splitlines())
    return [line for line in lines if line and not line.lstrip().startswith("//")]


def contains(program, snippet):
    size = len(snippet)
    return any(program[i : i + size] == snippet for i in range(len(program) - size + 1))


def main():
    programs = [code(p.read_text()) for p in sorted(ROOT.glob("Tests/Consumer/Sources/*/*.swift"))]
    readme = (ROOT / "README.md").read_text()
    snippets = [code(s) for s in re.findall(r"```swift\n(.*?)```", readme, re.S)]
    missing = [s for s in snippets if not any(contains(p, s) for p in programs)]
    for snippet in missing:
        print("not in Tests/Consumer:", *snippet, sep="\n  ")
    print(f"{len(snippets) - len(missing)} of {len(snippets)} snippets are compiled")
    return 1 if missing or not snippets else 0


if __name__ == "__main__":
    sys.exit(main())
