#!/usr/bin/env python3
"""Scores `papergraph extract` on annotated text, beside simple rivals in the same run.

usage: score_extraction.py PAPERGRAPH SHARED [entities] [acronyms] [datasets] [terms]

PAPERGRAPH is the built command, SHARED the folder with acronyms/, datasets/, gold/, seeds/ and
terms/. Without a list of tasks all are scored.

entities  the hand annotations of the seed papers, micro F1 by type (gold/score_extract.py)
acronyms  AAAI-22 SDU, English scientific: character spans of short and long forms
datasets  Heddes et al. 2021: character spans of dataset names in sentences, after the convention
          there: the head word belongs to the name, an enumeration is one span
terms     ACL RD-TEC 2.0: distinct lower-case terms of an abstract
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile


def extract(command, papers):
    """The entities of each (title, abstract), in order, by the command."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "papers.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for index, (title, abstract) in enumerate(papers):
                record = {"id": f"p{index}", "title": title, "abstract": abstract}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        output = subprocess.run(
            [command, "extract", path, "--format", "jsonl", "--quiet"], check=True, capture_output=True
        ).stdout
    found = {}
    originals = {abstract for _, abstract in papers}
    for line in output.decode("utf-8").splitlines():
        paper = json.loads(line)
        for entity in paper["entities"]:
            entity["folded"] = paper["abstract"] not in originals
        found[paper["id"]] = paper["entities"]
    return [found.get(f"p{index}", []) for index in range(len(papers))]


def characters(text, entity):
    """The span of an entity in characters of a text that it names in bytes."""
    data = text.encode("utf-8")
    start, end = entity["start"], entity["end"]
    return len(data[:start].decode("utf-8", "ignore")), len(data[:end].decode("utf-8", "ignore"))


def figures(hits, found, wanted):
    precision = hits / max(1, found)
    recall = hits / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def show(name, hits, found, wanted):
    precision, recall, f1 = figures(hits, found, wanted)
    print(f"  {name:34s} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}")


def entities(command, shared):
    output = subprocess.run(
        [command, "extract", os.path.join(shared, "seeds"), "--format", "jsonl", "--quiet"],
        check=True, capture_output=True,
    ).stdout
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(output)
        file.flush()
        gold = os.path.join(shared, "gold")
        subprocess.run(
            [sys.executable, os.path.join(gold, "score_extract.py"), file.name,
             os.path.join(gold, "entities-dev.jsonl")], check=True)


def acronyms(command, shared):
    with open(os.path.join(shared, "acronyms", "sdu22-scientific-train.json"), encoding="utf-8") as file:
        items = json.load(file)
    texts = [item["text"] for item in items]
    found = extract(command, [("", text) for text in texts])
    totals = {"short forms": [0, 0, 0], "long forms": [0, 0, 0]}
    for item, entities in zip(items, found):
        text = item["text"]
        shorts, longs = set(), set()
        for entity in entities:
            if entity["type"] == "abbreviation":
                long = {**entity, "start": entity["longStart"], "end": entity["longEnd"]}
                shorts.add(located(text, entity))
                longs.add(located(text, long))
        shorts |= {match.span() for match in re.finditer(r"\b[A-Z][A-Z0-9]+s?\b", text)}
        for name, gold, mine in (
            ("short forms", item["acronyms"], shorts),
            ("long forms", item["long-forms"], longs),
        ):
            gold = {tuple(span) for span in gold}
            totals[name][0] += len(gold & mine)
            totals[name][1] += len(mine)
            totals[name][2] += len(gold)
    for name, (hits, mine, gold) in totals.items():
        show(name, hits, mine, gold)


HEAD = re.compile(r"\)?\s*-?\s*(?:[a-z][\w-]*\s+){0,3}?(?:data\s*sets?|datasets?|corpus|corpora|benchmarks?|collections?|"
                  r"challenges?|tree\s?banks?|database|test\s?sets?|test\s?bed)\b", re.IGNORECASE)
JOINT = re.compile(r"\s*(?:,|and|or|&|,\s*and|as well as|/)\s*(?:the\s+)?", re.IGNORECASE)


def conventional(text, spans):
    """Spans by the convention of the annotation: with their head word, an enumeration as one."""
    merged = []
    for start, end in sorted(spans):
        if merged and JOINT.fullmatch(text[merged[-1][1]:start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    result = []
    for start, end in merged:
        words = HEAD.match(text[end:])
        result.append((start, end + words.end()) if words else (start, end))
    return set(result)


CUE = re.compile(r"((?:[A-Z][\w.+/-]*\s+|\d+\s+)*[A-Z][\w.+/-]*)\s+(?:data\s*sets?|datasets?|corpus|"
                 r"corpora|benchmarks?)\b")


def cue_tagger(text):
    """The rival: capitalised words before a word such as "dataset", without an article."""
    spans = set()
    for match in CUE.finditer(text):
        start = match.start()
        article = re.match(r"(?:The|A|An|This|These|Our|Both)\s+", text[start:match.end(1)])
        if article:
            start += article.end()
        if start < match.end(1):
            spans.add((start, match.end()))
    return spans


def datasets(command, shared):
    items = []
    with open(os.path.join(shared, "datasets", "sentences-train.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gold = {(s, e) for s, e, label in json.loads(row["labels"].replace("'", '"') or "[]")
                    if label in ("Dataset", "Datatset")}
            items.append((row["text"], gold))
    found = extract(command, [("", text) for text, _ in items])
    for name in ("papergraph", "cue-word tagger"):
        exact = partial = mine_total = gold_total = 0
        for (text, gold), entities in zip(items, found):
            if name == "papergraph":
                spans = {located(text, entity) for entity in entities if entity["type"] == "dataset"}
                mine = conventional(text, {spelt(text, span, entities) for span in spans if span})
            else:
                mine = cue_tagger(text)
            exact += len(gold & mine)
            rest = [span for span in mine - gold
                    if any(span[0] < e and s < span[1] for s, e in gold - mine)]
            partial += len(gold & mine) + 0.5 * len(rest)
            mine_total += len(mine)
            gold_total += len(gold)
        show(f"{name}, exact", exact, mine_total, gold_total)
        show(f"{name}, partial", partial, mine_total, gold_total)


def spelt(text, span, entities):
    """A name with its long form, "Toronto Face Database (TFD)", is one span."""
    for entity in entities:
        if entity["type"] == "abbreviation" and entity["surface"] == text[slice(*span)]:
            start = text.rfind(entity["long"], 0, span[0])
            if start >= 0 and text[span[1]:span[1] + 1] == ")":
                return start, span[1] + 1
    return span


def located(text, entity):
    """The span of an entity in the sentence as annotated; readers may fold its white space."""
    if not entity.get("folded"):
        return characters(text, entity)
    folded, places_of = [], []
    for index, character in enumerate(text):
        if character.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                places_of.append(index)
        else:
            folded.append(character)
            places_of.append(index)
    start, end = characters("".join(folded), entity)
    if end > len(places_of) or start >= end:
        return None
    return places_of[start], places_of[end - 1] + 1


STOP = set("""a an the of in on for to and or with by from as at is are was were be been this that these
those it its we our they their which can has have had not but than then into using use used such
between over under through also more most however new propose proposed paper show results based
""".split())


def chunks(text):
    """The rival: runs of words between stop words and punctuation."""
    result, run = set(), []
    for word in re.findall(r"[A-Za-z][\w-]*|[^\w\s]", text.lower()) + ["."]:
        if word in STOP or not word[0].isalpha():
            if run:
                result.add(" ".join(run))
            run = []
        else:
            run.append(word)
    return result


def terms(command, shared):
    items = []
    with open(os.path.join(shared, "terms", "rdtec-abstracts.jsonl"), encoding="utf-8") as file:
        for line in file:
            paper = json.loads(line)
            sentences = paper["sentences"]
            text = " ".join(" ".join(sentence["text"].split()) for sentence in sentences)
            gold = {" ".join(sentence["text"][s:e].lower().split())
                    for sentence in sentences for s, e, _ in sentence["terms"]}
            items.append((text, gold))
    found = extract(command, [("", text) for text, _ in items])
    kinds = ("term", "dataset", "method")
    mine = [{" ".join(e["surface"].lower().split()) for e in entities if e["type"] in kinds}
            for entities in found]
    for name, predictions in (("papergraph", mine), ("stop-word chunks", [chunks(t) for t, _ in items])):
        hits = sum(len(gold & terms) for (_, gold), terms in zip(items, predictions))
        show(name, hits, sum(map(len, predictions)), sum(len(gold) for _, gold in items))


TASKS = {"entities": entities, "acronyms": acronyms, "datasets": datasets, "terms": terms}


def main():
    if len(sys.argv) < 3 or any(task not in TASKS for task in sys.argv[3:]):
        sys.exit(__doc__)
    for task in sys.argv[3:] or TASKS:
        print(task)
        TASKS[task](sys.argv[1], sys.argv[2])


if __name__ == "__main__":
    main()
