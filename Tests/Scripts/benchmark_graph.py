"""Times the graph algorithms beside python-igraph and NetworKit, on one thread and one graph.

The graph joins each paper with its 10 nearest by tf-idf (union). Prints the seconds of all three,
best of some runs, and the ratio of ours to the faster rival; for Leiden modularity as well.

Build first: swift build -c release --package-path Tests/Benchmarks --product GraphTimings
Run: python3 Tests/Scripts/benchmark_graph.py ../shared/corpora/acl-anthology-abstracts.jsonl.gz \
     [--edges FILE to keep the graph for another run] [--runs 3] [--sources 256]
"""

import argparse
import gzip
import json
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

import igraph
import networkit

PROGRAM = pathlib.Path(__file__).parent.parent / "Benchmarks/.build/release/GraphTimings"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--edges", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sources", type=int, default=256)
    return parser.parse_args()


def make_edges(corpus, target):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as plain:
        with gzip.open(corpus) as source:
            shutil.copyfileobj(source, plain)
        plain.flush()
        subprocess.run([PROGRAM, "edges", plain.name, target], check=True)


def best(work, runs):
    seconds = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        seconds = min(seconds, time.perf_counter() - start)
    return seconds, result


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = options.edges or pathlib.Path(folder) / "edges.txt"
        if not path.exists():
            make_edges(options.corpus, path)
        ours = json.loads(subprocess.run(
            [PROGRAM, "measure", path, str(options.runs), str(options.sources)],
            stdout=subprocess.PIPE, check=True).stdout)
        with open(path) as file:
            count = int(file.readline())
            edges = [(int(a), int(b), float(w)) for a, b, w in map(str.split, file)]

    graph = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in edges])
    graph.es["weight"] = [w for _, _, w in edges]
    networkit.setNumberOfThreads(1)
    other = networkit.Graph(count, weighted=True)
    for a, b, w in edges:
        other.addEdge(a, b, w)
    sources = [place * count // options.sources for place in range(options.sources)]
    print(f"{count} nodes, {graph.ecount()} edges, best of {options.runs}, one thread")
    print(f"{'':14}{'ours':>10}{'igraph':>10}{'NetworKit':>11}{'ratio':>8}")

    def row(name, igraph_work, networkit_work, runs=options.runs):
        first = best(igraph_work, runs)
        second = best(networkit_work, runs)
        seconds = ours[name + " seconds"]
        print(f"{name:14}{seconds:10.4f}{first[0]:10.4f}{second[0]:11.4f}"
              f"{seconds / min(first[0], second[0]):8.2f}", flush=True)
        return first[1], second[1]

    row("components", graph.connected_components,
        lambda: networkit.components.ConnectedComponents(other).run())
    row("core", graph.coreness, lambda: networkit.centrality.CoreDecomposition(other).run())
    row("pagerank", lambda: graph.pagerank(weights="weight"),
        lambda: networkit.centrality.PageRank(other, tol=1e-10).run())
    random.seed(1)
    first, second = row(
        "leiden", lambda: graph.community_leiden("modularity", weights="weight", n_iterations=2),
        lambda: networkit.community.ParallelLeiden(other).run())
    print(f"  modularity  {ours['leiden modularity']:10.4f}"
          f"{graph.modularity(first.membership, weights='weight'):10.4f}"
          f"{networkit.community.Modularity().getQuality(second.getPartition(), other):11.4f}")
    seconds, stable = best(
        lambda: graph.community_leiden("modularity", weights="weight", n_iterations=-1), 1)
    print(f"{'leiden stable':14}{ours['leiden stable seconds']:10.4f}{seconds:10.4f}"
          f"{'':11}{ours['leiden stable seconds'] / seconds:8.2f}")
    print(f"  modularity  {ours['leiden stable modularity']:10.4f}"
          f"{graph.modularity(stable.membership, weights='weight'):10.4f}")
    # NetworKit has no betweenness from given sources; its estimate draws as many.
    row("betweenness", lambda: graph.betweenness(directed=False, sources=sources),
        lambda: networkit.centrality.EstimateBetweenness(other, options.sources).run(), runs=1)


main()
