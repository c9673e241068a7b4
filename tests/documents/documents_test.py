#!/usr/bin/env python3
"""Trusted documents and automatic persisted queries, end to end: documents_test.py PROGRAM.

Two servers: one that answers trusted documents only, and one of two loops that prefers them and
takes automatic persisted queries.
"""

import hashlib
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE.parent.parent / "fault"))

from postgresql import PATIENCE_SECONDS, PostgreSQL, environment_for_tools  # noqa: E402
from server import Server  # noqa: E402

SCHEMA = str(HERE / "schema.graphql")
PROGRAM = None
WORLD = None
ALL = {"data": {"notes": [{"title": "first"}, {"title": "second"}]}}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def run(*arguments, directory=None):
    return subprocess.run([os.path.abspath(PROGRAM), *arguments], capture_output=True, text=True,
                          cwd=directory, timeout=PATIENCE_SECONDS, check=False,
                          env=environment_for_tools() | {"DATABASE_URL": "host=/nowhere"})


class World:
    """The database, the manifest and the servers, made once."""

    def __init__(self, postgresql):
        self.postgresql = postgresql
        self.directory = tempfile.mkdtemp(prefix="documents-", dir=postgresql.directory)
        self.manifest = os.path.join(self.directory, "documents.json")
        made = run("persist", str(HERE / "operations"), "--schema", SCHEMA, "-o", self.manifest)
        assert made.returncode == 0, made.stderr
        self.said = made.stdout
        with open(self.manifest, encoding="utf-8") as file:
            self.ids = {one["name"]: one["id"] for one in json.load(file)["operations"]}
        self.only = self.server("--documents-mode", "only", "--introspection",
                                "--explain")
        self.prefer = self.server("--documents-mode", "prefer", "--automatic-persisted-queries",
                                  "--loops", "2")
        for one in (self.only, self.prefer):
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not one.is_ready():
                one.ensure_alive()
                if time.monotonic() > deadline:
                    raise AssertionError("it is not ready")
                time.sleep(0.05)

    def server(self, *settings):
        directory = tempfile.mkdtemp(prefix="server-", dir=self.directory)
        made = Server(PROGRAM, SCHEMA, self.postgresql.url(), directory,
                      ["--trusted-documents", self.manifest, *settings])
        made.start()
        return made

    def close(self):
        for one in (self.only, self.prefer):
            one.__exit__()


def log_of(server):
    with open(server.log, encoding="utf-8") as file:
        return file.read()


def ask(server, accept="application/graphql-response+json", **members):
    """The status and the response, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("POST", "/graphql", json.dumps(members),
                           {"content-type": "application/json", "accept": accept})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def get(server, **parameters):
    """The same by GET; what is no text is sent as JSON."""
    written = urllib.parse.urlencode({
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parameters.items()})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/graphql?" + written,
                           headers={"accept": "application/graphql-response+json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def persisted(hash_, **more):
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_}}, **more}


def code_of(response):
    return response["errors"][0]["extensions"]["code"]


class OnlyTrusted(unittest.TestCase):
    def test_what_persist_wrote_is_answered_by_its_id(self):
        for members in ({"documentId": WORLD.ids["Notes"]},
                        {"documentId": "sha256:" + WORLD.ids["Notes"], "query": None},
                        persisted(WORLD.ids["Notes"])):
            self.assertEqual(ask(WORLD.only, **members), (200, ALL))
        self.assertEqual(ask(WORLD.only, documentId=WORLD.ids["One"],
                             variables={"identifier": "b"}),
                         (200, {"data": {"note": {"title": "second"}}}))

    def test_it_is_answered_by_get_too(self):
        for members in ({"documentId": WORLD.ids["Notes"]}, persisted(WORLD.ids["Notes"])):
            self.assertEqual(get(WORLD.only, **members), (200, ALL))
        self.assertEqual(get(WORLD.only, documentId=WORLD.ids["One"],
                             variables={"identifier": "b"}),
                         (200, {"data": {"note": {"title": "second"}}}))

    def test_text_is_refused_by_get_too(self):
        for members in ({"query": "{ notes { id } }"}, {"query": ""},
                        {"query": "{ notes { id } }", "documentId": WORLD.ids["One"]}):
            status, response = get(WORLD.only, **members)
            self.assertEqual((status, code_of(response)), (400, "PERSISTED_QUERY_ID_REQUIRED"))

    def test_a_file_of_one_operation_has_the_id_of_its_bytes(self):
        text = (HERE / "operations" / "one.graphql").read_text(encoding="utf-8")
        self.assertEqual(WORLD.ids["One"], sha256(text))

    def test_text_is_refused_whatever_it_is(self):
        trusted = (HERE / "operations" / "one.graphql").read_text(encoding="utf-8")
        for members in ({"query": "{ notes { id } }"},
                        {"query": trusted, "variables": {"identifier": "a"}},
                        {"query": trusted, "documentId": WORLD.ids["One"]},
                        persisted(sha256(trusted), query=trusted),
                        {"query": "{ __schema { queryType { name } } }"},
                        {"query": "{ notes { id } }", "extensions": {"explain": True}},
                        {"query": "{"}):
            status, response = ask(WORLD.only, **members)
            self.assertEqual((status, code_of(response)), (400, "PERSISTED_QUERY_ID_REQUIRED"))
            self.assertEqual(len(response["errors"]), 1)
            self.assertNotIn("data", response)

    def test_a_trusted_one_is_explained(self):
        _, response = ask(WORLD.only, documentId=WORLD.ids["Notes"], extensions={"explain": True})
        self.assertEqual(response["data"], ALL["data"])
        self.assertIn("fragment parts on Note", response["extensions"]["explain"]["document"])

    def test_an_unknown_id_is_told_as_apollo_does(self):
        for members in ({"documentId": sha256("other")}, persisted(sha256("other"))):
            self.assertEqual(ask(WORLD.only, **members), (200, {"errors": [
                {"message": "PersistedQueryNotFound",
                 "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]}))

    def test_the_start_says_what_is_trusted(self):
        self.assertIn(f"documents: 2 trusted, of {WORLD.manifest}; mode only, text is refused",
                      log_of(WORLD.only))
        self.assertEqual(WORLD.said, f"{WORLD.manifest}: 2 documents\n")


class Preferred(unittest.TestCase):
    def test_a_text_is_registered_once_and_found_on_every_loop(self):
        text = "query Registered { notes(limit: 1, orderBy: [{title: ASC}]) { title } }"
        first = {"data": {"notes": [{"title": "first"}]}}
        self.assertEqual(code_of(ask(WORLD.prefer, **persisted(sha256(text)))[1]),
                         "PERSISTED_QUERY_NOT_FOUND")
        self.assertEqual(ask(WORLD.prefer, **persisted(sha256(text), query=text)), (200, first))
        for _ in range(8):
            self.assertEqual(ask(WORLD.prefer, **persisted(sha256(text))), (200, first))

    def test_a_wrong_hash_registers_nothing(self):
        text = "query Wrong { notes { id } }"
        for wrong in (sha256("other"), sha256(text).upper(), sha256(text)[:63],
                      sha256(text) + "0"):
            status, response = ask(WORLD.prefer, **persisted(wrong, query=text))
            self.assertEqual((status, code_of(response)), (400, "BAD_USER_INPUT"))
            self.assertEqual(code_of(ask(WORLD.prefer, **persisted(wrong))[1]),
                             "PERSISTED_QUERY_NOT_FOUND")

    def test_what_is_not_legal_is_not_registered(self):
        for text, code in (("{", "GRAPHQL_PARSE_FAILED"),
                           ("{ gone }", "GRAPHQL_VALIDATION_FAILED")):
            self.assertEqual(code_of(ask(WORLD.prefer, **persisted(sha256(text), query=text))[1]),
                             code)
            self.assertEqual(code_of(ask(WORLD.prefer, **persisted(sha256(text)))[1]),
                             "PERSISTED_QUERY_NOT_FOUND")

    def test_a_text_is_answered_and_told_of_once(self):
        text = "query Missing { notes { id } }"
        for _ in range(8):
            self.assertEqual(ask(WORLD.prefer, query=text)[0], 200)
        self.assertEqual(ask(WORLD.prefer, documentId=WORLD.ids["Notes"]), (200, ALL))
        lines = [line for line in log_of(WORLD.prefer).splitlines() if sha256(text) in line]
        self.assertEqual(len(lines), 1, lines)
        self.assertIn("a document came as text", lines[0])
        self.assertIn("operation=Missing trusted=no", lines[0])
        self.assertNotIn(WORLD.ids["Notes"], log_of(WORLD.prefer))


class Refused(unittest.TestCase):
    def why_not(self, *settings):
        ended = run("serve", "--schema", SCHEMA, "--port", "0", *settings,
                    directory=WORLD.directory)
        self.assertEqual(ended.returncode, 1, ended.stdout)
        return ended.stderr

    def test_modes_that_cannot_work(self):
        self.assertIn("documents_mode = only needs trusted_documents",
                      self.why_not("--documents-mode", "only"))
        self.assertIn("automatic_persisted_queries would let clients add documents",
                      self.why_not("--documents-mode", "only", "--trusted-documents",
                                   WORLD.manifest, "--automatic-persisted-queries"))

    def test_manifests_that_cannot_be_used(self):
        self.assertIn("none.json: No such file or directory",
                      self.why_not("--trusted-documents", "/none.json"))
        wrong = os.path.join(WORLD.directory, "wrong.json")
        with open(wrong, "w", encoding="utf-8") as file:
            json.dump({sha256("{ a }"): "{ notes { id } }"}, file)
        self.assertIn("is not the text of its id", self.why_not("--trusted-documents", wrong))

    def test_documents_that_do_not_fit_the_schema(self):
        unfit = os.path.join(WORLD.directory, "unfit.json")
        with open(unfit, "w", encoding="utf-8") as file:
            json.dump({"old": "query Old { gone }", "good": "{ notes { id } }"}, file)
        why = self.why_not("--trusted-documents", unfit, "--documents-mode", "only")
        self.assertIn(f"1 of the 2 trusted documents of {unfit} cannot be answered", why)
        self.assertIn('old: 1:13: unknown field "gone"', why)


def load(postgresql):
    postgresql.rows(
        "create table tv_note (id uuid primary key default gen_random_uuid(), "
        "identifier text unique not null, data jsonb not null, "
        "updated_at timestamptz not null default now())")
    postgresql.rows(
        "insert into tv_note (id, identifier, data) select id, identifier, jsonb_build_object("
        "'id', id, 'identifier', identifier, 'title', title) from (values "
        "(gen_random_uuid(), 'a', 'first'), (gen_random_uuid(), 'b', 'second')) "
        "given (id, identifier, title)")
    postgresql.rows("grant select on tv_note to serving")


def main():
    global PROGRAM, WORLD
    PROGRAM = sys.argv.pop(1)
    with PostgreSQL() as postgresql:
        load(postgresql)
        WORLD = World(postgresql)
        try:
            ended = unittest.main(exit=False, verbosity=2)
        finally:
            WORLD.close()
    return 0 if ended.result.wasSuccessful() and ended.result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
