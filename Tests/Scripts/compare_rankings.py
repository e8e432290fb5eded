#!/usr/bin/env python3
"""Compare two rankings on judged pools: paired differences and their standard error.

usage: compare_rankings.py BASE.jsonl OTHER.jsonl JUDGEMENTS.jsonl

Rankings are those of `papergraph related --queries … --format jsonl --limit 5000`. Judgement lines
of one query paper are not independent, so differences are first averaged over each query paper;
the standard error is that of the mean over query papers.
"""
import json
import math
import sys
from collections import defaultdict


def gain(grades):
    # Linear gains, the second rank not discounted: the official measure of CSFCube.
    return sum(g / (1 if i < 1 else math.log2(i + 1)) for i, g in enumerate(grades))


def measures(ranking, judgement):
    pool = [(c, g) for c, g in zip(judgement["cands"], judgement["rel"]) if c != judgement["qid"]]
    pool.sort(key=lambda pair: ranking.get(pair[0], 10**9))
    grades = [g for _, g in pool]
    hits = [i for i, g in enumerate(grades) if g >= 2]
    if not hits:
        return None
    precision = sum((n + 1) / (i + 1) for n, i in enumerate(hits)) / len(hits)
    top = max(1, int(0.2 * len(grades)))
    ideal = gain(sorted(grades, reverse=True)[:top])
    return 100 * precision, 100 * gain(grades[:top]) / ideal


def read(path):
    rankings = {}
    for line in open(path, encoding="utf-8"):
        answer = json.loads(line)
        rankings[answer["query"]] = {r["id"]: i for i, r in enumerate(answer["results"])}
    return rankings


def main():
    base, other = read(sys.argv[1]), read(sys.argv[2])
    differences = defaultdict(list)
    for line in open(sys.argv[3], encoding="utf-8"):
        judgement = json.loads(line)
        query = judgement["qid"]
        a = measures(base.get(query, {}), judgement)
        b = measures(other.get(query, {}), judgement)
        if a and b:
            differences[query].append([y - x for x, y in zip(a, b)])
    for place, name in enumerate(["MAP", "NDCG%20"]):
        means = [sum(d[place] for d in lines) / len(lines) for lines in differences.values()]
        mean = sum(means) / len(means)
        variance = sum((m - mean) ** 2 for m in means) / (len(means) - 1)
        print(f"{name} {mean:+.2f} ± {math.sqrt(variance / len(means)):.2f} "
              f"over {len(means)} query papers")


main()
