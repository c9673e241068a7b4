"""What is asked: the server under test and the peers, each a child process in a session of its
own. Both answer POST /graphql; what they say is compared here, before anything is timed."""

import concurrent.futures
import http.client
import itertools
import json
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import process
from cluster import DATABASE, ROOT, SERVING_ROLE, environment_for_tools

SCHEMA = os.path.join(ROOT, "bench", "blog", "schema.graphql")
CHECKED_AT_ONCE = 32


class Failed(Exception):
    """What a server could not do; the run goes on without it if it is a peer."""


def headers_of(token):
    headers = {"content-type": "application/json"}
    return headers | {"authorization": f"Bearer {token}"} if token else headers


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Served:
    """A program that serves GraphQL, from `with` to its end."""

    name = "server"
    unwrapped = ()  # see plain
    patience_seconds = 15
    probe = '{"query":"{ __typename }"}'

    def __init__(self, command, environment, directory):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = os.path.join(directory, f"{self.name}.log")
        environment = environment_for_tools() | environment | {"PORT": str(self.port)}
        with open(self.log, "wb") as out:
            self._child = subprocess.Popen(command, cwd=directory, env=environment,
                                           stdin=subprocess.DEVNULL, stdout=out,
                                           stderr=subprocess.STDOUT, start_new_session=True)
        self.pid = self._child.pid

    def __enter__(self):
        try:
            self._wait_until_ready()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._child.terminate()
        try:
            self._child.wait(15)
        except subprocess.TimeoutExpired:
            pass
        process.end_session(self.pid)  # workers that SIGTERM did not reach
        self._child.wait()

    def _wait_until_ready(self):
        deadline = time.monotonic() + self.patience_seconds
        last = "it ended"
        while time.monotonic() < deadline and self._child.poll() is None:
            try:
                answer = self.ask(self.probe)
                if answer.get("data"):
                    return
                last = f"it answers {answer}"
            except Failed as failure:
                last = str(failure)
            time.sleep(0.05)
        with open(self.log, encoding="utf-8", errors="replace") as file:
            said = file.read().strip().splitlines()
        raise Failed(f"{self.name} did not become ready: {said[-1] if said else last}")

    def ask(self, body, token=None):
        asked = urllib.request.Request(self.address + "/graphql", body.encode(), headers_of(token))
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failed(f"HTTP {error.code}: {error.read()[:500].decode(errors='replace')}") from error
        except (OSError, ValueError) as error:
            raise Failed(f"no answer: {error}") from error

    def answer_bytes(self, bodies, tokens=()):
        """How long an answer to one of them is, with its head, in the mean."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        total = 0
        for body, token in itertools.zip_longest(bodies, tokens):
            connection.request("POST", "/graphql", body.encode(), headers_of(token))
            answer = connection.getresponse()
            head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
            total += len(f"HTTP/1.1 200 {answer.reason}\r\n\r\n") + head + len(answer.read())
        connection.close()
        return total / len(bodies)

    def must_answer(self, pairs):
        """Asks several times, many at once. Of each pair of a body and what its `data` must be."""
        def check(pair):
            body, expected = pair
            answer = self.ask(body)
            got = plain(answer.get("data"), self.unwrapped)
            if answer.get("errors") or got != expected:
                raise Failed(difference(body, answer if answer.get("errors") else got, expected))
        with concurrent.futures.ThreadPoolExecutor(CHECKED_AT_ONCE) as pool:
            least = -(-CHECKED_AT_ONCE * 3 // len(pairs))
            list(pool.map(check, pairs * least))


class Server(Served):
    """The server under test, which has a project's directory with nothing but the schema."""

    probe = '{"query":"{ users(limit: 1) { name } }"}'

    def __init__(self, program, cluster, settings=(), environment=None, schema=SCHEMA, role=SERVING_ROLE):
        super().__init__([os.path.abspath(program), "serve", "--schema", schema, "--host", "127.0.0.1",
                          "--log-level", "warning", *settings],
                         {"DATABASE_URL": cluster.url(role)} | (environment or {}), cluster.directory)


class Peer(Served):
    patience_seconds = 60

    def __init__(self, described, cluster):
        self.name = described["directory_name"]
        self.unwrapped = tuple(described.get("unwrap", ()))
        super().__init__(
            [os.path.join(described["directory"], "serve")],
            {"PEER_BUILD": described["build"], "PGHOST": cluster.directory, "PGUSER": SERVING_ROLE,
             "PGDATABASE": DATABASE, "PGPORT": "5432"}, cluster.directory)


def plain(value, unwrapped):
    """An answer without what GraphQL libraries wrap lists and rows in: an object whose only key is
    `edges`, `node` or one of `unwrapped` is its value. Where a page ends is left out."""
    if isinstance(value, list):
        return [plain(one, unwrapped) for one in value]
    if not isinstance(value, dict):
        return value
    value = {key: plain(one, unwrapped) for key, one in value.items() if key != "pageInfo"}
    if len(value) == 1:
        [(key, one)] = value.items()
        if key in ("edges", "node", *unwrapped):
            return one
    return value


def difference(body, got, expected):
    """Where two answers differ first, in as many characters as fit a line."""
    texts = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in (got, expected)]
    at = next((i for i, (a, b) in enumerate(zip(*texts)) if a != b), min(map(len, texts)))
    shown = [text[max(at - 60, 0):at + 60] for text in texts]
    asked = re.sub(r"\s+", " ", body)[:120]
    return f"answers differ: to {asked} it has ...{shown[0]}..., and should have ...{shown[1]}..."
