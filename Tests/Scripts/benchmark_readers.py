#!/usr/bin/env python3
"""Measures how fast `papergraph check` reads, and in how much memory, on generated files.

usage: benchmark_readers.py [--papergraph PATH] [--megabytes N] [--formats jsonl,openalex,bibtex,ris,csv]

The files are made with a fixed seed in a temporary folder and removed. Prints for each format the
bytes, the records, MB/s of user time and of wall time, and the peak resident memory. Beside it
stands what Python's json module needs to parse the same JSON Lines.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = [f"{a}{b}" for a in ("wind", "val", "graph", "neur", "tens", "prob", "lin", "süd")
         for b in ("ley", "al", "or", "ing", "s", "ic", "ity", "ed")]


def words(source, count):
    return " ".join(source.choices(WORDS, k=count))


def jsonl(source, number):
    return json.dumps({"id": f"p{number}", "title": words(source, 9), "abstract": words(source, 150),
                       "year": 2000 + number % 25}, ensure_ascii=False) + "\n"


def openalex(source, number):
    index = {}
    for place, word in enumerate(words(source, 150).split()):
        index.setdefault(word, []).append(place)
    return json.dumps({
        "id": f"https://openalex.org/W{number}", "doi": f"https://doi.org/10.5555/{number}",
        "title": words(source, 9), "publication_year": 2001, "publication_date": "2001-02-03",
        "authorships": [{"author": {"display_name": words(source, 2), "orcid": None},
                         "institutions": [{"display_name": words(source, 3)}]} for _ in range(5)],
        "abstract_inverted_index": index,
        "referenced_works": [f"https://openalex.org/W{source.randrange(10**9)}" for _ in range(30)],
        "related_works": [f"https://openalex.org/W{source.randrange(10**9)}" for _ in range(10)],
        "counts_by_year": [{"year": 2010 + k, "cited_by_count": k} for k in range(10)],
    }) + "\n"


def bibtex(source, number):
    return (f"@article{{key{number},\n  title = {{{words(source, 9)}}},\n"
            f"  author = {{Low, Ada and H{{\\\"o}}gh, Bo}},\n  year = {{2001}},\n"
            f"  journal = {{{words(source, 3)}}},\n  doi = {{10.5555/{number}}},\n"
            f"  abstract = {{{words(source, 150)}}},\n}}\n\n")


def ris(source, number):
    return (f"TY  - JOUR\r\nTI  - {words(source, 9)}\r\nAU  - Low, Ada\r\nPY  - 2001\r\n"
            f"DO  - 10.5555/{number}\r\nAB  - {words(source, 150)}\r\nER  - \r\n\r\n")


def csv(source, number):
    head = "title,authors,year,doi,abstract\r\n" if number == 0 else ""
    return head + f"{words(source, 9)},\"Low, Ada; Hogh, Bo\",2001,10.5555/{number},\"{words(source, 150)}\"\r\n"


FORMATS = {"jsonl": jsonl, "openalex": openalex, "bibtex": bibtex, "ris": ris, "csv": csv}


def generate(path, make, size):
    """Writes a file of about `size` bytes; a block of 20 MB is made once and repeated."""
    source = random.Random(7)
    block, length, number = [], 0, 0
    while length < min(size, 20_000_000):
        record = make(source, number).encode()
        block.append(record)
        length += len(record)
        number += 1
    head, rest = block[0], b"".join(block[1:])
    with open(path, "wb") as file:
        file.write(head)
        while file.tell() < size:
            file.write(rest)


def measure(papergraph, path):
    start = time.monotonic()
    process = subprocess.Popen([str(papergraph), "check", "--quiet", "--format", "json", path],
                               stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return json.loads(output)["totals"]["records"], usage.ru_utime, time.monotonic() - start, usage.ru_maxrss


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papergraph", default=ROOT / ".build/release/papergraph")
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--formats", default=",".join(FORMATS))
    arguments = parser.parse_args()
    for name in arguments.formats.split(","):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "input")
            # In a process of its own: a child is charged with what its parent holds when it starts.
            maker = multiprocessing.Process(
                target=generate, args=(path, FORMATS[name], arguments.megabytes * 1_000_000))
            maker.start()
            maker.join()
            size = os.path.getsize(path) / 1e6
            records, user, wall, memory = measure(arguments.papergraph, path)
            line = (f"{name:9} {size:6.0f} MB {records:9} records  {size / user:6.0f} MB/s user  "
                    f"{size / wall:6.0f} MB/s wall  {memory / 1024:6.1f} MiB")
            if name == "jsonl" and size <= 1000:
                start = time.process_time()
                with open(path, "rb") as file:
                    for text in file:
                        json.loads(text)
                line += f"  (Python json: {size / (time.process_time() - start):.0f} MB/s)"
            print(line, flush=True)


main()
