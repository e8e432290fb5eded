"""Makes Tests/GraphCoreTests/Fixtures/oracle.json: what NetworkX finds on small random graphs.

Run: python3 Tests/Scripts/make_graph_oracle.py
"""

import json
import pathlib
import random

import networkx as nx

TARGET = pathlib.Path(__file__).parent.parent / "GraphCoreTests" / "Fixtures" / "oracle.json"


def rounded(values):
    return [round(value, 12) for value in values]


def by_node(values):
    return [values[node] for node in sorted(values)]


def weighted(graph, rng):
    for a, b in graph.edges():
        graph[a][b]["weight"] = round(rng.uniform(0.1, 1), 3)
    return graph


def undirected(name, graph):
    n = graph.number_of_nodes()
    lengths = {(a, b): 1 / d["weight"] for a, b, d in graph.edges(data=True)}
    nx.set_edge_attributes(graph, lengths, "length")
    closest = nx.single_source_dijkstra_path_length(graph, 0, weight="length")
    steps = nx.single_source_shortest_path_length(graph, 0)
    parts = [[node for node in range(n) if node % 3 == part] for part in range(3)]
    return {
        "name": name,
        "nodes": n,
        "edges": [[a, b, d["weight"]] for a, b, d in graph.edges(data=True)],
        "components": nx.number_connected_components(graph),
        "core": by_node(nx.core_number(graph)),
        "pageRank": rounded(by_node(nx.pagerank(graph, tol=1e-14, max_iter=10000))),
        "betweenness": rounded(by_node(nx.betweenness_centrality(graph, normalized=False))),
        "clustering": rounded(by_node(nx.clustering(graph))),
        "triangles": by_node(nx.triangles(graph)),
        "degrees": nx.degree_histogram(graph),
        "closest": rounded(closest.get(node, -1) for node in range(n)),
        "steps": [steps.get(node, -1) for node in range(n)],
        "modularityOfThirds": round(nx.community.modularity(graph, parts), 12),
        "modularityOfThirdsAt2": round(
            nx.community.modularity(graph, parts, resolution=2), 12),
    }


def directed(name, graph):
    ways_in, ways_out = {}, {}
    order = list(nx.topological_sort(graph))
    for node in order:
        ways_in[node] = sum(ways_in[p] for p in graph.predecessors(node)) or 1
    for node in reversed(order):
        ways_out[node] = sum(ways_out[s] for s in graph.successors(node)) or 1
    counts = {(a, b): ways_in[a] * ways_out[b] for a, b in graph.edges()}
    nx.set_edge_attributes(graph, counts, "count")
    return {
        "name": name,
        "nodes": graph.number_of_nodes(),
        "edges": [[a, b, 1] for a, b in graph.edges()],
        "pageRank": rounded(
            by_node(nx.pagerank(graph, tol=1e-14, max_iter=10000, weight=None))),
        "counts": [[a, b, counts[a, b]] for a, b in sorted(graph.edges())],
        "longestSum": nx.dag_longest_path_length(graph, weight="count"),
    }


def main():
    rng = random.Random(1)
    acyclic = nx.DiGraph()
    acyclic.add_nodes_from(range(40))
    while acyclic.number_of_edges() < 90:
        a, b = rng.sample(range(40), 2)
        acyclic.add_edge(max(a, b), min(a, b))
    oracle = {
        "networkx": nx.__version__,
        "undirected": [
            undirected("karate club", weighted(nx.convert_node_labels_to_integers(
                nx.Graph(nx.karate_club_graph().edges())), rng)),
            undirected("sparse", weighted(nx.gnm_random_graph(60, 50, seed=2), rng)),
            undirected("dense", weighted(nx.gnm_random_graph(40, 250, seed=3), rng)),
            undirected("clustered", weighted(
                nx.relaxed_caveman_graph(8, 6, 0.2, seed=4), rng)),
            undirected("star", weighted(nx.star_graph(9), rng)),
        ],
        "directed": [directed("citations", acyclic)],
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(oracle, separators=(",", ":")) + "\n")


main()
