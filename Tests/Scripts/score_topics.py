"""Compares topics with the subject areas of a conference's papers.

The areas are workshops of the ACL Anthology (machine translation, biomedical language, argument
mining, ...), told by the papers' ids, in two spans of years. The figure is adjusted mutual
information of a clustering with the areas (0: chance, 1: equal). Rivals, in the same run: Leiden
(igraph) on the union graph of the 15 nearest neighbours by tf-idf, and k-means (scikit-learn)
with as many clusters as there are areas.

Build first: swift build -c release --package-path Tests/Benchmarks --product TopicReport
Run: python3 Tests/Scripts/score_topics.py ../shared/corpora/acl-anthology-abstracts.jsonl.gz
"""

import collections
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import igraph
import numpy
from sklearn.cluster import MiniBatchKMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score

PROGRAM = pathlib.Path(__file__).parent.parent / "Benchmarks/.build/release/TopicReport"

# Meetings about everything, and prizes for being in several areas at once.
GENERAL = set(
    """acl naacl eacl emnlp aacl coling ccl findings lrec ranlp tacl cl conll starsem semeval icon
    jeptalnrecital clicit nodalida rocling paclic winlp srw alta bucc insights repl4nlp lchange
    nlp4convai ngt deelio wnut law gem eval4nlp evalnlgeval customnlp4u iwcs clib yrrsds knlp
    aimecon flp cmcl konvens stil propor bsnlp mrl ijcnlp""".split())


def areas(path, years, least=40, most=150):
    """The papers of each area within some years, at most 150 of each."""
    papers = collections.defaultdict(list)
    for line in gzip.open(path, "rt", encoding="utf-8"):
        record = json.loads(line)
        match = re.match(r"(\d{4})\.([a-z0-9]+)-", record["id"])
        if not match or int(match[1]) not in years or match[2] in GENERAL:
            continue
        if len(record["abstract"]) > 200:
            papers[match[2]].append(record)
    generator = random.Random(1)
    return {
        area: generator.sample(found, min(most, len(found)))
        for area, found in sorted(papers.items()) if len(found) >= least
    }


def ours(records):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for record in records:
            file.write(json.dumps(record) + "\n")
        file.flush()
        result = subprocess.run(
            [PROGRAM, "--jsonl", file.name], stdout=subprocess.PIPE, check=True, text=True)
    found = {}
    for line in result.stdout.splitlines():
        row = json.loads(line)
        found[row["id"]] = row
    rows = [found[record["id"]] for record in records]
    # A paper that is connected to no other is a cluster of its own.
    return tuple(
        [row[level] if row[level] >= 0 else f"alone {place}" for place, row in enumerate(rows)]
        for level in ("topic", "region"))


def nearest_graph(vectors, limit):
    edges = {}
    for start in range(0, vectors.shape[0], 512):
        block = (vectors[start:start + 512] @ vectors.T).toarray()
        for row, scores in enumerate(block):
            node = start + row
            scores[node] = -1
            for other in numpy.argpartition(-scores, limit)[:limit]:
                edges[min(node, other), max(node, other)] = float(scores[other])
    graph = igraph.Graph(n=vectors.shape[0], edges=list(edges))
    graph.es["weight"] = list(edges.values())
    return graph


def main():
    for years in (range(2020, 2023), range(2023, 2026)):
        found = areas(sys.argv[1], years)
        records = [record for group in found.values() for record in group]
        truth = [area for area, group in found.items() for _ in group]
        texts = [record["title"] + ". " + record["abstract"] for record in records]
        vectors = TfidfVectorizer(
            stop_words="english", sublinear_tf=True, min_df=2).fit_transform(texts)
        print(f"{years[0]}-{years[-1]}: {len(records)} papers, {len(found)} areas")
        topics, regions = ours(records)
        random.seed(1)
        leiden = nearest_graph(vectors, 15).community_leiden(
            "modularity", weights="weight", n_iterations=-1).membership
        means = MiniBatchKMeans(len(found), n_init=5, random_state=1).fit_predict(vectors)
        for name, labels in (
            ("topics", topics), ("regions", regions), ("Leiden on 15 neighbours", leiden),
            ("k-means", means)):
            score = adjusted_mutual_info_score(truth, labels)
            print(f"  {name:24} {score:.3f}  {len(set(labels))} clusters")


main()
