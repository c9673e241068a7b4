"""The examples, each served from a database of its own in one private PostgreSQL."""

import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "fault"))

from postgresql import PATIENCE_SECONDS, PostgreSQL, environment_for_tools  # noqa: E402, F401


class Example:
    """One program that serves, from `with` to its end. It applies its SQL first."""

    def __init__(self, postgresql, name, programs, *settings):
        self.name = name
        self.directory = ROOT / "examples" / name
        database = name.replace("-", "_")
        with postgresql.session(database="postgres") as session:
            if session.rows(f"select 1 from pg_database where datname = '{database}'") == []:
                session.rows(f"create database {database}")
        descriptor, self._log = tempfile.mkstemp(dir=postgresql.directory)
        is_sdl = (self.directory / "schema.graphql").exists()
        program = pathlib.Path(programs) / ("fraiseql" if is_sdl else name)
        # What is stopped when the test fails is not asked whether it has freed its memory.
        environment = environment_for_tools() | {
            "DATABASE_URL": postgresql.url("postgres", database),
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=0")}
        with os.fdopen(descriptor, "wb") as log:
            self._child = subprocess.Popen(
                [program, "serve", "--port", "0", "--apply-sql", "--profile", "development",
                 "--log-format", "text", *settings],
                cwd=self.directory, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT)
        self.port = 0

    def __enter__(self):
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._child.terminate()
        try:
            self._child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def said(self):
        return pathlib.Path(self._log).read_text(encoding="utf-8", errors="replace")

    def ask(self, method, path, body=None, **headers):
        """Status, header fields by their names in lower case, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body,
                               {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return (answer.status, {name.lower(): value for name, value in answer.getheaders()},
                    answer.read())
        finally:
            connection.close()

    def _wait(self):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.port or self.ask("GET", "/ready")[0] != 200:
            found = re.search(r"^serving http://127\.0\.0\.1:(\d+)/graphql$", self.said(), re.M)
            self.port = int(found[1]) if found else 0
            if self._child.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"error: {self.name} does not serve\n{self.said()}")
            time.sleep(0.05)
