#!/usr/bin/env python3
"""Times `papergraph map` beside Graphviz's own commands on the same graph.

usage: benchmark_maps.py CORPUS.jsonl.gz [--command .build/release/papergraph]
                         [--sizes 100,1000,5000,20000,50000] [--limit 120]

For each size the first papers of the corpus are mapped into a fresh folder. Then `sfdp` and
`neato` lay out the papers and similarities of its graph.dot, each with and without removal of
overlaps, ended after --limit seconds. Prints one row of a Markdown table a size.
"""

import argparse
import gzip
import json
import pathlib
import re
import resource
import subprocess
import tempfile
import time


def timed(command, limit=None):
    """Wall seconds of a command, or None where it took longer than the limit."""
    start = time.monotonic()
    try:
        subprocess.run(command, check=True, timeout=limit,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - start


def paper_graph(source, target):
    """Keeps the papers and their similarities, as boxes of a usual size."""
    with open(source) as lines, open(target, "w") as output:
        output.write("graph {\nnode [shape=box, width=1.6, height=0.6, fixedsize=true, label=\"\"]\n")
        for line in lines:
            if re.match(r'\s*"paper:', line):
                if '"similarTo"' in line:
                    ends = re.match(r'\s*("(?:[^"\\]|\\.)*") -> ("(?:[^"\\]|\\.)*")', line)
                    output.write(f"{ends[1]} -- {ends[2]}\n")
                elif " -> " not in line.split(" [")[0]:
                    output.write(line.split(" [")[0] + "\n")
        output.write("}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus")
    parser.add_argument("--command", default=".build/release/papergraph")
    parser.add_argument("--sizes", default="100,1000,5000,20000,50000")
    parser.add_argument("--limit", type=float, default=120)
    options = parser.parse_args()
    print("| papers | map, whole run | layout and drawing | peak MiB | sfdp | sfdp, prism | neato |")
    print("|---|---|---|---|---|---|---|")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            opener = gzip.open if options.corpus.endswith(".gz") else open
            with opener(options.corpus, "rt") as lines, open(folder / "papers.jsonl", "w") as part:
                for _, line in zip(range(size), lines):
                    part.write(line)
            whole = timed([options.command, "map", folder / "papers.jsonl",
                           "--output", folder / "maps", "--quiet"])
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            report = json.loads((folder / "maps/report.json").read_text())
            paper_graph(folder / "maps/graph.dot", folder / "papers.dot")
            rivals = [
                timed(["sfdp", "-Goverlap=true", "-Tplain", folder / "papers.dot"], options.limit),
                timed(["sfdp", "-Goverlap=prism", "-Tplain", folder / "papers.dot"], options.limit),
                timed(["neato", "-Goverlap=true", "-Tplain", folder / "papers.dot"], options.limit)
                if size <= 5000 else None,
            ]
            cells = [f"{size:,}", f"{whole:.1f} s", f"{report['seconds']['draw']:.1f} s", f"{peak:.0f}"]
            cells += [f"> {options.limit:.0f} s" if r is None else f"{r:.1f} s" for r in rivals]
            if size > 5000:
                cells[-1] = "not tried"
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
