#!/usr/bin/env python3
"""Whether memory grows: a server under a modest load of everything for half an hour, look-ups,
lists, mutations, errors, bad requests, clients that leave, new connections, and documents that were
never seen before. Resident memory is looked at each 10 s; what the second half adds is the verdict.
"""

import argparse
import json
import os
import random
import signal
import sys
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import process  # noqa: E402
from clients import Client, Gone, request_of  # noqa: E402
from cluster import ROOT, Cluster  # noqa: E402
from fit import verdict  # noqa: E402
from servers import Failed, Server  # noqa: E402
from workloads import LIST, NESTED_POSTS, ONE_USER, body_of, fill_with_blog, user_id  # noqa: E402
from writes import MUTATION  # noqa: E402

CLIENTS = 8
SAMPLE_SECONDS, LEAST_SAMPLES = 10, 12
RATE = 200
USERS = 1_000


class Asker:
    """One of the clients, a thread: keeps a connection, and now and then needs another one."""

    def __init__(self, port, users, seed):
        self._port, self._users = port, users
        self._choice = random.Random(seed)
        self._client = None
        self.did, self.wrong = {}, []
        # How often each is done, of a hundred times.
        self._kinds, self._weights = zip(*(
            (self.look_up, 45), (self.list, 15), (self.nested, 5), (self.mutation, 10),
            (self.unknown_document, 5), (self.error, 6), (self.bad_request, 5),
            (self.leave, 4), (self.new_connection, 5)), strict=True)

    def one(self):
        kind = self._choice.choices(self._kinds, self._weights)[0]
        name = kind.__name__
        try:
            kind()
            self.did[name] = self.did.get(name, 0) + 1
        except (Gone, OSError, ValueError) as error:
            self.wrong.append(f"{name}: {type(error).__name__} {error}")
            self.disconnect()

    def disconnect(self):
        if self._client:
            self._client.close()
        self._client = None

    def look_up(self):
        self._must(200, ONE_USER, {"id": user_id(self._choice.randint(1, self._users))})

    def list(self):
        self._must(200, LIST, {"limit": self._choice.choice((20, 20, 20, 100))})

    def nested(self):
        self._must(200, NESTED_POSTS.document, {})

    def mutation(self):
        post = f"post-{self._choice.randint(1, self._users * 5)}"
        self._must(200, MUTATION, {"post": post, "title": f"Title {self._choice.random()}"})

    def unknown_document(self):
        """That the server has not prepared."""
        alias = f"a{self._choice.getrandbits(60):x}"
        self._must(200, f"query($id: ID!) {{ {alias}: user(id: $id) {{ name }} }}", {"id": user_id(1)})

    def error(self):
        document, variables = self._choice.choice((
            ("{ users { nobody } }", {}), ("{ users(limit: -1) { name } }", {}), ("{ users {", {}),
            (MUTATION, {"post": "nobody's", "title": "Title"}), (ONE_USER, {"id": "no uuid"})))
        self._must((200, 400), document, variables, errors=True)

    def bad_request(self):
        data = self._choice.choice((
            b"no HTTP at all\r\n\r\n", b"GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n",
            b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n", request_of("{ no JSON"),
            b"DELETE /graphql HTTP/1.1\r\nhost: a\r\n\r\n"))
        client = Client(self._port)
        try:
            status, _ = client.ask(data)
        finally:
            client.close()
        if status < 400:
            raise ValueError(f"{data!r} was answered {status}")

    def leave(self):
        """In the middle of a request, or before its answer."""
        whole = request_of(body_of(LIST, {"limit": 100}))
        client = Client(self._port)
        client.send(whole[:self._choice.choice((10, len(whole) - 5, len(whole)))])
        client.close()

    def new_connection(self):
        self.disconnect()
        self.look_up()

    def _must(self, status, document, variables, errors=False):
        self._client = self._client or Client(self._port)
        got, body = self._client.ask(request_of(body_of(document, variables)))
        if got not in (status if isinstance(status, tuple) else (status,)) \
                or ("errors" in json.loads(body)) != errors:
            raise ValueError(f"{document} was answered {got} {body[:200]!r}")


def keep_asking(asker, rate, ends):
    """At that rate, and later than that when the server is; nothing is left out."""
    due = time.monotonic()
    while due < ends.at:
        now = time.monotonic()
        if due > now:
            time.sleep(min(due, ends.at) - now)
        asker.one()
        due += 1 / rate
    asker.disconnect()


class Ends:
    """When to stop, which may come sooner."""

    def __init__(self, at):
        self.at = at


def sample(server, begun, ends, every, say):
    """Seconds, resident MiB and open descriptors, until the end."""
    found, at = [], begun
    while at <= ends.at:
        time.sleep(max(0, at - time.monotonic()))
        found.append((at - begun, process.memory_mib(server.pid, "VmRSS"), process.open_files(server.pid)))
        if (len(found) - 1) % 6 == 0:
            say(f"  {found[-1][0]:5.0f} s: {found[-1][1]:.2f} MiB, {found[-1][2]} descriptors")
        at += every
    return found


def run(arguments, server, say):
    seconds = arguments.minutes * 60
    askers = [Asker(server.port, arguments.users, arguments.seed + at) for at in range(CLIENTS)]
    begun = time.monotonic()
    ends = Ends(begun + seconds)
    before = process.open_files(server.pid)
    threads = [threading.Thread(target=keep_asking, args=(one, arguments.rate / CLIENTS, ends))
               for one in askers]
    for thread in threads:
        thread.start()
    try:
        samples = sample(server, begun, ends, min(SAMPLE_SECONDS, seconds / LEAST_SAMPLES), say)
    finally:
        ends.at = 0
        for thread in threads:
            thread.join()
    taken = time.monotonic() - begun
    time.sleep(1)  # until the server has seen who left
    did = {}
    for asker in askers:
        for name, count in asker.did.items():
            did[name] = did.get(name, 0) + count
    wrong = [one for asker in askers for one in asker.wrong]
    return {"minutes": arguments.minutes, "rate": arguments.rate, "per_second": sum(did.values()) / taken,
            "did": dict(sorted(did.items())), "wrong": len(wrong), "wrong_first": wrong[:5],
            "descriptors": {"before": before, "after": process.open_files(server.pid)},
            "samples": samples, "peak_mib": process.memory_mib(server.pid, "VmHWM")
            } | verdict([one[:2] for one in samples], arguments.minutes)


def measure(arguments, cluster, say):
    with Server(arguments.program, cluster) as server:
        found = run(arguments, server, say)
    say(f"  soak: resident memory {found['said']}; {sum(found['did'].values()):,} requests,"
        f" {found['wrong']} of them not answered as they should")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=os.path.join(ROOT, "build", "release", "bin"), metavar="DIRECTORY",
                        help="where the program is (build/release/bin)")
    parser.add_argument("--minutes", type=float, default=30, metavar="N", help="how long (default 30)")
    parser.add_argument("--rate", type=float, default=RATE, metavar="N",
                        help=f"requests a second (default {RATE})")
    parser.add_argument("--users", type=int, default=USERS, metavar="N",
                        help=f"of the blog (default {USERS})")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn (default 1)")
    parser.add_argument("--json", metavar="FILE", help="where to write every number")
    arguments = parser.parse_args()
    arguments.program = os.path.join(arguments.bin, "fraiseql")
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        with Cluster() as cluster:
            fill_with_blog(cluster, arguments.users)
            found = measure(arguments, cluster, lambda text: print(text, flush=True))
    except Failed as failure:
        raise SystemExit(f"error: {failure}") from failure
    for one in found["wrong_first"]:
        print(f"  {one}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(found, file, indent=1)
            file.write("\n")
    if found["wrong"]:
        raise SystemExit("error: not everything was answered as it should be")


if __name__ == "__main__":
    main()
