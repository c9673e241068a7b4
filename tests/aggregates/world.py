"""What the suites of aggregates share: one PostgreSQL, programs that serve from it, requests."""

import contextlib
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent.parent / "fault"))

from postgresql import PATIENCE_SECONDS, PostgreSQL, environment_for_tools  # noqa: E402
from server import Server  # noqa: E402

MANY = 1_000_000_000
WORLD = None  # what all suites of a run share


def run(program, *arguments):
    """Of the command line, without a database."""
    return subprocess.run([os.path.abspath(program), *arguments], capture_output=True, text=True,
                          timeout=PATIENCE_SECONDS, check=False,
                          env=environment_for_tools() | {"DATABASE_URL": "host=/nowhere"})


class World:
    """The database and the servers, each made with its first use."""

    def __init__(self, program, postgresql):
        self.program, self.postgresql = os.path.abspath(program), postgresql
        self._servers = {}

    def server(self, schema, *settings):
        """One that serves it with these settings; it is shared."""
        key = (schema, *settings)
        if key not in self._servers:
            self._servers[key] = self._started(schema, settings)
        self._servers[key].ensure_alive()
        return self._servers[key]

    def _started(self, schema, settings):
        directory = tempfile.mkdtemp(prefix="server-", dir=self.postgresql.directory)
        name = os.path.basename(directory)
        made = Server(self.program, str(HERE / schema),
                      self.postgresql.url() + f"&application_name={name}", directory, settings)
        made.name = name
        made.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not made.is_ready():
            made.ensure_alive()
            if time.monotonic() > deadline:
                raise AssertionError(f"it is not ready: {made.last_words()}")
            time.sleep(0.02)
        return made

    def close(self):
        for one in self._servers.values():
            one.__exit__()


@contextlib.contextmanager
def started(program):
    with PostgreSQL() as postgresql:
        world = World(program, postgresql)
        try:
            yield world
        finally:
            world.close()


class Client:
    """One connection, kept."""

    def __init__(self, server):
        self._server = server
        self._connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._connection:
            self._connection.close()

    def send(self, body, **headers):
        """Status and what the answer is as JSON; `body` is text."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._server.port,
                                                          timeout=PATIENCE_SECONDS)
        fields = {"content-type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self._connection.request("POST", "/graphql", body.encode(), fields)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection = None
            self._server.ensure_alive()
            raise
        if answer.getheader("connection") == "close":
            self._connection.close()
            self._connection = None
        return answer.status, json.loads(text)

    def ask(self, query, variables=None, **headers):
        return self.send(json.dumps({"query": query, "variables": variables or {}}), **headers)[1]
