"""What is measured without a server, by programs with tables of their own (./dev bench text, ./dev
bench micro). They run here so that their bars are in the one table, of the same run."""

import json
import os
import subprocess
import sys
import tempfile

from cluster import ROOT

# A name: the program, its script in bench/, and arguments for a whole and for a quick run.
PROGRAMS = {
    "text": ("text_bench", "text/text.py", ["--seconds", "0.2", "--rounds", "3"],
             ["--seconds", "0.05", "--rounds", "1"]),
    "transform": ("transform_bench", "micro/transform.py", ["--no-kernels"],
                  ["--no-kernels", "--seconds", "0.02", "--repetitions", "1"]),
}
SECONDS = 600


def measure(arguments, say):
    return {name: one(arguments, say, name) for name in PROGRAMS}


def one(arguments, say, name):
    """What it has written, or why it has not: {"not_run": reason}."""
    program, script, whole, quick = PROGRAMS[name]
    path = os.path.join(arguments.bin, program)
    if not os.path.exists(path):
        return {"not_run": f"{program} is not built"}
    say(f"{name}: bench/{script}")
    with tempfile.TemporaryDirectory() as directory:
        written = os.path.join(directory, "found.json")
        try:
            ended = subprocess.run(
                [sys.executable, os.path.join(ROOT, "bench", script), "--program",
                 os.path.abspath(path), "--json", written, *(quick if arguments.quick else whole)],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return {"not_run": f"bench/{script} did not end within {SECONDS} s"}
        say(ended.stdout.rstrip())
        if ended.returncode:
            said = ended.stdout.strip().splitlines()
            return {"not_run": f"bench/{script} failed: {said[-1] if said else 'it said nothing'}"}
        with open(written, encoding="utf-8") as file:
            return json.load(file)
