#!/usr/bin/env python3
"""Vectors, filtered and ordered by a PostgreSQL that has pgvector: vectors_test.py PROGRAM [NAME ...]

PGlite is that PostgreSQL, since not every system has a package of pgvector; the program is served by
it as by any other. Distances are computed here once more. Every test is a function `test_...(world)`;
those named on the command line run alone. Exits with 77 (skipped) only where FRAISEQL_ORACLE=skip
asks for it; ./dev installs the npm packages.
"""

import http.client
import json
import math
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE.parent.parent / "fault"))

from postgresql import PATIENCE_SECONDS, PostgreSQL, Session, environment_for_tools  # noqa: E402
from server import Server  # noqa: E402

SKIPPED = 77
ROWS = 150
SIZE = 8
MOST = 16_000
METRICS = ("L2", "COSINE", "INNER_PRODUCT")
# The field, and whether a column stands for it.
FIELDS = {"embedding": True, "listed": False, "printed": False}


def node():
    """The one that the oracle has: PGlite may want a newer one than Debian's."""
    found = sorted((HERE.parent / "oracle/node_modules").glob("node-linux-*/bin/node"))
    return next((str(one) for one in found if os.access(one, os.X_OK)), "node")


def single(number):
    """As a number of single precision."""
    return struct.unpack("f", struct.pack("f", number))[0]


def distance(metric, a, b):
    product = math.fsum(x * y for x, y in zip(a, b))
    if metric == "L2":
        return math.sqrt(math.fsum((x - y) ** 2 for x, y in zip(a, b)))
    if metric == "INNER_PRODUCT":
        return -product
    lengths = math.sqrt(math.fsum(x * x for x in a) * math.fsum(y * y for y in b))
    return 1 - product / lengths


def literal(numbers):
    return "[" + ",".join(repr(one) for one in numbers) + "]"


class Served:
    """The program, over the PostgreSQL at that socket."""

    def __init__(self, program, directory):
        self.program, self.directory = program, directory
        self.server = Server(program, str(HERE / "schema.graphql"), url_of(directory), directory,
                             ["--profile", "development", "--max-cost", "1000000"])
        self.server.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_ready():
            self.server.ensure_alive()
            if time.monotonic() > deadline:
                raise AssertionError(f"not ready: {self.server.last_words()}")
            time.sleep(0.05)

    def is_ready(self):
        try:
            return self.server.is_ready()
        except OSError:
            return False

    def ask(self, query, **variables):
        """The whole response."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port,
                                                timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", "/graphql",
                               json.dumps({"query": query, "variables": variables}),
                               {"content-type": "application/json"})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def data(self, query, **variables):
        answer = self.ask(query, **variables)
        check("errors" not in answer, lambda: f"{query} {str(variables)[:300]}: {answer}")
        return answer["data"]

    def refusal(self, query, **variables):
        """The message of the one error, which is the client's."""
        answer = self.ask(query, **variables)
        check(len(answer.get("errors", [])) == 1, lambda: f"{query}: {answer}")
        only = answer["errors"][0]
        check(only["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"), only)
        return only["message"]


class World:
    def __init__(self, program, directory):
        self.program, self.directory = program, directory
        with open(os.path.join(directory, "pgvector.log"), "wb") as log:
            self._pgvector = subprocess.Popen([node(), str(HERE / "pgvector.mjs"), directory],
                                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                              stderr=log, env=environment_for_tools())
        said = self._pgvector.stdout.readline()
        check(said == b"ready\n", lambda: pathlib.Path(directory, "pgvector.log").read_text())
        self.session = Session(directory)
        self.missing_extension = unready(program, directory)
        self.session.rows("CREATE EXTENSION vector")
        self.session.rows((HERE / "tables.sql").read_text())
        self._fill(random.Random(4711))
        self.served = Served(program, directory)

    def _fill(self, rng):
        self.stored = {}
        for n in range(ROWS):
            is_null = n % 10 == 7
            # What is alike ends in the order of the ids.
            numbers = [single(rng.gauss(0, 1)) for _ in range(SIZE)]
            if n % 15 == 4:
                numbers = self.stored[n - 1]
            self.stored[n] = None if is_null else numbers
            given = "NULL" if is_null else f"'{literal(numbers)}'"
            self.session.rows(f"SELECT put({n}, {given})")
        self.like = [single(rng.gauss(0, 1)) for _ in range(SIZE)]

    def close(self):
        if hasattr(self, "served"):
            self.served.server.__exit__()
        self._pgvector.stdin.close()
        self._pgvector.wait(PATIENCE_SECONDS)

    def distances(self, metric):
        return {n: distance(metric, one, self.like)
                for n, one in self.stored.items() if one is not None}


def url_of(directory):
    return f"postgresql://postgres@/postgres?host={directory}"


def unready(program, directory, url=None):
    """What a server says in its log that is not ready."""
    with tempfile.TemporaryDirectory(dir=directory) as place, \
            Server(program, str(HERE / "schema.graphql"), url or url_of(directory), place) as server:
        server.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "the extension" not in server.last_words():
            server.ensure_alive()
            check(time.monotonic() < deadline, lambda: f"nothing is missing: {server.last_words()}")
            time.sleep(0.05)
        check(not server.is_ready(), "the server is ready")
        return server.last_words()


def check(holds, what):
    if not holds:
        raise AssertionError(what() if callable(what) else what)


def equal(found, expected, what=""):
    check(found == expected, lambda: f"{what} {found!r}\ninstead of\n{expected!r}")


def numbers_of(rows):
    return [one["n"] for one in rows]


def test_an_extension_that_is_not_in_the_database_is_named(world):
    said = world.missing_extension
    check("the extension vector, which Note.embedding of type Vector needs, is not in the database"
          in said and "CREATE EXTENSION vector" in said, said)


def test_an_extension_that_is_not_on_the_server_is_named(world):
    with PostgreSQL() as plain:
        if plain.rows("SELECT FROM pg_available_extensions WHERE name = 'vector'"):
            return
        said = unready(world.program, world.directory, plain.url())
    check("the extension vector, which Note.embedding of type Vector needs, is not on the server" in
          said, said)
    check(re.search(r"install pgvector on the server \(on Debian and Ubuntu the package "
                    r"postgresql-\d+-pgvector\), then CREATE EXTENSION vector", said), said)


def test_a_vector_is_answered_as_it_is_stored(world):
    rows = world.served.data(
        "{ notes(limit: 1000) { n embedding listed printed many } }")["notes"]
    equal(sorted(numbers_of(rows)), list(world.stored))
    for one in rows:
        expected = world.stored[one["n"]]
        for field in FIELDS:
            found = one[field]
            equal(found and [single(number) for number in found], expected, field)
        equal(one["many"] and [[single(number) for number in item] for item in one["many"]],
              [expected] if expected else None, "many")


def test_is_null_asks_of_columns_and_documents(world):
    for field in FIELDS:
        for is_null in (True, False):
            rows = world.served.data(
                "query ($is: Boolean!) { notes(limit: 1000, where: {%s: {isNull: $is}}) { n } }"
                % field, **{"is": is_null})["notes"]
            equal(sorted(numbers_of(rows)),
                  [n for n, one in world.stored.items() if (one is None) == is_null], field)


def test_within_is_as_far_as_the_distance_by_each_metric(world):
    for metric in METRICS:
        far = world.distances(metric)
        ordered = sorted(set(far.values()))
        for part in (0.02, 0.3, 0.8):
            at = int(len(ordered) * part)
            # In a gap: single precision rounds.
            while ordered[at + 1] - ordered[at] < 1e-4:
                at += 1
            limit = (ordered[at] + ordered[at + 1]) / 2
            near = sorted(n for n, one in far.items() if one <= limit)
            for field in FIELDS:
                query = ("query ($of: Vector!, $far: Float!) { near: notes(limit: 1000, where: {%s: "
                         "{within: {of: $of, distance: $far, metric: %s}}}) { n } others: notes("
                         "limit: 1000, where: {NOT: {%s: {within: {of: $of, distance: $far, metric: "
                         "%s}}}}) { n } }" % (field, metric, field, metric))
                found = world.served.data(query, of=world.like, far=limit)
                what = f"{metric} of {field} within {limit}"
                equal(sorted(numbers_of(found["near"])), near, what)
                equal(sorted(numbers_of(found["others"])),
                      sorted(set(world.stored) - set(near)), "not " + what)


def check_order(world, metric, found, what):
    """All of them, the nearest first, and null last."""
    far = world.distances(metric)
    equal(sorted(found), list(world.stored), what)
    known = [far[n] for n in found if n in far]
    check(all(n in far for n in found[:len(far)]), f"{what}: null is not last: {found}")
    for before, behind in zip(known, known[1:]):
        check(before <= behind + 1e-5, lambda: f"{what}: {before} is before {behind}")


def test_the_nearest_come_first_by_each_metric(world):
    for metric in METRICS:
        for field in FIELDS:
            query = ("query ($to: Vector!) { notes(limit: 1000, orderBy: [{%s: {nearestTo: $to, "
                     "metric: %s}}]) { n } }" % (field, metric))
            rows = world.served.data(query, to=world.like)["notes"]
            check_order(world, metric, numbers_of(rows), f"{metric} of {field}")


def test_pages_go_on_where_the_last_one_ended(world):
    for metric in METRICS:
        for field in FIELDS:
            query = ("query ($to: Vector!, $after: String) { pages(first: 37, after: $after, orderBy: "
                     "[{%s: {nearestTo: $to, metric: %s}}]) { edges { node { n } } pageInfo { "
                     "hasNextPage endCursor } } }" % (field, metric))
            found, page = [], {"hasNextPage": True, "endCursor": None}
            while page["hasNextPage"]:
                answer = world.served.data(query, to=world.like, after=page["endCursor"])["pages"]
                found += [edge["node"]["n"] for edge in answer["edges"]]
                page = answer["pageInfo"]
            check_order(world, metric, found, f"pages by {metric} of {field}")


def test_an_offset_may_be_as_large_as_an_int(world):
    query = "{ notes(limit: 1000, offset: 2147483647, orderBy: {embedding: {nearestTo: %s, metric: L2}}) { n } }"
    equal(world.served.data(query % literal(world.like))["notes"], [])
    by_variable = query.replace("{ notes", "query ($o: Int) { notes", 1).replace("2147483647", "$o")
    answer = world.served.ask(by_variable % literal(world.like), o=2147483647)
    equal(answer["data"]["notes"], [])


def test_a_literal_in_the_document_is_a_vector(world):
    far = world.distances("L2")
    nearest = min(far, key=lambda n: (round(far[n], 5), n))
    rows = world.served.data("{ notes(limit: 1, orderBy: [{embedding: {nearestTo: %s, metric: L2}}]) "
                             "{ n } }" % literal(world.like))["notes"]
    check(far[rows[0]["n"]] - far[nearest] < 1e-5, rows)


def test_a_vector_of_another_number_of_dimensions(world):
    near = ("query ($of: Vector!) { notes(limit: 1000, where: {%s: {within: {of: $of, distance: 1000, "
            "metric: L2}}}) { n } }")
    said = world.served.refusal(near % "embedding", of=[1, 2])
    check("8" in said, said)
    for field in ("listed", "printed"):
        equal(world.served.data(near % field, of=[1, 2])["notes"], [], field)
        equal(world.served.data(near % field, of=[1.5] * MOST)["notes"], [], field)


def test_what_is_no_vector_is_refused_before_postgresql(world):
    query = ("query ($of: Vector!) { notes(where: {listed: {within: {of: $of, distance: 1, metric: "
             "L2}}}) { n } }")
    for given, words in (([], "1 to 16000"), ([1] * (MOST + 1), "1 to 16000"),
                         ([1, 1e39], "beyond single precision"), ([1, "2"], "no number"),
                         ([[1]], "no number"), ([None], "no number"), ("[1]", "no list"),
                         (1, "no list")):
        said = world.served.refusal(query, of=given)
        check(words in said, lambda: f"{str(given)[:50]}: {said}")
    said = world.served.refusal(query.replace("($of: Vector!)", "($x: Float!)").replace(
        "$of", "[1, $x]"), x=1)
    check("pass the whole list as one variable" in said, said)


def test_functions_take_vectors_and_lists_of_them(world):
    keep = ("mutation ($input: Keep!) { keep(input: $input) { n embedding many } }")
    given = {"n": 9001, "embedding": [0.1, -2, 3e20], "many": [[1], [2, 3]]}
    try:
        equal(world.served.data(keep, input=given)["keep"], given)
        # What is too small is 0, for pgvector as for us.
        given = {"n": 9002, "embedding": [1e-46, 3.4028235e38]}
        equal(world.served.data(keep, input=given)["keep"],
              {"n": 9002, "embedding": [0, 3.4028235e38], "many": [[1, 0.5], [0]]})
        given = {"n": 9003, "embedding": [0.25] * MOST, "many": []}
        equal(world.served.data(keep, input=given)["keep"], given)
    finally:
        world.session.rows("DELETE FROM tv_note WHERE (data->>'n')::int > 9000")


def test_what_others_have_stored_is_an_error_with_its_path(world):
    bad = ['[]', '[[1, 2]]', '["1"]', '[1, null]', '{"a": 1}', '1', 'true', '"1,2"', '"[1,2"',
           '"[NaN]"', '"[Infinity]"', '[1e39]', '"[1e39]"', '"[1]]"']
    for n, stored in enumerate(bad):
        world.session.rows("INSERT INTO tv_unfit SELECT id, jsonb_build_object('id', id, 'n', "
                           f"{n}, 'at', '{stored}'::jsonb) FROM gen_random_uuid() AS id")
    answer = world.served.ask("{ unfit(orderBy: [{n: ASC}]) { n at } }")
    equal(answer["data"]["unfit"], [{"n": n, "at": None} for n in range(len(bad))])
    equal([one["path"] for one in answer["errors"]],
          [["unfit", n, "at"] for n in range(len(bad))])


def explained(world, query):
    """The statement, the values of its parameters, and what `explain` says of indexes."""
    with tempfile.TemporaryDirectory(dir=world.directory) as stages:
        subprocess.run([world.program, "explain", "--schema", str(HERE / "schema.graphql"),
                        "--output", stages, query], check=True, cwd=world.directory,
                       stdout=subprocess.DEVNULL, env=environment_for_tools() | {
                           "DATABASE_URL": url_of(world.directory),
                           "ASAN_OPTIONS": "detect_leaks=0"})
        text = pathlib.Path(stages, "statements.sql").read_text()
        indexes = pathlib.Path(stages, "indexes.txt").read_text()
    values = [json.loads(one) for one in re.findall(r"^--   \$\d+ = (.*) as \w+$", text, re.M)]
    return "\n".join(one for one in text.splitlines() if not one.startswith("--")), values, indexes


def test_an_index_serves_the_order_by_its_metric(world):
    query = "{ notes(limit: 20, orderBy: [{embedding: {nearestTo: %s, metric: %s}}]) { n } }"
    # As of PGlite's one session, settings are the server's, too, and those of its look at indexes
    # are here.
    writes = "SET default_transaction_read_only = off"
    world.session.rows(writes)
    world.session.rows("SET enable_seqscan = off; SET hnsw.ef_search = 1000")
    try:
        for metric in METRICS:
            asked = query % (literal(world.like), metric)
            statement, values, indexes = explained(world, asked)
            advised = re.search(r"CREATE INDEX ON .*;", indexes)
            check(advised, indexes)
            world.session.rows(writes)
            world.session.rows(advised[0].replace("INDEX ON", "INDEX near ON"))
            world.session.rows("PREPARE asked AS " + statement)
            given = ", ".join(f"'{json.dumps(one)}'" for one in values)
            plan = "\n".join(
                row[0] for row in world.session.rows(f"EXPLAIN (COSTS OFF) EXECUTE asked({given})"))
            world.session.rows("DEALLOCATE asked")
            check("Index Scan using near on tv_note" in plan, f"{metric}: {statement}\n{plan}")
            _, _, indexes = explained(world, asked)
            check("near" in indexes and "CREATE" not in indexes, f"{metric}: {indexes}")
            world.session.rows(writes)
            far = world.distances(metric)
            found = [far[n] for n in numbers_of(world.served.data(asked)["notes"])]
            for one, exact in zip(found, sorted(far.values())[:20], strict=True):
                check(abs(one - exact) < 1e-5, f"{metric} by the index: {one}, not {exact}")
            world.session.rows(writes)
            world.session.rows("DROP INDEX near")
    finally:
        world.session.rows(writes)
        world.session.rows("RESET enable_seqscan; RESET hnsw.ef_search; DROP INDEX IF EXISTS near")


TESTS = {name: one for name, one in list(globals().items()) if name.startswith("test_")}


def main():
    if os.environ.get("FRAISEQL_ORACLE") == "skip":
        print("skipped: FRAISEQL_ORACLE=skip")
        return SKIPPED
    if not (HERE / "node_modules/.package-lock.json").exists():
        print(f"not installed: npm ci --ignore-scripts --prefix {HERE}", file=sys.stderr)
        return 1
    program = os.path.abspath(sys.argv[1])
    chosen = sys.argv[2:] or list(TESTS)
    failures = 0
    with tempfile.TemporaryDirectory(prefix="fraiseql-vectors-") as directory:
        world = World(program, directory)
        try:
            for name in chosen:
                begun = time.monotonic()
                try:
                    TESTS[name](world)
                    outcome = "ok"
                except AssertionError as wrong:
                    failures += 1
                    outcome = f"FAILED\n{str(wrong)[:3000]}"
                print(f"{name}: {outcome} ({time.monotonic() - begun:.1f} s)", flush=True)
        finally:
            world.close()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
