#!/usr/bin/env python3
"""Fuzzes every reader with libFuzzer and the address sanitizer, from the fixtures of the tests.

usage: fuzz_readers.py [--seconds N] [--readers bibtex,ris,...] [--keep FOLDER]

Each reader gets N seconds (90 unless told) on one core; `input` is the way from a file, through
archives, encodings and the recognition of the format. What was read must be written and come back.
Prints runs, runs a second and coverage; an input that stops a reader is kept, and the exit code 1.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build/fuzz"
FIXTURES = ROOT / "Tests/PaperSourcesTests/Fixtures"
READERS = ["input"] + re.findall(
    r"^  case (\w+)$", (ROOT / "Sources/PaperSources/RecordSource.swift").read_text(), re.MULTILINE)
FLAGS = ["-parse-as-library", "-swift-version", "6", "-O", "-assert-config", "Debug", "-g",
         "-sanitize=fuzzer,address", "-I", str(BUILD), "-L", str(BUILD)]


def packages(*names):
    text = subprocess.run(["pkg-config", "--cflags", "--libs", *names], capture_output=True,
                          text=True, check=True).stdout.split()
    return ([word for flag in text if flag.startswith("-I") for word in ("-Xcc", flag)],
            [flag for flag in text if not flag.startswith("-I")])


def build():
    """Compiles the readers, and no more of the project, with coverage."""
    BUILD.mkdir(parents=True, exist_ok=True)
    includes, libraries = packages("libxml-2.0", "libarchive")
    for name in ("CXML2", "CArchive"):
        includes += ["-I", str(ROOT / "Sources" / name)]
    is_stale = False
    for module in ("GraphCore", "PaperModel", "PaperSources"):
        library = BUILD / f"lib{module}.a"
        files = sorted((ROOT / "Sources" / module).glob("*.swift"))
        made = library.stat().st_mtime if library.exists() else 0
        is_stale = is_stale or any(file.stat().st_mtime > made for file in files)
        if not is_stale:
            continue
        subprocess.run(["swiftc", *FLAGS, *includes, "-enable-testing", "-wmo", "-emit-module",
                        "-emit-library", "-static", "-module-name", module,
                        "-enable-upcoming-feature", "MemberImportVisibility",
                        "-o", str(library), *map(str, files)],
                       check=True, cwd=BUILD)
    program = BUILD / "fuzz"
    # The linker warns of every symbol of the sanitizer, which is of use only if it fails.
    linking = subprocess.run(["swiftc", *FLAGS, *includes, "-o", str(program), "-module-name", "FuzzReaders",
                    str(ROOT / "Tests/Scripts/FuzzReaders.swift"), "-lPaperSources", "-lPaperModel",
                    "-lGraphCore", *libraries], cwd=BUILD, capture_output=True, text=True)
    if linking.returncode:
        sys.exit(linking.stderr)
    return program


def fuzz(program, reader, seconds, kept):
    """Runs one reader; the number of inputs that stopped it."""
    with tempfile.TemporaryDirectory() as corpus:
        for file in FIXTURES.iterdir():
            shutil.copy(file, corpus)
        run = subprocess.run(
            [str(program), corpus, f"-max_total_time={seconds}", "-max_len=8192", "-timeout=20",
             "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1", "-seed=1",
             f"-artifact_prefix={kept}/{reader}-"],
            capture_output=True, text=True, errors="replace",
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PAPERGRAPH_FUZZ_TARGET": reader, "SWIFT_BACKTRACE": "enable=no"})
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", run.stderr))
    coverage = re.findall(r"cov: (\d+)", run.stderr)
    print(f"{reader:16} {stats.get('number_of_executed_units', '?'):>9} runs "
          f"{stats.get('average_exec_per_sec', '?'):>6}/s  {coverage[-1] if coverage else '?':>6} "
          f"edges  {stats.get('peak_rss_mb', '?'):>5} MiB  "
          f"{'ok' if run.returncode == 0 else 'STOPPED'}", flush=True)
    if run.returncode:
        lines = [line for line in run.stderr.splitlines()
                 if "Fatal error" in line or "ERROR" in line or "Test unit written" in line]
        print("\n".join("    " + line[:2000] for line in lines), flush=True)
    return run.returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--readers", default=",".join(READERS))
    parser.add_argument("--keep", default=BUILD / "stopped", type=pathlib.Path)
    arguments = parser.parse_args()
    readers = arguments.readers.split(",")
    if unknown := set(readers) - set(READERS):
        parser.error(f"no reader is called {', '.join(sorted(unknown))}")
    program = build()
    arguments.keep.mkdir(parents=True, exist_ok=True)
    stopped = sum(fuzz(program, reader, arguments.seconds, arguments.keep) for reader in readers)
    sys.exit(1 if stopped else 0)


main()
