#!/usr/bin/env python3
"""Says how two folders written by `papergraph map` differ; exit code 1 if they do.

Usage: compare_maps.py EXPECTED ACTUAL

Files are compared by bytes, report.json without `seconds` and `versions`.
"""

import json
import pathlib
import sys


def content(path):
    data = path.read_bytes()
    if path.name != "report.json":
        return data
    report = json.loads(data)
    for key in ("seconds", "versions"):
        report.pop(key, None)
    return report


def files(folder):
    return {str(p.relative_to(folder)): p for p in sorted(folder.rglob("*")) if p.is_file()}


def main():
    expected, actual = (files(pathlib.Path(argument)) for argument in sys.argv[1:3])
    differences = [f"missing: {name}" for name in expected if name not in actual]
    differences += [f"unexpected: {name}" for name in actual if name not in expected]
    differences += [
        f"different: {name}"
        for name in expected
        if name in actual and content(expected[name]) != content(actual[name])
    ]
    if not expected:
        differences.append(f"no files in {sys.argv[1]}")
    print("\n".join(differences) or f"{len(expected)} files are equal")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
