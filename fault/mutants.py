#!/usr/bin/env python3
"""Breaks copies of the program where it says who asks, and where it cleans up behind functions:
the leak test must fail on each (./dev fault --mutants).

usage: mutants.py [--only NAME ...]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


@dataclass(frozen=True)
class Change:
    """`old` stands in the file exactly once."""

    file: str
    old: str
    new: str


CLAIM = 'std::string value = context.claim(one.claim).value_or("");'
MUTANTS = {
    "no-settings": (
        Change("src/execution/session.cpp", CLAIM, "std::string value;"),),
    "settings-of-somebody": (
        # Settings hold for the session, and who says nothing is told nothing.
        Change("src/sql/session.cpp", '", true)"', '", false)"'),
        Change("src/execution/session.cpp", "if (reads_ == nullptr) return made();",
               "if (reads_ == nullptr || !context.claims) return made();")),
    "no-role": (
        Change("src/execution/session.cpp", "if (!asked) return role.anonymous;",
               'if (asked || !asked) return std::string("none");'),),
    "role-of-anybody": (
        Change("src/execution/session.cpp", "  return *asked;", "  return role.allowed.front();"),),
    "no-clean-up": (
        Change("src/execution/execute.cpp",
               "if (command.statement->is_call) work.then = postgres::aftermath::clean;", ""),),
    "locks-stay": (
        Change("src/sql/session.cpp", "SELECT pg_catalog.pg_advisory_unlock_all(), ", "SELECT "),),
    "tables-stay": (
        Change("src/sql/session.cpp", 'made_of("DISCARD TEMP"),', ""),),
}


class Copy:
    """The sources of the working tree, and a release build of them."""

    def __init__(self, directory):
        self._directory = directory
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True,
                               capture_output=True, text=True).stdout.split("\0")
        for name in filter(None, files):
            if os.path.exists(os.path.join(ROOT, name)):  # or it is about to be deleted
                self.restore(name)
        # One cache of compilations, wherever the copy is.
        self._environment = os.environ | {"CCACHE_BASEDIR": directory, "CCACHE_NOHASHDIR": "1"}
        self._run("cmake", "--preset", "release", "-DCMAKE_UNITY_BUILD=ON")

    def restore(self, name):
        target = os.path.join(self._directory, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(os.path.join(ROOT, name), target)
        os.utime(target)

    def change(self, one):
        path = os.path.join(self._directory, one.file)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text.count(one.old) != 1:
            raise SystemExit(f"error: not once in {one.file}: {one.old}; mend fault/mutants.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(one.old, one.new))

    def build(self):
        self._run("cmake", "--build", "--preset", "release", "--target", "fraiseql_program")
        return os.path.join(self._directory, "build/release/bin/fraiseql")

    def _run(self, *command):
        ended = subprocess.run(command, cwd=self._directory, env=self._environment, check=False,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ended.returncode != 0:
            raise SystemExit(f"error: {' '.join(command)} failed\n{ended.stdout[-3000:]}")


def passes(program):
    """Whether the leak test does; and its first fault."""
    ended = subprocess.run([sys.executable, os.path.join(HERE, "leak.py"), program, "--short",
                            "--seed", "1"], check=False, capture_output=True, text=True)
    said = [line.strip() for line in ended.stdout.splitlines() if "FAULT" in line]
    if ended.returncode not in (0, 1) or (ended.returncode == 1) != bool(said):
        raise SystemExit(f"error: the leak test: {ended.returncode}\n{ended.stderr[-3000:]}")
    return ended.returncode == 0, said[0] if said else ""


def main():
    parser = argparse.ArgumentParser(prog="./dev fault --mutants",
                                     description=__doc__.split(":")[0])
    parser.add_argument("--only", nargs="+", choices=MUTANTS, default=list(MUTANTS), metavar="NAME",
                        help=f"of {', '.join(MUTANTS)}")
    chosen = parser.parse_args().only
    survivors = []
    with tempfile.TemporaryDirectory(prefix="fraiseql-mutants-") as directory:
        copy = Copy(directory)
        is_well, fault = passes(copy.build())
        if not is_well:
            raise SystemExit(f"error: the leak test fails on what is not changed: {fault}")
        for name in chosen:
            for one in MUTANTS[name]:
                copy.change(one)
            survives, fault = passes(copy.build())
            print(f"{name}: {'SURVIVES' if survives else 'is seen'} {fault[:300]}", flush=True)
            if survives:
                survivors.append(name)
            for one in MUTANTS[name]:
                copy.restore(one.file)
    print(f"{len(survivors)} of {len(chosen)} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
