"""Other GraphQL servers on the same tables, one at a time beside ours.

A peer is a directory that has peer.json, `install` and `serve` (README.md says what they must be).
What cannot be installed, started or asked is listed with the reason, and so is a workload whose
answer differs from what PostgreSQL has; neither has a number.
"""

import argparse
import contextlib
import json
import os
import subprocess

import process
from load import CONNECTIONS, Wrk, in_turns, median_of, open_loop, turn_of
from reads import OPEN_LOOP
from servers import Failed, Peer, Server
from workloads import READS, Requests
from writes import (HOT, READ_AMONG_WRITES, WRITERS, Mutations, Updates, all_posts, make_ready,
                    write_turn)

INSTALL_SECONDS = 1800
QUICK = ("C3", "Q2b", "L20", "M1")  # what --quick times; answers are compared of all


def discover(arguments):
    found = []
    for name in sorted(os.listdir(arguments.peers)):
        directory = os.path.join(os.path.abspath(arguments.peers), name)
        path = os.path.join(directory, "peer.json")
        if not os.path.exists(path) or (arguments.peer and name not in arguments.peer):
            continue
        with open(path, encoding="utf-8") as file:
            described = json.load(file)
        found.append(described | {
            "directory": directory, "directory_name": name,
            "build": os.path.join(os.path.abspath(arguments.builds), name),
            "not_run": described.get("not_run"), "reads": [], "open_loop": [], "writes": []})
    missing = set(arguments.peer or ()) - {one["directory_name"] for one in found}
    if missing:
        raise SystemExit(f"error: no peer {', '.join(missing)} in {arguments.peers}")
    return found


def install(peer, arguments, say):
    """Fails with the last line that the peer's own program says."""
    if arguments.no_install:
        if not os.path.isdir(peer["build"]):
            raise Failed("not installed (--no-install)")
        return
    if peer["directory_name"] in arguments.installed:
        return
    say(f"installing {peer['name']}")
    os.makedirs(peer["build"], exist_ok=True)
    log = os.path.join(os.path.dirname(peer["build"]), f"{peer['directory_name']}.log")
    with open(log, "w+", encoding="utf-8", errors="replace") as out:
        code = install_code(peer, out)
        out.seek(0)
        said = out.read().strip().splitlines()
    if code:
        raise Failed(f"not installed: {said[-1] if said else 'install said nothing'}")
    arguments.installed.append(peer["directory_name"])


def install_code(peer, out):
    try:
        child = subprocess.Popen(
            [os.path.join(peer["directory"], "install")], cwd=peer["directory"],
            env=os.environ | {"PEER_BUILD": peer["build"]}, stdin=subprocess.DEVNULL,
            stdout=out, stderr=out, start_new_session=True)
    except OSError as error:
        raise Failed(f"not installed: {error}") from error
    try:
        return child.wait(INSTALL_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"not installed: it took more than {INSTALL_SECONDS} s") from error
    finally:
        process.end_session(child.pid)
        child.wait()


class Beside:
    """One peer beside our server, both running."""

    def __init__(self, arguments, cluster, say, peer, ours, theirs):
        self.arguments, self.cluster, self.say = arguments, cluster, say
        self.peer, self.ours, self.theirs = peer, ours, theirs

    def document(self, workload):
        return self.peer["documents"].get(workload.name)

    def asked(self, workload):
        """The same of each: ours in our words, theirs in theirs."""
        return (Requests(workload, self.ours, self.cluster, self.arguments),
                Requests(workload, self.theirs, self.cluster, self.arguments, self.document(workload)))

    def rounds(self, name, ours, theirs):
        return in_turns(self.arguments, f"{self.peer['name']}, {name}", self.say,
                        {"server": ours, "peer": theirs}, ["peer"])

    def is_timed(self, name):
        return not self.arguments.quick or name in QUICK

    def read(self, workload):
        ours, theirs = self.asked(workload)
        if not self.is_timed(workload.name):
            return {"what": workload.name, "rounds": []}
        rounds = self.rounds(workload.name,
                             turn_of(self.cluster, Wrk(self.ours, ours, CONNECTIONS)),
                             turn_of(self.cluster, Wrk(self.theirs, theirs, CONNECTIONS)))
        if workload.name in OPEN_LOOP:
            self.peer["open_loop"] += open_loop(
                self.arguments, workload.name, self.theirs, theirs,
                median_of(rounds, "peer", "per_second"))
        return {"what": workload.name, "rounds": rounds}

    def writes(self, updates):
        """The readers' answers are compared first, while read tables have what tables have."""
        readers = (None, None)
        if self.document(READ_AMONG_WRITES):
            asked = self.asked(READ_AMONG_WRITES)
            for one in asked:
                one.answer_bytes = None  # titles change meanwhile
            readers = [Wrk(server, one, CONNECTIONS)
                       for server, one in zip((self.ours, self.theirs), asked)]
        posts = all_posts(self.cluster)
        self.write("M1", updates, posts, CONNECTIONS)
        self.write("M1 hot", updates, [HOT], CONNECTIONS)
        if readers[0]:
            self.write("X1", updates, posts, WRITERS, readers)

    def write(self, name, updates, posts, writers, readers=(None, None)):
        if not self.is_timed(name):
            return
        ours = Mutations(self.ours, self.cluster, self.arguments, posts, updates)
        theirs = Mutations(self.theirs, self.cluster, self.arguments, posts, updates, 1,
                           self.peer["documents"]["M1"])
        self.peer["writes"].append({"what": name, "rounds": self.rounds(
            name, write_turn(self.cluster, updates, 2, Wrk(self.ours, ours, writers), readers[0]),
            write_turn(self.cluster, updates, 1, Wrk(self.theirs, theirs, writers), readers[1]))})


@contextlib.contextmanager
def beside(arguments, cluster, say, peer):
    if os.path.exists(os.path.join(peer["directory"], "setup.sql")):
        cluster.sql_file(os.path.join(peer["directory"], "setup.sql"))
    arguments = argparse.Namespace(**vars(arguments) | {
        "seconds": arguments.peer_seconds, "rounds": arguments.peer_rounds})
    with Server(arguments.program, cluster) as ours, Peer(peer, cluster) as theirs:
        yield Beside(arguments, cluster, say, peer, ours, theirs)


def measure_reads(arguments, cluster, say, peers):
    for peer in peers:
        if peer["not_run"]:
            continue
        try:
            install(peer, arguments, say)
            with beside(arguments, cluster, say, peer) as pair:
                for workload in READS:
                    if pair.document(workload):
                        peer["reads"].append(attempted(pair, workload))
        except Failed as failure:
            peer["not_run"] = str(failure)
            say(f"  {peer['name']}: {failure}")


def attempted(pair, workload):
    try:
        return pair.read(workload)
    except Failed as failure:
        pair.say(f"  {pair.peer['name']}, {workload.name}: {failure}")
        return {"what": workload.name, "failed": str(failure), "rounds": []}


def measure_writes(arguments, cluster, say, peers):
    for peer in peers:
        if peer["not_run"] or "M1" not in peer["documents"]:
            continue
        make_ready(cluster)
        updates = Updates(cluster)
        try:
            with beside(arguments, cluster, say, peer) as pair:
                pair.writes(updates)
            updates.check()
        except Failed as failure:
            say(f"  {peer['name']}, writes: {failure}")
            peer["writes"] = [{"what": "writes", "failed": str(failure), "rounds": []}]
