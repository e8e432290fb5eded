#!/usr/bin/env python3
"""Opens a graph in every format that papergraph writes, in the tools that read it, and compares
nodes, edges and attributes with the lossless JSON Lines.

    check_exports.py FOLDER                  a folder with a file or folder named after each format
    check_exports.py --command PAPERGRAPH INPUT   exports INPUT first

Tools: NetworkX, python-igraph, pygraphviz, Graphviz's gc, gvpr, ccomps and graphml2gv; for
VOSviewer the rules by which VOSviewer Online refuses files, for CX2 its structure, for Neo4j the
grammar of its headers. Exits with 1 if anything differs.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings

import igraph
import networkx as nx
import pygraphviz

warnings.simplefilter("ignore")
csv.field_size_limit(1 << 28)
SINGLE = "dot graphml graphml-yed gexf gexf-1.2 gml pajek cyjs cx2 vosviewer jgf node-link d3 jsonl"
FOLDERS = "vosviewer-text neo4j csv obsidian"


def truth(path):
    graph = {"nodes": [], "edges": []}
    with open(path, encoding="utf-8") as file:
        for line in file:
            part = json.loads(line)
            attributes = part.get("attributes", {})
            if "node" in part:
                graph["nodes"].append((part["node"], attributes))
            elif "edge" in part:
                graph["edges"].append((*part["edge"], attributes))
            elif "papergraph" in part:
                graph["directed"] = part["directed"]
    return graph


def readable(text):
    """A name as XML can hold it: control characters, and no text at all, become pictures."""
    picture = lambda match: chr(0x2400 + ord(match[0]))
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", picture, text) or "\u2400"


class Check:
    def __init__(self, folder):
        self.folder = folder
        self.graph = truth(self.path("jsonl"))
        self.nodes = len(self.graph["nodes"])
        self.edges = len(self.graph["edges"])
        self.failures = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, what, found, wanted):
        if found != wanted:
            self.failures += 1
            print(f"{what}: found {str(found)[:300]}, expected {str(wanted)[:300]}")

    def count(self, what, nodes, edges):
        self.expect(what, (nodes, edges), (self.nodes, self.edges))

    def attribute(self, name, part):
        """How many nodes (0) or edges (1) have an attribute."""
        return sum(name in row[-1] for row in self.graph[("nodes", "edges")[part]])

    def networkx(self, what, graph, label="label"):
        self.count(what, graph.number_of_nodes(), graph.number_of_edges())
        labels = sum(label in data for _, data in graph.nodes(data=True))
        weights = sum("weight" in data for *_, data in graph.edges(data=True))
        if label:
            self.expect(what + " labels", labels, self.attribute("label", 0))
        self.expect(what + " weights", weights, self.attribute("weight", 1))

    def ids(self, what, found):
        self.expect(what + " ids", sorted(found), sorted(readable(n[0]) for n in self.graph["nodes"]))

    def run(self):
        for name in sorted(n for n in dir(self) if n.startswith("check_")):
            try:
                getattr(self, name)()
            except Exception as error:
                self.failures += 1
                print(f"{name[6:]}: {type(error).__name__}: {str(error)[:300]}")

    def check_graphml_networkx(self):
        for name in ("graphml", "graphml-yed"):
            graph = nx.read_graphml(self.path(name))
            self.networkx(name + " in NetworkX", graph)
            self.ids(name + " in NetworkX", graph.nodes)

    def check_graphml_igraph(self):
        for name in ("graphml", "graphml-yed"):
            graph = igraph.Graph.Read_GraphML(self.path(name))
            self.count(name + " in igraph", graph.vcount(), graph.ecount())
            # igraph leaves an ampersand of an XML attribute as the parser passes it on.
            self.ids(name + " in igraph", [i.replace("&#38;", "&") for i in graph.vs["id"]])

    def check_graphml2gv(self):
        text = subprocess.run(["graphml2gv", self.path("graphml")], capture_output=True).stdout
        # graphml2gv itself writes DOT that no tool reads for some names, so count its edges.
        edges = len(re.findall(rb"_graphml_id=e\d+\b", text))
        self.expect("graphml in graphml2gv", edges, self.edges)

    def check_gexf_networkx(self):
        for name, version in (("gexf", "1.3"), ("gexf-1.2", "1.2draft")):
            graph = nx.read_gexf(self.path(name), version=version)
            self.count(name + " in NetworkX", graph.number_of_nodes(), graph.number_of_edges())
            self.ids(name + " in NetworkX", graph.nodes)
            weights = sum("weight" in data for *_, data in graph.edges(data=True))
            self.expect(name + " weights", weights, self.attribute("weight", 1))

    def check_gml(self):
        graph = nx.read_gml(self.path("gml"))
        self.networkx("gml in NetworkX", graph, label="name")
        self.expect("gml ids", sorted(graph.nodes), sorted(n[0] for n in self.graph["nodes"]))
        graph = igraph.Graph.Read_GML(self.path("gml"))
        self.count("gml in igraph", graph.vcount(), graph.ecount())

    def check_pajek(self):
        graph = nx.read_pajek(self.path("pajek"))
        self.count("pajek in NetworkX", graph.number_of_nodes(), graph.number_of_edges())
        graph = igraph.Graph.Read_Pajek(self.path("pajek"))
        self.count("pajek in igraph", graph.vcount(), graph.ecount())

    def check_dot(self):
        path = self.path("dot")
        counted = subprocess.run(["gc", "-n", "-e", path], capture_output=True).stdout.split()
        self.count("dot in gc", int(counted[0]), int(counted[1]))
        program = "BEGIN{int n=0,e=0} N{n++} E[weight!=\"\"]{e++} END{printf(\"%d %d\",n,e)}"
        found = subprocess.run(["gvpr", program, path], capture_output=True).stdout.split()
        wanted = [self.nodes, self.attribute("weight", 1)]
        self.expect("dot in gvpr", [int(n) for n in found], wanted)
        parts = subprocess.run(["ccomps", "-v", path], capture_output=True)
        self.expect("dot in ccomps", parts.returncode in (0, 1) and b"rror" not in parts.stderr, True)
        graph = pygraphviz.AGraph(path)
        self.count("dot in pygraphviz", graph.number_of_nodes(), graph.number_of_edges())

    def check_cytoscape(self):
        with open(self.path("cyjs"), encoding="utf-8") as file:
            data = json.load(file)
        graph = nx.cytoscape_graph(data)
        self.count("cyjs in NetworkX", graph.number_of_nodes(), graph.number_of_edges())
        names = [data["shared_name"] for _, data in graph.nodes(data=True)]
        self.expect("cyjs names", sorted(names), sorted(n[0] for n in self.graph["nodes"]))
        elements = data["elements"]
        ids = [part["data"]["id"] for part in elements["nodes"] + elements["edges"]]
        self.expect("cyjs ids differ", len(set(ids)), len(ids))
        self.expect("cyjs ids are texts", all(isinstance(i, str) and i for i in ids), True)

    def check_cx2(self):
        with open(self.path("cx2"), encoding="utf-8") as file:
            parts = json.load(file)
        self.expect("cx2 begins", parts[0].get("CXVersion"), "2.0")
        self.expect("cx2 ends", parts[-1], {"status": [{"success": True}]})
        aspects = {name: value for part in parts[1:-1] for name, value in part.items()}
        for entry in aspects["metaData"]:
            self.expect("cx2 count", len(aspects[entry["name"]]), entry["elementCount"])
        self.count("cx2", len(aspects["nodes"]), len(aspects["edges"]))
        places = {node["id"] for node in aspects["nodes"]}
        ends = all(edge["s"] in places and edge["t"] in places for edge in aspects["edges"])
        self.expect("cx2 ends of edges", ends, True)
        types = {
            "string": str, "long": int, "integer": int, "double": float, "boolean": bool,
            "list_of_string": list,
        }
        declared = aspects["attributeDeclarations"][0]
        for aspect in ("nodes", "edges", "networkAttributes"):
            for part in aspects[aspect]:
                self.expect("cx2 integer ids", type(part.get("id", 0)), int)
                for name, value in part.get("v", part if aspect == "networkAttributes" else {}).items():
                    kind = types[declared[aspect][name]["d"]]
                    self.expect(f"cx2 type of {name}", type(value), kind)

    def vosviewer(self, what, items, links):
        """The rules of VOSviewer Online's reader."""
        self.expect(what + " items", len(items), self.nodes)
        ids = [str(item["id"]) for item in items]
        self.expect(what + " has 3 items", len(items) >= 3, True)
        self.expect(what + " ids", all(ids) and len(set(ids)) == len(ids), True)
        known = set(ids)
        for link in links:
            ends = {str(link[0]), str(link[1])}
            self.expect(what + " link", ends <= known and float(link[2]) >= 0, True)
        pairs = {frozenset(edge[:2]) for edge in self.graph["edges"] if edge[0] != edge[1]}
        self.expect(what + " links", len(links), len(pairs))
        places = {(item.get("x"), item.get("y")) for item in items}
        self.expect(what + " places", len(places) > 1 or places == {(None, None)}, True)
        for item in items:
            cluster = item.get("cluster")
            self.expect(what + " cluster", cluster is None or 1 <= int(cluster) <= 1000, True)

    def check_vosviewer(self):
        with open(self.path("vosviewer"), encoding="utf-8") as file:
            network = json.load(file)["network"]
        links = [(l["source_id"], l["target_id"], l["strength"]) for l in network["links"]]
        for item in network["items"]:
            numbers = list(item["weights"].values()) + list(item["scores"].values())
            self.expect("vosviewer numbers", all(type(n) in (int, float) for n in numbers), True)
        self.vosviewer("vosviewer", network["items"], links)

    def check_vosviewer_text(self):
        folder = self.path("vosviewer-text")
        with open(os.path.join(folder, "map.txt"), encoding="utf-8", newline="") as file:
            rows = [line.split("\t") for line in file.read().split("\n")[:-1]]
        self.expect("vosviewer-text columns", {len(row) for row in rows}, {len(rows[0])})
        items = [dict(zip(rows[0], row)) for row in rows[1:]]
        self.expect("vosviewer-text quotes", any('"' in cell for row in rows for cell in row), False)
        with open(os.path.join(folder, "network.txt"), encoding="utf-8") as file:
            links = [line.rstrip("\n").split("\t") for line in file]
        self.vosviewer("vosviewer-text", items, links)

    def check_neo4j(self):
        header = re.compile(r"^[^:\"]*(:(ID|START_ID|END_ID)(\(\w+\))?|:LABEL|:TYPE"
                            r"|:(int|long|float|double|boolean|string)(\[\])?)$")
        tables = {}
        for name in ("nodes.csv", "relationships.csv"):
            with open(os.path.join(self.path("neo4j"), name), encoding="utf-8", newline="") as file:
                text = file.read()
            rows = list(csv.reader(text.splitlines()))
            self.expect(f"neo4j {name} a record a line", len(rows), text.count("\n"))
            for field in rows[0]:
                self.expect(f"neo4j header {field}", bool(header.match(field)), True)
            self.expect(f"neo4j {name} columns", {len(row) for row in rows}, {len(rows[0])})
            self.expect(f"neo4j {name} names", len(set(rows[0])), len(rows[0]))
            tables[name] = rows[1:]
        nodes, relationships = tables["nodes.csv"], tables["relationships.csv"]
        self.count("neo4j", len(nodes), len(relationships))
        ids = {row[0] for row in nodes}
        self.expect("neo4j ids differ", len(ids), self.nodes)
        self.expect("neo4j ends", all({row[0], row[1]} <= ids for row in relationships), True)
        self.expect("neo4j labels", all(row[-1] for row in nodes + relationships), True)

    def check_csv(self):
        counts = []
        for name in ("nodes.csv", "edges.csv"):
            with open(os.path.join(self.path("csv"), name), encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, strict=True))
            self.expect(f"csv {name} columns", {len(row) for row in rows}, {len(rows[0])})
            if name == "nodes.csv":
                found = sorted(row[0] for row in rows[1:])
                self.expect("csv ids", found, sorted(n[0] for n in self.graph["nodes"]))
            counts.append(len(rows) - 1)
        self.count("csv", *counts)

    def check_node_link(self):
        with open(self.path("node-link"), encoding="utf-8") as file:
            graph = nx.node_link_graph(json.load(file), edges="edges")
        self.networkx("node-link in NetworkX", graph)
        self.expect("node-link ids", sorted(graph.nodes), sorted(n[0] for n in self.graph["nodes"]))
        with open(self.path("d3"), encoding="utf-8") as file:
            data = json.load(file)
        self.count("d3", len(data["nodes"]), len(data["links"]))
        ids = {node["id"] for node in data["nodes"]}
        ends = all({link["source"], link["target"]} <= ids for link in data["links"])
        self.expect("d3 ends", ends, True)

    def check_jgf(self):
        with open(self.path("jgf"), encoding="utf-8") as file:
            graph = json.load(file)["graph"]
        self.count("jgf", len(graph["nodes"]), len(graph["edges"]))
        ends = all({e["source"], e["target"]} <= graph["nodes"].keys() for e in graph["edges"])
        self.expect("jgf ends", ends, True)

    def check_obsidian(self):
        names = os.listdir(self.path("obsidian"))
        self.expect("obsidian notes", len(names), self.nodes)
        self.expect("obsidian names", len({name.lower() for name in names}), len(names))
        links = 0
        for name in names:
            with open(os.path.join(self.path("obsidian"), name), encoding="utf-8") as file:
                text = file.read()
            found = re.findall(r"^- \[\[([^|\]]+)\|[^\]]*\]\]", text, re.M)
            links += len(found)
            for link in found:
                self.expect(f"obsidian link of {name}", link + ".md" in names, True)
        twice = sum(
            edge[0] != edge[1] and edge[-1].get("directed", self.graph["directed"]) is False
            for edge in self.graph["edges"]
        )
        self.expect("obsidian links", links, self.edges + twice)


def export(command, source, folder):
    for name in SINGLE.split() + FOLDERS.split():
        arguments = ["export", source, "--quiet", "--format", name, "--layout", "none"]
        subprocess.run([command, *arguments, "--output", os.path.join(folder, name)], check=True)
        if name == "jsonl":
            source = os.path.join(folder, name)


def main():
    if sys.argv[1] == "--command":
        with tempfile.TemporaryDirectory() as folder:
            # The lossless form first: the others are made of it.
            global SINGLE
            SINGLE = "jsonl " + SINGLE.replace(" jsonl", "")
            export(sys.argv[2], sys.argv[3], folder)
            check = Check(folder)
            check.run()
    else:
        check = Check(sys.argv[1])
        check.run()
    print(f"{check.nodes} nodes, {check.edges} edges: {check.failures} failures")
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()
