#!/usr/bin/env python3
"""The transform by itself: jsonb text in, an answer's JSON out.

Four sizes of documents by three selections, 12 cells, and the rows of a statement, which stand
apart. Beside it, in one process and taking turns, the same transform written with simdjson's DOM,
and memcpy of the input; right after it, the same in Python and for Node, in processes of their
own. All get the same documents (transform/inputs.py), which PostgreSQL, where it is installed, must
print just so, and must give the same answers before anything is timed. Times are CPU time.
"""

import argparse
import glob
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARTS = os.path.join(HERE, "transform")
sys.path[:0] = [os.path.dirname(HERE), PARTS]

import cluster  # noqa: E402
import inputs  # noqa: E402

# What a processor must have for a kernel of the transform.
KERNELS = {"avx512": {"avx2", "pclmulqdq", "bmi1", "avx512f", "avx512bw", "avx512_vbmi2"},
           "avx2": {"avx2", "pclmulqdq", "bmi1"}, "sse2": {"sse2"}, "scalar": set()}
# What is compared: the least geomean and the least cell, and what would be better still.
BARS = {"dom": {"geomean": 1.9, "worst": 1.5, "moonshot": 2.5},
        "python": {"geomean": 35, "moonshot": 50}}
NAMES = {"dom": "simdjson DOM", "python": "Python", "node": "Node"}


def check_documents(documents, directory):
    """That PostgreSQL prints the documents as they are. Gives its version, or None."""
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb") and shutil.which("initdb") is None:
        return None
    script = os.path.join(directory, "documents.sql")
    with open(script, "w", encoding="utf-8") as file:
        file.write("create table document (stored text);\n")
        for text in (one for texts in documents.values() for one in texts):
            file.write(f"insert into document values ($document${text}$document$);\n")
        file.write("do $$ begin if exists (select from document where stored::jsonb::text"
                   " is distinct from stored) then raise 'a document is not jsonb text';"
                   " end if; end $$;\n")
    with cluster.Cluster() as postgres:
        postgres.sql_file(script)
        return postgres.version()


def run(*command, **options):
    done = subprocess.run(command, check=False, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip() or f"error: {command[0]} failed")
    return done.stdout


def measure(program, directory, seconds, repetitions, kernel=None, only=None):
    """The times in microseconds by the names of transform_bench, and the kernel that was used."""
    environment = {**os.environ, **({"FRAISEQL_KERNEL": kernel} if kernel else {})}
    command = [program, directory, f"--benchmark_min_time={seconds}",
               f"--benchmark_repetitions={repetitions}", "--benchmark_format=json",
               "--benchmark_enable_random_interleaving=true"]
    if only:
        command.append(f"--benchmark_filter={only}")
    got = json.loads(run(*command, env=environment))
    found = {}
    for one in got["benchmarks"]:
        if one["run_type"] == "iteration":
            found.setdefault(one["run_name"], []).append(one["cpu_time"] / 1000)
    return found, got["context"]["kernel"]


def spread(times):
    return (max(times) - min(times)) / statistics.median(times)


def ratios(times, of=statistics.median):
    """How many times longer the DOM took than ours, by cell."""
    return {name.removeprefix("ours/"): of(times[name.replace("ours/", "dom/")]) / of(mine)
            for name, mine in times.items() if name.startswith("ours/")}


def node_program():
    pinned = glob.glob(os.path.join(ROOT, "tests", "oracle", "node_modules", "node-linux-*", "bin",
                                    "node"))
    return pinned[0] if pinned else shutil.which("node")


def allocations(directory):
    with open(os.path.join(directory, "allocations.txt"), encoding="utf-8") as file:
        return {name: (float(ours), float(dom)) for name, ours, dom in map(str.split, file)}


def geomean(values):
    return math.exp(statistics.fmean(map(math.log, values)))


def summary(cells):
    """Geomean and worst of the 12 cells against each of the others."""
    of_documents = [one for name, one in cells.items() if not name.startswith("rows/")]
    found = {}
    for other in NAMES:
        over = [one["over"][other] for one in of_documents if other in one["over"]]
        if over:
            found[other] = {"geomean": geomean(over), "worst": min(over)}
    return found


def print_table(cells, found):
    print(f"{'cell':10} {'bytes':>8} {'ours us':>9} {'spread':>6} {'GB/s':>5} {'x DOM':>6}"
          f" {'/ memcpy':>8} {'x Python':>8} {'x Node':>7} {'allocations':>11}")
    for name, one in cells.items():
        over = {other: f"{one['over'][other]:.{places}f}" if other in one["over"] else "-"
                for other, places in (("dom", 2), ("python", 1), ("node", 1))}
        print(f"{name:10} {one['bytes']:8.0f} {one['ours_us']:9.3f} {one['spread']:6.0%}"
              f" {one['bytes'] / one['ours_us'] / 1000:5.2f} {over['dom']:>6}"
              f" {one['over_memcpy']:8.1f} {over['python']:>8} {over['node']:>7}"
              f" {one['allocations']:11.2f}")
    print(f"\n{'of the 12 cells':16} {'geomean':>8} {'worst':>7}  bars")
    for other, name in NAMES.items():
        if other not in found:
            continue
        bars = BARS.get(other, {})
        said = [f"{what} {'>= ' if what != 'moonshot' else 'geomean >= '}{bar} "
                + ("met" if found[other][what if what != "moonshot" else "geomean"] >= bar
                   else "missed") for what, bar in bars.items()]
        print(f"x {name:14} {found[other]['geomean']:8.2f} {found[other]['worst']:7.2f}  "
              + ", ".join(said))


def per_kernel(program, directory, seconds, repetitions):
    """The ratios over the DOM of each kernel of the transform that the processor has."""
    with open("/proc/cpuinfo", encoding="ascii") as file:
        flags = next((set(line.split()) for line in file if line.startswith("flags")), set())
    got = {}
    print(f"\n{'kernel':10} {'x DOM, geomean':>14} {'worst':>7}")
    for kernel, needs in KERNELS.items():
        if not needs <= flags:
            print(f"{kernel:10} {'this processor has it not':>22}")
            continue
        times, used = measure(program, directory, seconds, repetitions, kernel,
                              "^(ours|dom)/[^r]")
        if used != kernel:
            raise SystemExit(f"error: transform_bench used the kernel {used} and not {kernel}")
        over = ratios(times)
        got[kernel] = {"geomean": geomean(over.values()), "worst": min(over.values()),
                       "over_dom": over}
        print(f"{kernel:10} {got[kernel]['geomean']:14.2f} {got[kernel]['worst']:7.2f}")
    return got


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program",
                        default=os.path.join(ROOT, "build/release/bin/transform_bench"))
    parser.add_argument("--seconds", type=float, default=0.1, help="of each turn")
    parser.add_argument("--repetitions", type=int, default=7, help="turns of each")
    parser.add_argument("--only", choices=("native",), help="leaves Python and Node out")
    parser.add_argument("--no-kernels", action="store_true",
                        help="only the kernel that the transform chooses by itself")
    parser.add_argument("--json", default=os.path.join(ROOT, "build/bench-transform.json"))
    arguments = parser.parse_args()
    turns = (arguments.seconds, arguments.repetitions)
    with tempfile.TemporaryDirectory() as directory:
        documents = inputs.write(directory)
        postgresql = check_documents(documents, directory)
        times, kernel = measure(arguments.program, directory, *turns)
        others = {}
        if arguments.only is None:
            walk = (directory, str(arguments.seconds), str(arguments.repetitions))
            others["python"] = json.loads(run(
                sys.executable, os.path.join(PARTS, "transform_walk.py"), *walk))
            if node_program() is not None:
                others["node"] = json.loads(run(
                    node_program(), os.path.join(PARTS, "transform_walk.mjs"), *walk))
        allocated = allocations(directory)
        cells = {}
        for name in allocated:
            size = name.partition("/")[0]
            total = sum(len(text.encode()) for text in documents[size])
            ours, dom, memcpy = (statistics.median(times[one]) for one in (
                f"ours/{name}", f"dom/{name}", f"memcpy/{size}/a"))
            cells[name] = {
                "bytes": total if size == "rows" else total / len(documents[size]),
                "ours_us": ours, "spread": spread(times[f"ours/{name}"]),
                "dom_us": dom, "memcpy_us": memcpy,
                **{f"{other}_us": of[name] for other, of in others.items()},
                "over": {"dom": dom / ours,
                         **{other: of[name] / ours for other, of in others.items()}},
                "over_memcpy": ours / memcpy,
                "allocations": allocated[name][0], "dom_allocations": allocated[name][1]}
        found = summary(cells)
        least = geomean(over for name, over in ratios(times, min).items()
                        if not name.startswith("rows/"))
        versions = {"python": sys.version.split()[0],
                    "node": run(node_program(), "--version").strip() if node_program() else None,
                    "postgresql": postgresql}
        print(f"kernel {kernel}; Python {versions['python']}, Node {versions['node']}; the"
              " documents " + (f"are what PostgreSQL {postgresql} prints" if postgresql else
                               "were not compared with PostgreSQL, which is not installed"))
        print_table(cells, found)
        print(f"x simdjson DOM by the least times instead of medians: geomean {least:.2f}")
        kernels = ({} if arguments.no_kernels
                   else per_kernel(arguments.program, directory, *turns))
    with open(arguments.json, "w", encoding="utf-8") as file:
        json.dump({"cells": cells, "of_12": found, "dom_geomean_of_least": least, "bars": BARS,
                   "kernel": kernel, "kernels": kernels, "versions": versions}, file, indent=1)


if __name__ == "__main__":
    main()
