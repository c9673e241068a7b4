#!/usr/bin/env python3
"""Answers that go out while their rows come, end to end: streams_test.py PROGRAM [NAME ...].

Every test is a function `test_...(world)`; those named on the command line run alone.
"""

import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE.parent.parent / "fault"))
sys.path.insert(0, str(HERE))

from client import PATIENCE_SECONDS, Client, CutOff  # noqa: E402
from postgresql import PostgreSQL  # noqa: E402
from server import Server  # noqa: E402

MANY = 1_000_000
ALL = "rows(limit: 1000000, orderBy: [{n: ASC}])"


class World:
    def __init__(self, program, postgresql):
        self.program, self.postgresql = program, postgresql
        linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=False)
        self.is_sanitized = "libasan" in linked.stdout
        self._servers = {}

    def server(self, *settings):
        """One that serves with these settings; it is shared."""
        if settings not in self._servers:
            self._servers[settings] = self.own_server(*settings)
        one = self._servers[settings]
        one.ensure_alive()
        return one

    def own_server(self, *settings):
        directory = tempfile.mkdtemp(prefix="server-", dir=self.postgresql.directory)
        name = os.path.basename(directory)
        url = self.postgresql.url() + f"&application_name={name}"
        made = Server(self.program, str(HERE / "schema.graphql"), url, directory,
                      ["--max-cost", "1000000000", *settings])
        made.name = name
        made.start()
        eventually(lambda: made.ensure_alive() or made.is_ready(), "it is not ready")
        return made

    def close(self):
        for one in self._servers.values():
            one.__exit__()

    def active(self, server):
        """What PostgreSQL does for it."""
        return self.postgresql.rows(
            "select pid, wait_event from pg_stat_activity where state = 'active' and "
            f"application_name = '{server.name}'")


def eventually(holds, otherwise):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"{otherwise} after {PATIENCE_SECONDS} s")
        time.sleep(0.05)


def check(holds, what):
    if not holds:
        raise AssertionError(what() if callable(what) else what)


def equal(found, expected):
    if found == expected:
        return
    at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b),
              min(len(found), len(expected)))
    raise AssertionError(f"at {at} of {len(found)} and {len(expected)}:\n"
                         f"{found[max(0, at - 80):at + 200]!r}\ninstead of\n"
                         f"{expected[max(0, at - 80):at + 200]!r}")


def ask(server, query, **how):
    """Status, header fields, body."""
    with Client(server.port) as client:
        client.ask(query, **how)
        status = client.head()
        return status, client.fields, client.body()


def without_ids(body):
    """Of errors in the log, which are never the same; and with one name of the field."""
    return re.sub(rb'"id":"[^"]*"(?=\})', b'"id":""', body).replace(b'"kept(', b'"rows(')


WHOLE = ("--stream-bytes", "1000000000")
TINY = ("--stream-bytes", "1")

# The streamed field is called STREAM in each, and `kept` answers the same as a whole.
SAME = [
    "{ STREAM { id } }",
    "{ STREAM(limit: 0) { id } }",
    "{ STREAM(limit: 1, orderBy: [{n: ASC}]) { n } }",
    "{ STREAM(limit: 63, orderBy: [{n: ASC}]) { n text } }",
    "{ STREAM(limit: 64, orderBy: [{n: ASC}]) { n text } }",
    "{ STREAM(limit: 65, orderBy: [{n: ASC}]) { n text } }",
    "{ STREAM(limit: 128, offset: 999990, orderBy: [{n: ASC}]) { n text } }",
    "{ STREAM(where: {n: {lt: 0}}) { n } }",
    "{ STREAM(limit: 2000, orderBy: [{n: ASC}]) { __typename n loose } }",
    "{ STREAM(limit: 300, orderBy: [{n: ASC}]) { n inside { label } } }",
    "{ STREAM(limit: 300, orderBy: [{n: DESC}]) { n others { n text } } }",
    "{ __typename STREAM(limit: 3, orderBy: [{n: ASC}]) { n } last: __typename }",
    "{ __schema { queryType { name } } STREAM(limit: 3, orderBy: [{n: ASC}]) { n } }",
    '{ STREAM(limit: 200, orderBy: [{n: ASC}]) { n } one: row(identifier: "row-7") { n } }',
    '{ one: row(identifier: "row-7") { n } STREAM(limit: 200, orderBy: [{n: ASC}]) { n } }',
    '{ one: row(identifier: "row-50") { loose } STREAM(limit: 200, orderBy: [{n: ASC}]) { loose } }',
    '{ none: row(identifier: "nobody") { n } STREAM(limit: 2, orderBy: [{n: ASC}]) { n } }',
    "{ a: kept(limit: 70, orderBy: [{n: ASC}]) { n } STREAM(limit: 70, orderBy: [{n: DESC}]) { n } "
    "b: kept(limit: 5, orderBy: [{n: ASC}]) { loose } }",
    "{ STREAM(limit: 100, orderBy: [{n: ASC}]) { n } more: STREAM(limit: 90) { id n } }",
    "{ STREAM(limit: 2000001) { n } }",
    "{ STREAM(limit: -1) { n } }",
    '{ STREAM(where: {text: {regex: "("}}) { n } }',
    '{ STREAM(where: {text: {regex: "^0"}}, limit: 10, orderBy: [{n: ASC}]) { n } }',
]


def both(query):
    streamed = re.sub(r"(\w+: )?STREAM", lambda found: (found[1] or "it: ") + "rows", query)
    kept = re.sub(r"(\w+: )?STREAM", lambda found: (found[1] or "it: ") + "kept", query)
    return streamed, kept


def test_pieces_are_the_bytes_of_a_whole_answer(world):
    for settings in (TINY, ("--stream-bytes", "500"), ()):
        server = world.server("--regex-filters", *settings)
        for query in SAME:
            streamed, kept = both(query)
            status, fields, body = ask(server, streamed)
            kept_status, kept_fields, kept_body = ask(server, kept)
            equal(without_ids(body), without_ids(kept_body))
            equal(status, kept_status)
            equal(fields["content-type"], kept_fields["content-type"])
            has_data = b'"data":{' in body
            large = {TINY: 1, (): 1 << 20}.get(settings, 500)
            expected = "chunked" if has_data and len(body) > large else None
            check(fields.get("transfer-encoding") == expected, lambda: f"{query}: {fields}")
            check(("content-length" in fields) == (expected is None), lambda: f"{query}: {fields}")


def test_an_answer_at_the_bound_has_a_length_and_one_past_it_has_none(world):
    for query in ("{ it: rows(limit: 500, orderBy: [{n: ASC}]) { n text loose } }",
                  "{ it: rows(limit: 1, orderBy: [{n: ASC}]) { n } }"):
        whole = ask(world.server(*WHOLE), query)[2]
        for size, is_chunked in ((len(whole), False), (len(whole) - 1, True)):
            with world.own_server("--stream-bytes", str(size)) as server:
                status, fields, body = ask(server, query)
                equal(status, 200)
                equal("transfer-encoding" in fields, is_chunked)
                equal("content-length" in fields, not is_chunked)
                equal(without_ids(body), without_ids(whole))


def test_a_null_that_must_go_up_is_exact_while_it_is_held(world):
    streamed, kept = both("{ STREAM(limit: 200, offset: 99900, orderBy: [{n: ASC}]) { n strict } }")
    for settings in ((), WHOLE):
        server = world.server(*settings)
        status, fields, body = ask(server, streamed)
        kept_status, _, kept_body = ask(server, kept)
        equal(without_ids(body), without_ids(kept_body))
        equal(status, kept_status)
        check(body.startswith(b'{"data":null'), body)


def peak_kib(server):
    with open(f"/proc/{server._child.pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1])


def test_a_million_rows_take_little_memory(world):
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0:quarantine_size_mb=16"
    query = f"{{ {ALL} {{ n text }} }}"
    with world.own_server() as server:
        ask(server, "{ rows(limit: 10) { n text } }")
        before = peak_kib(server)
        digest, count, total, rest = hashlib.md5(), 0, 0, b""
        with Client(server.port) as client:
            client.ask(query)
            equal(client.head(), 200)
            equal(client.fields.get("transfer-encoding"), "chunked")
            bytes_of_all = 0
            for piece in client.pieces():
                bytes_of_all += len(piece)
                rest += piece
                cut = rest.rfind(b"}") + 1
                for n, text in re.findall(rb'\{"n":(\d+),"text":"(\w+)"\}', rest[:cut]):
                    count += 1
                    total += int(n)
                    digest.update(text)
                rest = rest[cut:]
        equal(rest, b"]}}"[-len(rest):] if rest else b"")
        equal([str(count), str(total), digest.hexdigest()],
              world.postgresql.rows("select count(*), sum(n), md5(string_agg(data->>'text', '' "
                                    "order by n)) from tv_row")[0])
        grown = peak_kib(server) - before
        # A sanitizer keeps what was freed, and twice the size of what is not.
        bound = (256 if world.is_sanitized else 64) * 1024
        print(f"  {bytes_of_all} bytes, {before} KiB before, {grown} KiB more")
        check(grown < bound, lambda: f"it took {grown} KiB more")


def test_a_reader_that_waits_holds_postgresql_back(world):
    server = world.server()
    with Client(server.port, receive_bytes=4096) as client:
        client.ask(f"{{ {ALL} {{ n text }} }}")
        equal(client.head(), 200)
        eventually(lambda: [row[1] for row in world.active(server)] == ["ClientWrite"],
                   "PostgreSQL is not held back")
        equal(client.body()[-4:], b"}]}}")
    eventually(lambda: not world.active(server), "PostgreSQL goes on")


def test_a_reader_that_takes_nothing_is_cut_off_and_its_query_cancelled(world):
    server = world.server()
    with Client(server.port, receive_bytes=4096) as client:
        client.ask(f"{{ {ALL} {{ n text }} }}")
        equal(client.head(), 200)
        check(world.active(server), "PostgreSQL has nothing to do")
        eventually(lambda: not world.active(server), "the query is not cancelled")
        try:
            client.body()
        except CutOff:
            return
        raise AssertionError("it was not cut off")


def test_a_client_that_leaves_cancels_its_query(world):
    server = world.server()
    for _ in range(8):  # more than there are connections: each is free again
        with Client(server.port) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            next(client.pieces())
        eventually(lambda: not world.active(server), "the query is not cancelled")
    equal(ask(server, "{ rows(limit: 1, orderBy: [{n: ASC}]) { n } }")[2],
          b'{"data":{"rows":[{"n":0}]}}')


def test_a_client_that_leaves_before_the_first_byte_cancels_its_query(world):
    server = world.server(*WHOLE)
    with Client(server.port) as client:
        client.ask(f"{{ {ALL} {{ n text others {{ n }} }} }}")
        eventually(lambda: world.active(server), "PostgreSQL has nothing to do")
    eventually(lambda: not world.active(server), "the query is not cancelled")


def test_a_null_past_what_went_out_cuts_the_answer_off(world):
    server = world.server()
    with Client(server.port) as client:
        client.ask(f"query everything {{ {ALL} {{ n strict text }} }}")
        equal(client.head(), 200)
        last = b""
        try:
            for piece in client.pieces():
                last = piece
        except CutOff:
            pass
        else:
            raise AssertionError(f"it was not cut off: {last[-200:]!r}")
    eventually(lambda: "a streamed answer was cut off" in server.last_words(), "nothing is logged")
    line = next(one for one in server.last_words().splitlines() if "was cut off" in one)
    for word in ("everything", "rows", "100002", "strict"):
        check(word in line, line)
    eventually(lambda: not world.active(server), "the query is not cancelled")


def test_errors_that_stay_below_stand_at_the_end(world):
    server = world.server()
    body = json.loads(ask(server, f"{{ {ALL} {{ n loose inside {{ label }} }} }}")[2])
    equal(len(body["data"]["rows"]), MANY)
    equal(len(body["errors"]), 100)
    equal(body["errors"][0]["path"], ["rows", 50, "loose"])
    equal(body["errors"][1]["path"], ["rows", 70, "inside", "label"])
    check(body["data"]["rows"][50]["loose"] is None, "it is not null")
    check(body["data"]["rows"][70]["inside"] is None, "it is not null")
    equal(list(body), ["data", "errors"])


def test_two_streams_and_look_ups_beside_them(world):
    server = world.server()
    query = "{ rows(limit: 200000, orderBy: [{n: ASC}]) { n text } }"
    expected = hashlib.md5(ask(world.server(*WHOLE), query)[2]).hexdigest()
    clients = [Client(server.port, receive_bytes=4096) for _ in range(2)]
    for one in clients:
        one.ask(query)
        equal(one.head(), 200)
    for _ in range(20):
        equal(ask(server, '{ row(identifier: "row-7") { n } }')[2], b'{"data":{"row":{"n":7}}}')
        equal(ask(server, "{ kept(limit: 1, orderBy: [{n: ASC}]) { n } }")[2],
              b'{"data":{"kept":[{"n":0}]}}')
    for one in clients:
        equal(hashlib.md5(one.body()).hexdigest(), expected)
        one.close()


def test_the_connection_goes_on_behind_a_streamed_answer(world):
    server = world.server(*TINY)
    look_up = '{ row(identifier: "row-7") { n } }'
    with Client(server.port) as client:
        for _ in range(3):  # sent ahead
            client.ask("{ rows(limit: 1000, orderBy: [{n: ASC}]) { n } }")
            client.ask(look_up)
        for _ in range(3):
            equal(client.head(), 200)
            equal(client.fields.get("transfer-encoding"), "chunked")
            equal(len(json.loads(client.body())["data"]["rows"]), 1000)
            equal(client.head(), 200)
            equal(client.body(), b'{"data":{"row":{"n":7}}}')


def test_http_1_0_reads_until_the_end(world):
    server = world.server(*TINY)
    query = "{ rows(limit: 1000, orderBy: [{n: ASC}]) { n } }"
    status, fields, body = ask(server, query, version="1.0")
    equal(status, 200)
    check("transfer-encoding" not in fields and "content-length" not in fields, fields)
    equal(fields["connection"], "close")
    equal(body, ask(server, query)[2])


def test_a_server_that_stops_lets_a_stream_come_to_its_end(world):
    with world.own_server("--drain-timeout-ms", "120000") as server:
        with Client(server.port, receive_bytes=4096) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            server._child.send_signal(signal.SIGTERM)
            eventually(lambda: not server.is_listening(), "it listens still")
            equal(client.body()[-4:], b"}]}}")
        equal(server._child.wait(PATIENCE_SECONDS), 0)


def test_a_server_that_stops_cuts_a_stream_at_the_drain_timeout(world):
    with world.own_server("--drain-timeout-ms", "300") as server:
        with Client(server.port, receive_bytes=4096) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            server._child.send_signal(signal.SIGTERM)
            server._child.wait(PATIENCE_SECONDS)
            try:
                client.body()
            except CutOff:
                return
            raise AssertionError("it was not cut off")


def test_a_backend_that_dies_cuts_the_answer_off(world):
    server = world.server()
    with Client(server.port, receive_bytes=4096) as client:
        client.ask(f"{{ {ALL} {{ n text }} }}")
        equal(client.head(), 200)
        eventually(lambda: [row[1] for row in world.active(server)] == ["ClientWrite"],
                   "PostgreSQL is not held back")
        world.postgresql.rows(f"select pg_terminate_backend({world.active(server)[0][0]})")
        try:
            client.body()
        except CutOff:
            pass
        else:
            raise AssertionError("it was not cut off")
    eventually(lambda: "a streamed answer was cut off" in server.last_words(), "nothing is logged")
    equal(ask(server, "{ rows(limit: 1, orderBy: [{n: ASC}]) { n } }")[2],
          b'{"data":{"rows":[{"n":0}]}}')


def test_a_connection_that_died_idle_is_found_out_and_the_rows_asked_for_again(world):
    server = world.server(*TINY)
    for _ in range(3):
        world.postgresql.rows("select pg_terminate_backend(pid) from pg_stat_activity where "
                              f"application_name = '{server.name}'")
        status, _, body = ask(server, "{ rows(limit: 2, orderBy: [{n: ASC}]) { n } }")
        equal(status, 200)
        equal(body, b'{"data":{"rows":[{"n":0},{"n":1}]}}')


def test_what_bounds_a_stream_is_its_own_timeout(world):
    with world.own_server("--statement-timeout-ms", "1000") as server:
        with Client(server.port, receive_bytes=4096) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            time.sleep(1.5)  # past the timeout
            equal(client.body()[-4:], b"}]}}")
    with world.own_server("--stream-timeout-ms", "1000") as server:
        with Client(server.port, receive_bytes=4096) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            time.sleep(1.5)
            try:
                client.body()
            except CutOff:
                pass
            else:
                raise AssertionError("it was not cut off")
        eventually(lambda: "was cut off" in server.last_words(), "nothing is logged")


def test_a_late_request_is_late_until_its_first_byte_went(world):
    with world.own_server("--request-timeout-ms", "2000", "--stream-bytes", "1000") as server:
        with Client(server.port, receive_bytes=4096) as client:
            client.ask(f"{{ {ALL} {{ n text }} }}")
            equal(client.head(), 200)
            time.sleep(2.5)  # past the timeout
            equal(client.body()[-4:], b"}]}}")
        with world.postgresql.session() as locking:
            locking.rows("begin")
            locking.rows("lock table tv_row in access exclusive mode")
            status, _, body = ask(server, f"{{ {ALL} {{ n text }} }}")
            equal(status, 504)
            check(b'"code":"TIMEOUT"' in body, body)
            eventually(lambda: not world.active(server), "PostgreSQL works on")


def test_rows_of_a_streamed_list_cost_nothing_and_what_is_inside_does(world):
    with world.own_server("--max-cost", "6") as server:
        equal(ask(server, "{ rows(limit: 100, orderBy: [{n: ASC}]) { n text } }")[0], 200)
        equal(ask(server, "{ rows(limit: 100) { others(limit: 3) { n text } } }")[0], 200)
        status, _, body = ask(server, "{ rows(limit: 100) { text others(limit: 3) { n text } } }")
        equal(status, 400)
        check(b"max_cost" in body, body)


def test_one_that_is_explained_comes_as_a_whole(world):
    server = world.server("--explain", *TINY)
    _, fields, body = ask(server, "{ rows(limit: 10) { n } }", extensions={"explain": True})
    check("content-length" in fields, fields)
    check(b", streamed" in body, body)


def test_one_that_is_held_costs_its_rows(world):
    with world.own_server("--explain", "--max-cost", "100") as server:
        _, _, body = ask(server, "{ rows(limit: 101) { n } }", extensions={"explain": True})
        check(b"max_cost" in body, body[:1000])
        _, _, body = ask(server, "{ rows(limit: 100) { n } }", extensions={"explain": True})
        check(b"max_cost" not in body, body[:1000])


def load(postgresql):
    """In steps, each of which a slow machine does in time."""
    with open(HERE / "rows.sql", encoding="utf-8") as file:
        postgresql.rows(file.read())
    for least in range(0, MANY, 100_000):
        postgresql.rows(f"select fill({least}, {least + 99_999})")
    for step in ("alter table tv_row add primary key (id)",
                 "alter table tv_row add unique (identifier)", "create index on tv_row (n, id)",
                 "grant select on tv_row to serving", "analyze tv_row"):
        postgresql.rows(step)


def main():
    wanted = sys.argv[2:]
    tests = [(name, test) for name, test in globals().items()
             if name.startswith("test_") and (not wanted or name in wanted)]
    failed = 0
    with PostgreSQL(shared_buffers="128MB", max_connections=200) as postgresql:
        load(postgresql)
        world = World(sys.argv[1], postgresql)
        try:
            for name, test in tests:
                print(name, flush=True)
                try:
                    test(world)
                except (AssertionError, CutOff, OSError) as error:
                    failed += 1
                    print(f"  FAILED: {type(error).__name__}: {error}", flush=True)
        finally:
            world.close()
    print(f"{len(tests)} tests, {failed} failed")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
