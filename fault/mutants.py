#!/usr/bin/env python3
"""Breaks copies of the program where it says who asks, where it decides who may share what, and
where it cleans up behind functions: the leak test must fail on each (./dev fault --mutants).

usage: mutants.py [--only NAME ...]
"""

import argparse
import filecmp
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


@dataclass(frozen=True)
class Change:
    """`old` stands in the file exactly once."""

    file: str
    old: str
    new: str


FLIGHT = "src/postgres/flight.cpp"
LANE = "src/postgres/lane.cpp"
SAME_SESSION = ("if (!is_same_session(one.work.session.get(), first.work.session.get())) "
                "return false;")
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
               "if (statement->is_call) work.then",
               "if (statement->is_call && first_ > last_) work.then"),),
    "locks-stay": (
        Change("src/sql/session.cpp", "SELECT pg_catalog.pg_advisory_unlock_all(), ", "SELECT "),),
    "tables-stay": (
        Change("src/sql/session.cpp", 'made_of("DISCARD TEMP"),', ""),),
    "claims-of-anybody": (
        Change("src/auth/verified_tokens.cpp", "by_token_.find(token)", "by_token_.begin()"),),
    # Who goes with whom.
    "flights-mix-sessions": (
        Change(FLIGHT, SAME_SESSION, f"if (with_ == company::equals && {SAME_SESSION[4:]}"),),
    "shared-lists-mix-sessions": (
        Change(FLIGHT, SAME_SESSION, f"if (with_ == company::all && {SAME_SESSION[4:]}"),),
    "sessions-are-all-the-same": (
        Change(FLIGHT, "  return one == other || is_same(*one, *other);", "  return true;"),),
    "equal-by-statement-alone": (
        Change(FLIGHT, "[](const auto& a, const auto& b) { return is_same(a, b); }",
               "[](const auto& a, const auto& b) { return is_same(a, b) || a.oid == b.oid; }"),),
    "row-of-the-next-key": (
        Change(FLIGHT, "at != all.rows.end() && at->key == key_", "at != all.rows.end()"),),
    # Where a session is told.
    "flights-tell-nothing": (
        Change(FLIGHT, "    shipment_.session = at->work.session.get();",
               "    if (with_ != company::all) shipment_.session = at->work.session.get();"),),
    "lists-tell-nothing": (
        Change(FLIGHT, "    shipment_.session = at->work.session.get();",
               "    if (with_ != company::equals) shipment_.session = at->work.session.get();"),),
    "not-told-behind-a-call": (
        Change("src/postgres/in_flight.cpp",
               "now = one->statement->is_call ? teller::nobody_knows : wanted;", "now = wanted;"),),
    "not-told-when-alone": (
        Change(LANE, "          .session = of.session,\n", "          .session = {},\n"),),
    "lent-without-session": (
        Change("src/postgres/lending.cpp", "  one.work.asked_by = key.get();",
               "  one.work.asked_by = key.get();\n  one.work.session = nullptr;"),),
    "streams-tell-nothing": (
        Change("src/execution/stream.cpp", ".done = {}, .session = session_};", ".done = {}};"),),
    "no-clean-up-behind-streams": (
        Change("src/execution/stream.cpp",
               "if (one.statement->is_call) work.then = postgres::aftermath::clean;", ""),),
    "keys-of-anybody": (
        Change("src/execution/idempotency.cpp",
               'return hashed({claim(asked.context, "iss"), subject,', "return hashed({"),),
}


class Copy:
    """The sources of the working tree, and a build of them that is quick to make. It stays, so that
    the next run compiles what has changed since."""

    def __init__(self, directory):
        self._directory = directory
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True,
                               capture_output=True, text=True).stdout.split("\0")
        # Not those that are about to be deleted.
        names = {name for name in files if name and os.path.exists(os.path.join(ROOT, name))}
        self._remove_all_but(names)
        for name in sorted(names):
            self.restore(name)
        self._environment = {"CCACHE_BASEDIR": ROOT, "CCACHE_NOHASHDIR": "1"} | os.environ
        self._run("cmake", "--preset", "release", "-DCMAKE_CXX_FLAGS_RELEASE=-O0 -DNDEBUG")

    def _remove_all_but(self, names):
        """What a run before had and the sources have no more."""
        for place, directories, files in os.walk(self._directory):
            if place == self._directory and "build" in directories:
                directories.remove("build")
            for file in files:
                path = os.path.join(place, file)
                if os.path.relpath(path, self._directory) not in names:
                    os.remove(path)

    def restore(self, name):
        """What is as it should be is left alone, or it would be compiled again."""
        source, target = os.path.join(ROOT, name), os.path.join(self._directory, name)
        if os.path.exists(target) and filecmp.cmp(source, target, shallow=False):
            return
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(source, target)  # not its time, which may be older than what was compiled

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
    command = [sys.executable, os.path.join(HERE, "leak.py"), program, "--short", "--seed", "1"]
    said = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as child:
        for line in child.stdout:
            said.append(line.strip())
            if "FAULT" in line:
                child.send_signal(signal.SIGINT)  # one is enough; it stops what it started
                child.stdout.read()
                return False, line.strip()
    if child.returncode != 0:
        last = "\n".join(said[-30:])
        raise SystemExit(f"error: the leak test: {child.returncode}\n{last}")
    return True, ""


def main():
    parser = argparse.ArgumentParser(prog="./dev fault --mutants",
                                     description=__doc__.split(":")[0])
    parser.add_argument("--only", nargs="+", choices=MUTANTS, default=list(MUTANTS), metavar="NAME",
                        help=f"of {', '.join(MUTANTS)}")
    chosen = parser.parse_args().only
    survivors = []
    copy = Copy(os.path.join(ROOT, "build", "mutants"))
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
