"""The quickstart over a PostgreSQL of its own, and a client that sends what it is told to."""

import http.client
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "fault"))

from postgresql import PATIENCE_SECONDS, PostgreSQL, environment_for_tools  # noqa: E402
from server import port_of_its_own  # noqa: E402

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.text = response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def type(self):
        return self.headers.get("content-type", "").split(";")[0]

    def codes(self):
        return [error["extensions"]["code"] for error in self.json.get("errors", [])]

    def messages(self):
        return " ".join(error["message"] for error in self.json.get("errors", []))


class Server:
    """Serves from when it is made until it is closed."""

    def __init__(self, program, url, directory, settings):
        self.port = port_of_its_own(random.Random(os.urandom(8)))
        self.log = os.path.join(directory, "server.log")
        environment = environment_for_tools() | {
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=0")}
        if url:
            environment["DATABASE_URL"] = url
        with open(self.log, "ab") as out:
            self._child = subprocess.Popen(
                [os.path.abspath(program), "serve", "--port", str(self.port), *settings],
                cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT)

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def wait_until_ready(self):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready():
            if self._child.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"it does not serve:\n{self.said()}")
            time.sleep(0.05)

    def _is_ready(self):
        try:
            return self.send("GET", "/ready").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def ended(self):
        """Its exit status, once it ended by itself."""
        return self._child.wait(PATIENCE_SECONDS)

    def close(self):
        if self._child.poll() is None:
            self._child.terminate()
            self._child.wait(PATIENCE_SECONDS)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/graphql"

    def send(self, method, target, body=None, headers=()):
        """`headers` is a list of pairs, sent as they are."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            data = body.encode() if isinstance(body, str) else body
            if data is not None:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def post(self, body, accept=GRAPHQL, headers=()):
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.send("POST", "/graphql", text,
                         [("Content-Type", JSON), ("Accept", accept), *headers])

    def ask(self, query, variables=None, **how):
        return self.post({"query": query, "variables": variables}, **how)

    def get(self, accept=GRAPHQL, headers=(), method="GET", **parameters):
        target = "/graphql?" + urllib.parse.urlencode(parameters)
        return self.send(method, target, headers=[("Accept", accept), *headers])


class World:
    """One database; a server for each list of settings that a test asks for."""

    def __init__(self, program):
        self.program = program
        self.postgresql = PostgreSQL().__enter__()
        self._servers = {}
        # The quickstart's, and a row that is not what its type says.
        self.postgresql.apply(str(ROOT / "examples" / "quickstart" / "db"))
        self.postgresql.rows(
            "insert into tv_note (id, identifier, data) values (gen_random_uuid(), 'dirty', "
            "'{\"id\": \"x\", \"identifier\": \"dirty\", \"title\": {\"secret_key\": 1}}');"
            "grant all on all tables in schema public to serving;"
            "grant all on all sequences in schema public to serving")

    def server(self, *settings):
        if settings not in self._servers:
            self._servers[settings] = self.start(*settings)
            self._servers[settings].wait_until_ready()
        return self._servers[settings]

    def start(self, *settings):
        directory = tempfile.mkdtemp(prefix="server-", dir=self.postgresql.directory)
        return Server(self.program, self.postgresql.url(), directory, settings)

    def notes(self):
        return int(self.postgresql.value("select count(*) from tb_note"))

    def close(self):
        for one in self._servers.values():
            one.close()
        self.postgresql.close()
