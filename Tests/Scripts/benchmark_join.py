#!/usr/bin/env python3
"""Time papergraph's exact top-k join beside scikit-learn + sparse_dot_topn on one corpus.

usage: benchmark_join.py CORPUS.jsonl[.gz] [--papers N] [--queries N]
       (pip install scikit-learn sparse_dot_topn bm25s)

Both read, tokenise, weight by tf-idf and find for each paper its 20 nearest others on 2 threads,
each in a process of its own, one after the other; wall and processor seconds and peak memory are
those of the process. papergraph runs twice: lexical alone, then with word vectors. bm25s ranks
--queries abstracts. Set PAPERGRAPH to the command; .build/release/papergraph unless told.
"""
import argparse
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("PAPERGRAPH", str(ROOT / ".build/release/papergraph"))


def texts(path):
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record.get('title') or ''} {record.get('abstract') or ''}"


def rival(path):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype="float32")
    matrix = vectors.fit_transform(texts(path))
    print(f"{matrix.shape[0]} papers, {matrix.shape[1]} terms, {matrix.nnz} non-zeros",
          file=sys.stderr)
    sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=21, sort=True, n_threads=2)


def rank(path, count):
    import bm25s

    corpus = list(texts(path))
    index = bm25s.BM25()
    index.index(bm25s.tokenize(corpus, stopwords="en", show_progress=False), show_progress=False)
    queries = bm25s.tokenize(corpus[:count], stopwords="en", show_progress=False)
    start = time.perf_counter()
    index.retrieve(queries, k=20, show_progress=False)
    print(f"{1000 * (time.perf_counter() - start) / count:.1f} ms a query", file=sys.stderr)


def measure(name, command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{name} failed")
    cpu = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss / 1024
    print(f"{name:34} wall {wall:7.1f} s   cpu {cpu:7.1f} s   memory {memory:6.0f} MiB", flush=True)
    return wall, cpu, memory


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("--papers", type=int)
    parser.add_argument("--queries", type=int, default=0)
    parser.add_argument("--rival", choices=["join", "rank"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.rival == "join":
        return rival(options.corpus)
    if options.rival == "rank":
        return rank(options.corpus, options.queries)
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus
        if options.papers:
            opened = gzip.open if corpus.endswith(".gz") else open
            part = pathlib.Path(folder) / "part.jsonl"
            with opened(corpus, "rt", encoding="utf-8") as lines, open(part, "w") as out:
                for _, line in zip(range(options.papers), lines):
                    out.write(line)
            corpus = str(part)
        own = [sys.executable, __file__, corpus]
        theirs = measure("scikit-learn + sparse_dot_topn", own + ["--rival", "join"])
        join = [COMMAND, "related", "--every", "--limit", "20", corpus, "--threads", "2", "--quiet"]
        lexical = measure("papergraph, words", join + ["--vectors", "none"])
        fused = measure("papergraph, words and vectors", join)
        for name, ours in [("words", lexical), ("words and vectors", fused)]:
            ratios = [a / b for a, b in zip(ours, theirs)]
            print(f"{name}: wall {ratios[0]:.2f}, cpu {ratios[1]:.2f}, memory {ratios[2]:.2f} "
                  "of theirs")
        if options.queries:
            measure("bm25s", own + ["--rival", "rank", "--queries", str(options.queries)])


main()
