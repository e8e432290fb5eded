#!/usr/bin/env python3
"""Reads every graph file of a folder twice, with papergraph and with the tool that is the
measure of its format, and compares the numbers of nodes and edges.

    compare_graph_files.py PAPERGRAPH FOLDER

Measures: Graphviz's gc for DOT, igraph for GraphML, GML and Pajek, NetworkX for GEXF.
Exits with 1 if a file that the measure reads comes out otherwise, or if papergraph crashes.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
FORMATS = {"gml": "gml", "graphml": "graphml", "net": "pajek"}


def measured_dot(path):
    result = subprocess.run(["gc", "-n", "-e", path], capture_output=True, timeout=120)
    counts = []
    for line in result.stdout.decode("utf-8", "replace").splitlines():
        numbers = re.match(r"\s*(\d+)\s+(\d+)\s", line)
        if numbers and not line.rstrip().endswith(" total"):
            counts.append((int(numbers[1]), int(numbers[2])))
    if b"Error" in result.stderr or not counts:
        raise ValueError(result.stderr.decode("utf-8", "replace").strip() or "no graph")
    return counts


def measured(path):
    ending = path.rsplit(".", 1)[-1]
    if ending in ("dot", "gv"):
        return measured_dot(path)
    if ending == "gexf":
        import networkx

        graph = networkx.read_gexf(path)
        return [(graph.number_of_nodes(), graph.number_of_edges())]
    import igraph

    graph = igraph.Graph.Read(path, format=FORMATS[ending])
    return [(graph.vcount(), graph.ecount())]


def ours(command, path):
    result = subprocess.run(
        [command, "stats", path, "--format", "json", "--top", "0"], capture_output=True, timeout=600
    )
    if result.returncode < 0 or result.returncode > 127:
        raise SystemError(f"crash: {result.returncode}")
    if result.returncode:
        raise ValueError(result.stderr.decode("utf-8", "replace").strip().splitlines()[0])
    graphs = json.loads(result.stdout)["graphs"]
    return [(graph["nodes"], graph["edges"]) for graph in graphs]


def attempt(read, *arguments):
    try:
        return read(*arguments)
    except SystemError as error:
        return error
    except Exception as error:
        return (str(error).splitlines() or [type(error).__name__])[0]


def compare(theirs, mine):
    if isinstance(mine, SystemError):
        return "crash"
    if isinstance(theirs, str):
        return "refused by both" if isinstance(mine, str) else "read by papergraph alone"
    if isinstance(mine, str):
        return "refused by papergraph alone"
    # igraph and NetworkX read the first graph of a file only.
    return "equal" if mine[: len(theirs)] == theirs else "different"


def spelled(value):
    return str(value) if isinstance(value, (str, SystemError)) else ", ".join(f"{n} nodes {m} edges" for n, m in value)


def main():
    command, folder = sys.argv[1], sys.argv[2]
    endings = set(FORMATS) | {"dot", "gv", "gexf"}
    paths = sorted(
        os.path.join(root, name)
        for root, _, names in os.walk(folder)
        for name in names
        if name.rsplit(".", 1)[-1] in endings
    )
    counts = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda path: attempt(ours, command, path), paths)
        # igraph must not leave the main thread.
        for path, mine in zip(paths, results):
            theirs = attempt(measured, path)
            kind = compare(theirs, mine)
            counts[kind] = counts.get(kind, 0) + 1
            if kind != "equal":
                print(f"{os.path.relpath(path, folder)}: {kind}")
                print(f"  measure: {spelled(theirs)}\n  papergraph: {spelled(mine)}")
    print(f"{len(paths)} files: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())))
    bad = {"crash", "different", "refused by papergraph alone"}
    sys.exit(1 if bad & counts.keys() else 0)


if __name__ == "__main__":
    main()
