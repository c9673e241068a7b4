#!/usr/bin/env python3
"""Single stages of the engine, by Google Benchmark: parsing and validation of documents, the body
of a request, a prepared operation that is found again, a filter on its way to SQL.

The repetitions of all benchmarks are mixed; the table has the median CPU time of one operation,
the least and the most. Behind it parsing and validation once more, of random queries and in turns
with graphql-js (bench/text/text.py). bench/README.md says how to read it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "text"))

import text  # noqa: E402

# How many times as long graphql-js takes to parse the random queries, and what would be better.
BARS = {"bar": 9, "moonshot": 15}


def measure(program, directory, seconds, repetitions):
    """Of each benchmark the times of its repetitions, in nanoseconds."""
    done = subprocess.run(
        [program, directory, f"--benchmark_min_time={seconds}",
         f"--benchmark_repetitions={repetitions}", "--benchmark_format=json",
         "--benchmark_enable_random_interleaving=true"],
        check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"error: {program} failed")
    found = {}
    for one in json.loads(done.stdout)["benchmarks"]:
        if one["run_type"] == "iteration":
            found.setdefault(one["run_name"], []).append(one["cpu_time"])
    return found


def print_table(times):
    print(f"{'benchmark':32} {'median us':>10} {'least':>9} {'most':>9}")
    for name, of_one in sorted(times.items()):
        print(f"{name:32} {statistics.median(of_one) / 1000:10.3f} {min(of_one) / 1000:9.3f}"
              f" {max(of_one) / 1000:9.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="build/release/bin/micro_bench")
    parser.add_argument("--text-program", required=True, help="build/release/bin/text_bench")
    parser.add_argument("--seconds", type=float, default=0.2, help="of a repetition, at least")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--json", help="where to write every number")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        schema_file = os.path.join(directory, "schema.sdl")
        with open(schema_file, "w", encoding="utf-8") as file:
            file.write(text.schema())
        documents = text.documents()
        for name, document in documents.items():
            with open(os.path.join(directory, name + ".graphql"), "w", encoding="utf-8") as file:
                file.write(document)
        times = measure(arguments.program, directory, arguments.seconds, arguments.repetitions)
        print_table(times)
        print()
        beside = text.compare(arguments.text_program, schema_file, directory,
                              {text.RANDOM: documents[text.RANDOM]}, 0.5, arguments.repetitions)
    ratio = beside[f"{text.RANDOM}, parse"]["ratio"]
    print(f"\nparsing, over graphql-js: {ratio:.1f}; the bar is {BARS['bar']}, the moonshot"
          f" {BARS['moonshot']}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"cpu_ns": times, "beside_graphql_js": beside, "bars": BARS}, file, indent=1)


if __name__ == "__main__":
    main()
