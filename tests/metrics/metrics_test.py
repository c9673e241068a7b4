#!/usr/bin/env python3
"""The port for operators and its numbers, end to end: metrics_test.py PROGRAM [NAME ...].

Every test is a function `test_...(world)`; those named on the command line run alone.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(ROOT / "fault"))
sys.path.insert(0, str(HERE))

from page import Page  # noqa: E402
from postgresql import PATIENCE_SECONDS, PostgreSQL  # noqa: E402
from server import Failed, Server  # noqa: E402

ALL_SETTINGS = ("--admin-port", "0")
LOOK_UP = '{ note(identifier: "note-1") { title } }'
CLEAN = 'notes(where: {identifier: {neq: "dirty"}})'
NAMED = 'query ($name: String!) { note(identifier: $name) { title } }'
CREATE = 'mutation { createNote(input: {title: "TITLE"}) { title } }'


class Watched(Server):
    """A server whose port for operators is known, and whose log stands alone."""

    def __init__(self, program, schema, url, directory, settings=()):
        super().__init__(program, schema, url, directory, settings)
        self.errors = os.path.join(directory, "errors.log")

    def start(self):
        with open(self.log, "ab") as out, open(self.errors, "ab") as errors:
            self._child = subprocess.Popen(self._command, cwd=self._directory,
                                           env=self._environment, stdin=subprocess.DEVNULL,
                                           stdout=out, stderr=errors)

    def said(self):
        return read(self.log) + read(self.errors)

    def last_words(self):
        return "\n".join(self.said().splitlines()[-20:])

    @property
    def admin(self):
        return int(re.search(r"for operators http://[^ ]*:(\d+)/live", read(self.log))[1])

    def get(self, path, port=None, method="GET"):
        """Status, header fields, body."""
        return exchange(port or self.admin, method, path)

    def page(self):
        status, fields, body = self.get("/metrics")
        equal(status, 200)
        equal(fields["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        return Page(body.decode())

    def ask(self, query, name=None, variables=None, **headers):
        body = {"query": query} | ({"operationName": name} if name else {})
        body |= {"variables": variables} if variables else {}
        return exchange(self.port, "POST", "/graphql", json.dumps(body),
                        {"content-type": "application/json"} | headers)

    def process(self):
        return self._child


class World:
    def __init__(self, program, postgresql, directory):
        self.program, self.postgresql, self.directory = program, postgresql, directory
        self._servers = {}

    def server(self, *settings):
        """One that serves with these settings; it is shared."""
        if settings not in self._servers:
            self._servers[settings] = self.own_server(*settings)
        self._servers[settings].ensure_alive()
        return self._servers[settings]

    def own_server(self, *settings, until="ready", schema=HERE / "schema.graphql"):
        made = self.unstarted(*settings, schema=schema)
        made.start()
        holds = made.is_ready if until == "ready" else made.is_listening
        eventually(lambda: made.ensure_alive() or holds(), f"it is not {until}")
        return made

    def unstarted(self, *settings, schema=HERE / "schema.graphql", operators=True):
        directory = tempfile.mkdtemp(prefix="server-", dir=self.directory)
        return Watched(self.program, str(schema), self.postgresql.url(), directory,
                       [*(ALL_SETTINGS if operators else ()), *settings])

    def close(self):
        for one in self._servers.values():
            one.__exit__()


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


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
    check(found == expected, lambda: f"{found!r}\ninstead of\n{expected!r}")


def exchange(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, fields, answer.read()
    finally:
        connection.close()


def raw(port, sent):
    """All that comes back; the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as one:
        one.sendall(sent)
        came = b""
        while more := one.recv(65536):
            came += more
    return came


class Difference:
    """What a server counts while the block runs."""

    def __init__(self, server):
        self._server = server

    def __enter__(self):
        self._before = self._server.page()
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.after = self._server.page()

    def get(self, name, **labels):
        return self.after.get(name, **labels) - self._before.get(name, **labels)

    def requests(self, method, status):
        return self.get("fraiseql_http_requests_total", method=method, status=status)

    def operations(self, kind, outcome):
        return self.get("fraiseql_graphql_operations_total", type=kind, outcome=outcome)

    def errors(self, code):
        return self.get("fraiseql_graphql_errors_total", code=code)


def code_of(answer):
    return json.loads(answer[2])["errors"][0]["extensions"]["code"]


def test_what_was_asked_is_counted_exactly(world):
    server = world.server("--stream-bytes", "100")
    with Difference(server) as counted:
        for _ in range(3):
            equal(server.ask(LOOK_UP)[0], 200)
        status, fields, listed = server.ask(f"{{ {CLEAN} {{ title }} }}")
        equal((status, fields.get("transfer-encoding")), (200, "chunked"))
        equal(len(json.loads(listed)["data"]["notes"]) > 50, True)
        equal(server.ask("{ notes(limit: 1) { id } }")[1].get("transfer-encoding"), None)
        equal(server.ask(CREATE.replace("TITLE", "counted"))[0], 200)
        equal(code_of(server.ask(CREATE.replace("TITLE", ""))), "BAD_USER_INPUT")
        equal(code_of(server.ask(CREATE.replace("TITLE", "counted"))), "CONFLICT")
        equal(code_of(server.ask("{ note(")), "GRAPHQL_PARSE_FAILED")
        equal(code_of(server.ask("{ nobody }")), "GRAPHQL_VALIDATION_FAILED")
        equal(code_of(server.ask(NAMED, variables={"name": 1})), "BAD_USER_INPUT")
        partial = server.ask('{ note(identifier: "dirty") { title } }')
        equal((partial[0], code_of(partial)), (200, "INTERNAL_SERVER_ERROR"))
        equal(server.get("/graphql", server.port, "DELETE")[0], 405)
        equal(server.get("/nowhere", server.port)[0], 404)
        equal(server.get("/live", server.port, "HEAD")[0], 200)
        check(raw(server.port, b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400"), "no 400")
    equal(counted.operations("query", "success"), 5)
    equal(counted.operations("query", "partial"), 1)
    equal(counted.operations("mutation", "success"), 1)
    equal(counted.operations("mutation", "failed"), 2)
    equal(counted.operations("unknown", "refused"), 3)
    equal(counted.get("fraiseql_graphql_operations_total"), 12)
    equal(counted.errors("GRAPHQL_PARSE_FAILED"), 1)
    equal(counted.errors("GRAPHQL_VALIDATION_FAILED"), 1)
    equal(counted.errors("BAD_USER_INPUT"), 2)
    equal(counted.errors("CONFLICT"), 1)
    equal(counted.errors("INTERNAL_SERVER_ERROR"), 1)
    equal(counted.get("fraiseql_graphql_errors_total"), 6)
    equal(counted.requests("HEAD", "2xx"), 1)
    equal(counted.requests("GET", "4xx"), 1)
    equal(counted.requests("other", "4xx"), 2)
    equal(counted.requests("POST", "2xx") + counted.requests("POST", "4xx"), 12)
    equal(counted.get("fraiseql_http_requests_total"), 16)
    equal(counted.get("fraiseql_http_requests_total", status="5xx"), 0)
    equal(counted.get("fraiseql_http_request_duration_seconds_count"), 15)
    check(counted.get("fraiseql_http_request_duration_seconds_sum") > 0, "it took no time")
    equal(counted.get("fraiseql_http_connections_accepted_total"), 16)
    check(counted.get("fraiseql_http_response_bytes_total") > len(listed), "too few bytes")
    equal(counted.after.get("fraiseql_http_responses_in_pieces"), 0)
    equal(counted.after.get("fraiseql_graphql_streams"), 0)
    # Look-ups, the dirty one among them; lists; the three calls.
    equal(counted.get("fraiseql_lane_groups_total", lane="hot"), 4)
    equal(counted.get("fraiseql_lane_wait_seconds_count", lane="hot"), 4)
    equal(counted.get("fraiseql_lane_flight_duration_seconds_count", lane="hot"), 4)
    equal(counted.get("fraiseql_lane_flight_statements_sum", lane="hot"), 4)
    equal(counted.get("fraiseql_lane_groups_total", lane="mutation"), 3)
    equal(counted.get("fraiseql_lane_groups_refused_total"), 0)
    equal(counted.get("fraiseql_lane_statement_errors_total", lane="mutation", **{"class": "P0"}), 1)
    equal(counted.get("fraiseql_lane_statement_errors_total", lane="mutation", **{"class": "23"}), 1)
    equal(counted.get("fraiseql_lane_statement_errors_total"), 2)
    # The same document again is a hit, and so is what was made of it. One with quotes is found by
    # its spelling.
    equal(counted.get("fraiseql_cache_misses_total", cache="documents") +
          counted.get("fraiseql_cache_hits_total", cache="documents") +
          counted.get("fraiseql_cache_hits_total", cache="spelled_documents"), 12)
    check(counted.get("fraiseql_cache_hits_total", cache="operations") >= 2, "no hits")


def test_a_streamed_answer_is_open_until_it_is_taken(world):
    server = world.server("--stream-bytes", "100")
    with socket.socket() as client:
        client.settimeout(PATIENCE_SECONDS)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        open_ones = server.page().get("fraiseql_http_connections")
        client.connect(("127.0.0.1", server.port))
        titles = " ".join(f"a{i}: title" for i in range(29))
        body = json.dumps({"query": f"{{ {CLEAN} {{ {titles} }} }}"}).encode()
        client.sendall(b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                       b"Content-Length: %d\r\n\r\n" % len(body) + body)
        check(b" 200 " in client.recv(64), "it is not answered")
        eventually(lambda: server.page().get("fraiseql_http_connections") == open_ones + 1,
                   "its connection is not counted")
    eventually(lambda: server.page().get("fraiseql_http_connections") == open_ones,
               "its connection is counted still")
    eventually(lambda: server.page().get("fraiseql_http_responses_in_pieces") == 0,
               "its answer is counted still")
    equal(server.page().get("fraiseql_graphql_streams"), 0)


def test_a_streamed_answer_that_is_cut_off_is_told_apart(world):
    server = world.server("--stream-bytes", "100")
    with Difference(server) as counted:
        try:
            server.ask("{ notes(limit: 1000, orderBy: [{identifier: DESC}]) { title } }")
            raise AssertionError("it is whole")
        except http.client.IncompleteRead:
            pass
    equal(counted.operations("query", "cut_off"), 1)
    equal(counted.get("fraiseql_graphql_operations_total"), 1)
    equal(counted.requests("POST", "2xx"), 1)
    equal(counted.after.get("fraiseql_http_responses_in_pieces"), 0)


def test_look_ups_that_fly_together_add_up(world):
    server = world.server("--stream-bytes", "100")
    many, at_once = 400, 40
    def look_up(at):
        return server.ask(NAMED, variables={"name": f"note-{at % 60}"})[0]
    with Difference(server) as counted:
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            equal(set(pool.map(look_up, range(many))), {200})
    equal(counted.get("fraiseql_lane_groups_total", lane="hot"), many)
    equal(counted.get("fraiseql_lane_wait_seconds_count", lane="hot"), many)
    statements = counted.get("fraiseql_lane_flight_statements_sum", lane="hot")
    of_many = counted.get("fraiseql_lane_statement_keys_count", lane="hot")
    keys = counted.get("fraiseql_lane_statement_keys_sum", lane="hot")
    shared = counted.get("fraiseql_lane_commands_shared_total", lane="hot")
    equal(statements - of_many + keys + shared, many)
    equal(counted.get("fraiseql_lane_flight_statements_count", lane="hot"),
          counted.get("fraiseql_lane_flight_duration_seconds_count", lane="hot"))
    equal(counted.after.get("fraiseql_lane_connections_busy"), 0)
    equal(counted.after.get("fraiseql_lane_groups_waiting"), 0)


def test_histograms_are_whole(world):
    page = world.server("--stream-bytes", "100").page()
    found = list(page.histograms())
    check(len(found) >= 13, lambda: [name for name, *_ in found])
    for name, labels, buckets, total, count in found:
        what = f"{name} {labels}"
        values = [value for _, value in buckets]
        check(values == sorted(values), what)
        check(buckets[-1] == (float("inf"), count), what)
        check((total > 0) == (count > 0), what)
        # No sum is below what its buckets say at least.
        least = sum(low * (value - before) for (low, before), (_, value)
                    in zip([(0, 0), *buckets], buckets))
        check(total >= least * (1 - 1e-9), what)


def test_a_client_names_no_series(world):
    server = world.server("--stream-bytes", "100")
    server.ask("{ note(", "a")
    before = set(server.page().samples)
    strange = ["a\nfraiseql_ready 5", 'a"} 1\n', "a\\", "\u2028", "{}", "x" * 500]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    for at, name in enumerate(strange + [f"n{i}" for i in range(2000)]):
        query = f"query {name} {LOOK_UP}" if name.startswith("n") and at % 10 == 0 else LOOK_UP
        connection.request("POST", "/graphql", json.dumps({"query": query, "operationName": name}),
                           {"content-type": "application/json", "x-request-id": f"r{at}"})
        connection.getresponse().read()
    for at in range(100):
        connection.request(f"METHOD{at}", f"/path{at}", headers={f"x-header-{at}": "a"})
        connection.getresponse().read()
    connection.close()
    equal(set(server.page().samples), before)


def test_promtool_has_nothing_to_say(world):
    promtool = os.environ.get("PROMTOOL") or shutil.which("promtool")
    unpacked = ROOT / "build" / "promtool" / "usr" / "bin" / "promtool"
    promtool = promtool or (str(unpacked) if unpacked.exists() else None)
    if not promtool:
        check(os.environ.get("FRAISEQL_ORACLE") == "skip", "there is no promtool; ./dev test fetches it")
        print("  SKIPPED: there is no promtool")
        return
    body = world.server("--stream-bytes", "100").get("/metrics")[2]
    done = subprocess.run([promtool, "check", "metrics"], input=body, capture_output=True,
                          check=False)
    equal((done.returncode, done.stdout + done.stderr), (0, b""))
    # It would say something.
    bad = subprocess.run([promtool, "check", "metrics"], input=b"# TYPE a counter\na 1\n",
                         capture_output=True, check=False)
    check(bad.returncode != 0, "promtool takes anything")


def test_the_reference_names_every_family(world):
    page = world.server("--stream-bytes", "100").page()
    said = {}
    for line in read(ROOT / "docs/api/metrics.md").splitlines():
        row = re.match(r"\| `(\w+)` \| (\w+) \|([^|]*)\| [^|]+ \|\Z", line)
        if row:
            check(row[1] not in said, f"{row[1]} is there twice")
            said[row[1]] = row[2], set(re.findall(r"`(\w+)`", row[3]))
    equal(said, {name: (kind, page.labels_of(name)) for name, kind in page.families.items()})
    equal(set(page.helps), set(page.families))


def test_the_process_tells_of_itself(world):
    server = world.server("--stream-bytes", "100")
    page = server.page()
    process = server.process().pid
    with open(f"/proc/{process}/limits", encoding="ascii") as file:
        most = re.search(r"Max open files +(\d+)", file.read())[1]
    equal(page.get("process_max_fds"), float(most))
    open_now = len(os.listdir(f"/proc/{process}/fd"))
    check(abs(page.get("process_open_fds") - open_now) <= 4, f"{open_now} descriptors")
    resident = int(re.search(r"VmRSS:\s+(\d+) kB", read(f"/proc/{process}/status"))[1]) * 1024
    check(resident / 2 < page.get("process_resident_memory_bytes") < resident * 2, str(resident))
    check(page.get("process_virtual_memory_bytes") >= resident / 2, "too little")
    check(page.get("process_cpu_seconds_total") > 0, "no time")
    age = time.time() - page.get("process_start_time_seconds")
    check(0 <= age + 2 < 7200, lambda: f"it is {age} s old")
    equal(page.get("fraiseql_ready"), 1)
    equal(page.get("fraiseql_loops"), 1)
    equal(page.get("fraiseql_trusted_documents"), 0)
    equal(page.get("fraiseql_build_info"), 1)


def test_two_loops_sum_up(world):
    with world.own_server("--loops", "2", "--hot-connections", "3", "--cold-connections", "4",
                          "--mutation-connections", "4") as server:
        page = server.page()
        equal(page.get("fraiseql_loops"), 2)
        for lane, connections in (("hot", 3), ("cold", 4), ("mutation", 4)):
            equal(page.get("fraiseql_lane_connections_configured", lane=lane), connections)
            eventually(lambda: server.page().get("fraiseql_lane_connections", lane=lane) ==
                       connections, f"{lane} has not all connections")
        with Difference(server) as counted:
            # Open at the same time, so that both loops have some.
            clients = [http.client.HTTPConnection("127.0.0.1", server.port,
                                                  timeout=PATIENCE_SECONDS) for _ in range(6)]
            for _ in range(5):
                for client in clients:
                    client.request("POST", "/graphql", json.dumps({"query": LOOK_UP}),
                                   {"content-type": "application/json"})
                    client.getresponse().read()
            equal(server.page().get("fraiseql_http_connections") -
                  counted._before.get("fraiseql_http_connections"), 6)
            for client in clients:
                client.close()
        equal(counted.requests("POST", "2xx"), 30)
        equal(counted.operations("query", "success"), 30)
        equal(counted.get("fraiseql_lane_groups_total", lane="hot"), 30)
        # Each loop had to read the document itself.
        equal(counted.get("fraiseql_cache_misses_total", cache="documents"), 2)
        equal(counted.get("fraiseql_cache_hits_total", cache="spelled_documents"), 28)
        equal(counted.get("fraiseql_cache_entries", cache="operations"), 2)


def test_a_database_that_goes_away_is_seen(world):
    server = world.server("--stream-bytes", "100")
    before = server.page()
    world.postgresql.stop("immediate")
    try:
        eventually(lambda: server.get("/ready")[0] == 503, "it is ready still")
        eventually(lambda: server.page().get("fraiseql_lane_connections") == 0, "some are up")
        status, _, body = server.get("/ready")
        equal(status, 503)
        for lane in ("hot", "cold", "mutation"):
            check(f"loop 1: no connection to PostgreSQL for the lane {lane}".encode() in body,
                  body)
        check(body.startswith(b"not ready: the database cannot be reached\n"), body)
        equal(server.get("/ready", server.port)[2], b"not ready: the log says why\n")
        equal(server.get("/live")[0], 200)
        with Difference(server) as counted:
            equal(server.ask(LOOK_UP)[0], 503)
            equal(server.ask(CREATE.replace("TITLE", "never"))[0], 503)
        equal(counted.requests("POST", "5xx"), 2)
        equal(counted.errors("UNAVAILABLE"), 2)
        equal(counted.operations("query", "refused"), 1)
        equal(counted.operations("mutation", "refused"), 1)
        equal(counted.get("fraiseql_lane_groups_refused_total", lane="hot",
                          reason="unreachable"), 1)
        equal(counted.after.get("fraiseql_ready"), 0)
    finally:
        world.postgresql.start()
    eventually(server.is_ready, "it is not ready again")
    wanted = 10  # of the loop: 2 hot, 4 cold, 4 for mutations; others come when they are wanted
    eventually(lambda: server.page().get("fraiseql_lane_connections") == wanted,
               "not all are up again")
    after = server.page()
    for name in ("opened", "broken"):
        check(after.get(f"fraiseql_lane_connections_{name}_total") >=
              before.get(f"fraiseql_lane_connections_{name}_total") + wanted, name)
    equal(after.get("fraiseql_ready"), 1)


def test_what_is_missing_is_said_to_operators_alone(world):
    schema = pathlib.Path(world.directory) / "more.graphql"
    schema.write_text(read(HERE / "schema.graphql").replace(
        "  note: Note @findOne", "  note: Note @findOne\n  secrets: [Secret!]! @find") +
        "\ntype Secret { id: ID! }\n", encoding="utf-8")
    with world.own_server(
            "--jwt-algorithm", "RS256", "--jwt-keys", "https://127.0.0.1:1/keys", "--jwt-issuer",
            "a", "--jwt-audience", "b", until="listening", schema=schema) as server:
        eventually(lambda: b"tv_secret" in server.get("/ready")[2], "it does not say what")
        status, fields, body = server.get("/ready")
        equal((status, fields["content-type"]), (503, "text/plain; charset=utf-8"))
        check(body.startswith(b"not ready: "), body)
        check(b"\nthe keys of tokens are not there yet\n" in body, body)
        equal(server.get("/ready", server.port)[2], b"not ready: the log says why\n")
        with Difference(server) as counted:
            equal(server.ask(LOOK_UP)[0], 503)
        equal(counted.operations("unknown", "refused"), 1)
        equal(counted.errors("UNAVAILABLE"), 1)


def test_the_paths_of_operators(world):
    server = world.server("--stream-bytes", "100")
    equal(server.get("/live")[2], b"live\n")
    equal(server.get("/ready")[2], b"ready\n")
    for path in ("/live", "/ready", "/metrics"):
        status, fields, body = server.get(path, method="HEAD")
        equal((status, body), (200, b""))
        check(int(fields["content-length"]) > 0, fields)
        status, fields, _ = server.get(path, method="POST")
        equal((status, fields["allow"]), (405, "GET, HEAD"))
    equal(server.get("/graphql")[0], 404)
    equal(server.get("/metrics", server.port)[0], 404)
    equal(server.get("/live", server.port)[0], 200)
    equal(server.get("/ready", server.port)[0], 200)
    check(raw(server.admin, b"POST /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1025\r\n\r\n")
          .startswith(b"HTTP/1.1 413"), "a large body is read")
    check(raw(server.admin, b"GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n")
          .startswith(b"HTTP/1.1 421"), "a page of a name that leads here may read the metrics")


def refusal_of(world, *settings):
    with world.unstarted(*settings, operators=False) as server:
        server.start()
        check(server.process().wait(PATIENCE_SECONDS) != 0, "it was started")
        return server.said()


def test_settings_that_cannot_work_are_refused(world):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refusal_of(world, "--admin-port", str(port))
        check(f"the admin port: cannot listen on 127.0.0.1:{port}: the port is taken" in said, said)
        check("admin_port" in said, said)
    said = refusal_of(world, "--port", "8123", "--admin-port", "8123")
    check('the settings "port" and "admin_port" are both 8123' in said, said)
    said = refusal_of(world, "--admin-host", "127.0.0.2")
    check('"admin_host" has no effect without "admin_port"' in said, said)
    with world.unstarted(operators=False) as server:
        server.start()
        eventually(lambda: server.ensure_alive() or server.is_ready(), "it is not ready")
        check("for operators" not in read(server.log), "there is a port that nobody asked for")


def test_while_requests_are_drained_operators_are_answered(world):
    with (world.own_server("--drain-timeout-ms", "60000") as server,
          concurrent.futures.ThreadPoolExecutor(1) as pool):
        admin = server.admin
        slow = pool.submit(server.ask, 'mutation { createNote(input: {title: "slow", seconds: 6}) '
                                       "{ title } }")
        eventually(lambda: server.page().get("fraiseql_lane_connections_busy", lane="mutation") == 1,
                   "it is not under way")
        server.process().send_signal(signal.SIGTERM)
        eventually(lambda: server.get("/ready", admin)[0] == 503, "it is ready still")
        check(server.get("/ready", admin)[2].startswith(b"not ready: stopping\n"), "why")
        equal(server.get("/live", admin)[0], 200)
        page = server.page()
        equal(page.get("fraiseql_ready"), 0)
        equal(slow.result()[0], 200)
        equal(server.process().wait(PATIENCE_SECONDS), 0)
        try:
            server.get("/live", admin)
        except ConnectionRefusedError:
            return
        raise AssertionError("somebody answers still")


STRANGE_PATHS = [b"/a\xff\xfe", b"/\xc3\xa9", b'/quote"quote', b"/back\\slash", b"/%0a%0d",
                 b"/\xc2\x85next", b"/\xe2\x80\xa8line", b"/\xe2\x80\xaeturn", b"/{}", b"/'"]


def ask_strangely(server):
    for path in STRANGE_PATHS:
        raw(server.port, b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    for value in (b"a\x00b", b"a\x1b[31m", b"a\x7f", b"a\x0bb", b"a\rb", b"a\n b", b'a"b\\',
                  b"\xff\xfe", b'{"msg":"made up"}'):
        body = json.dumps({"query": LOOK_UP, "operationName": "a\nb"}).encode()
        raw(server.port, b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + value +
            b"\r\nX-Other: " + value + b"\r\nContent-Type: application/json\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    for title in ("", "\n", 'a"b\\\u0001', "\u0085\u2028\u202e\u007f"):
        for _ in range(2):
            server.ask("mutation ($t: String!) { createNote(input: {title: $t}) { title } }",
                       variables={"t": title})


def lines_of(server):
    """Each ends with a newline."""
    with open(server.errors, "rb") as file:
        text = file.read()
    check(text.endswith(b"\n"), "the last line has no end")
    return text[:-1].split(b"\n")


def with_log(format):
    return ("--log-level", "debug", "--log-format", format)


def replaced_log(server):
    """Its command has a log of its own; ours stands behind."""
    at = server._command.index("--log-level")
    del server._command[at:at + 4]
    return server


def logging_server(world, format):
    server = replaced_log(world.unstarted(*with_log(format)))
    server.start()
    eventually(lambda: server.ensure_alive() or server.is_ready(), "it is not ready")
    return server


def test_a_line_of_json_stays_one_whatever_a_client_sends(world):
    with logging_server(world, "json") as server:
        ask_strangely(server)
        lines = [json.loads(line.decode()) for line in lines_of(server)]
        for line in lines:
            check({"time", "level", "msg"} <= set(line), line)
            check(line["msg"] != "made up", line)
        paths = [line["path"] for line in lines if line["msg"] == "request"]
        for failed in (line for line in lines if line["msg"] == "a statement failed"):
            check("\n" not in failed["sqlstate"], failed)
        check('duplicate key' in str([line.get("message") for line in lines]), "nothing failed")
        check(all(path == "/graphql" or path.startswith("/") for path in paths), paths)
        for line in lines_of(server):
            check(not re.search(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9\xaa-\xae]",
                                line), line)


def test_a_line_of_text_stays_one_whatever_a_client_sends(world):
    with logging_server(world, "text") as server:
        ask_strangely(server)
        for line in lines_of(server):
            check(re.match(rb"\d\d:\d\d:\d\d\.\d{3} (debug|info|warning|error) ", line), line)
            check(not re.search(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9\xaa-\xae]",
                                line), line)
            line.decode()


def main():
    wanted = sys.argv[2:]
    tests = [(name, test) for name, test in globals().items()
             if name.startswith("test_") and (not wanted or name in wanted)]
    failed = 0
    with PostgreSQL() as postgresql, tempfile.TemporaryDirectory() as directory:
        postgresql.rows(read(HERE / "notes.sql"))
        world = World(sys.argv[1], postgresql, directory)
        try:
            for name, test in tests:
                print(name, flush=True)
                try:
                    test(world)
                except (AssertionError, Failed, OSError) as error:
                    failed += 1
                    print(f"  FAILED: {type(error).__name__}: {error}", flush=True)
        finally:
            world.close()
    print(f"{len(tests)} tests, {failed} failed")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
