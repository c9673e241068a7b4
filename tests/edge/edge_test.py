#!/usr/bin/env python3
"""The program where clients meet it: addresses, Unix sockets, proxies, compression, its end:
edge_test.py PROGRAM [unittest arguments]. What answers is `mock`, so there is no database."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PATIENCE_SECONDS = 60
SCHEMA = "type Query { a: Int many: [Thing!]! }\ntype Thing { id: ID! name: String! }\n"
MANY = json.dumps({"query": "{ " + " ".join(f"a{i}: many {{ id name }}" for i in range(20)) + " }"})


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=PATIENCE_SECONDS)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_SECONDS)
        self.sock.connect(self._path)


class Server:
    """A `mock` in a directory of its own, which is the working directory, too."""

    program = ""

    def __init__(self, *settings, port=("--port", "0"), environment=None):
        self._directory = tempfile.TemporaryDirectory(prefix="edge-")
        self.directory = self._directory.name
        with open(os.path.join(self.directory, "schema.graphql"), "w", encoding="utf-8") as file:
            file.write(SCHEMA)
        self.output_path = os.path.join(self.directory, "output")
        inherited = {name: value for name, value in os.environ.items()
                     if not name.startswith("FRAISEQL_") and name not in ("PORT", "HOST")}
        with open(self.output_path, "w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [self.program, "mock", "--schema", "schema.graphql", *port, *settings],
                cwd=self.directory, env=inherited | (environment or {}), stdout=output,
                stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._directory.cleanup()

    def output(self):
        with open(self.output_path, encoding="utf-8") as file:
            return file.read()

    def says(self, pattern):
        """The match, once there is one."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            is_over = self.process.poll() is not None or time.monotonic() > deadline
            found = re.search(pattern, self.output(), re.M)
            if found:
                return found
            if is_over:
                raise AssertionError(f"nothing like {pattern!r} in: {self.output()}")
            time.sleep(0.02)

    def port(self):
        return int(self.says(r"^serving http://\S*:(\d+)/graphql$")[1])

    def path(self, name="socket"):
        return os.path.join(self.directory, name)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port(), timeout=PATIENCE_SECONDS)

    def ends(self):
        return self.process.wait(PATIENCE_SECONDS)


def post(connection, body='{"query":"{ a }"}', **headers):
    sent = {"content-type": "application/json"} | {name.replace("_", "-"): value
                                                   for name, value in headers.items()}
    connection.request("POST", "/graphql", body, sent)
    answered = connection.getresponse()
    return answered, answered.read()


def logged_clients(server, count):
    """The clients of the last requests, as the log has them."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        lines = [json.loads(line) for line in server.output().splitlines() if line.startswith("{")]
        clients = [line["client"] for line in lines if line.get("msg") == "request"]
        if len(clients) >= count:
            return clients[-count:]
        if time.monotonic() > deadline:
            raise AssertionError(server.output())
        time.sleep(0.02)


class UnixSocket(unittest.TestCase):
    def test_is_listened_on_and_removed(self):
        with Server("--unix-socket", "socket", port=()) as server:
            server.says(r"^serving /graphql on the Unix socket socket$")
            command = server.says(r"^try: (curl .*)$")[1]
            self.assertIn("--unix-socket 'socket' http://localhost/graphql", command)
            _, body = post(UnixConnection(server.path()))
            self.assertIn(b'"data"', body)
            self.assertEqual(os.stat(server.path()).st_mode & 0o777, 0o660)
            ran = subprocess.run(command, shell=True, cwd=server.directory, capture_output=True,
                                 text=True, check=False)
            self.assertIn('"data"', ran.stdout)
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.ends(), 0)
            self.assertFalse(os.path.lexists(server.path()))

    def test_that_a_killed_server_left_is_replaced_and_that_of_a_live_one_is_not(self):
        with Server("--unix-socket", "socket", port=()) as first:
            first.says("^serving /graphql")
            with Server("--unix-socket", first.path(), port=()) as second:
                second.says("another program listens there")
                self.assertNotEqual(second.ends(), 0)
            post(UnixConnection(first.path()))
            first.process.kill()
            first.process.wait()
            self.assertTrue(os.path.lexists(first.path()))
            with Server("--unix-socket", first.path(), port=()) as third:
                third.says("^serving /graphql")
                post(UnixConnection(first.path()))

    def test_goes_with_no_port(self):
        with Server("--unix-socket", "socket") as server:
            server.says('the settings "unix_socket" and "port" do not go together')
            self.assertNotEqual(server.ends(), 0)


class Addresses(unittest.TestCase):
    def test_of_ipv6_are_served(self):
        with Server("--host", "::1") as server:
            try:
                port = server.port()
            except AssertionError:
                self.skipTest("no IPv6")
            server.says(rf"^serving http://\[::1\]:{port}/graphql$")
            answered, _ = post(http.client.HTTPConnection("::1", port, timeout=PATIENCE_SECONDS))
            self.assertEqual(answered.status, 200)

    def test_have_a_number_of_connections(self):
        with Server("--max-connections-per-address", "2") as server:
            kept = [server.connect() for _ in range(2)]
            for one in kept:
                self.assertEqual(post(one)[0].status, 200)
            with self.assertRaises((http.client.RemoteDisconnected, ConnectionError)):
                post(server.connect())
            elsewhere = http.client.HTTPConnection("127.0.0.1", server.port(), PATIENCE_SECONDS,
                                                   source_address=("127.0.0.9", 0))
            self.assertEqual(post(elsewhere)[0].status, 200)
            self.assertEqual(post(kept[0])[0].status, 200)


def status_of(port, head, address="127.0.0.1"):
    """Of the answer to what stands in a head, whose body never comes."""
    with socket.create_connection((address, port), PATIENCE_SECONDS) as connection:
        connection.sendall(head.encode() + b"\r\n\r\n")
        return int(connection.makefile("rb").readline().split()[1])


class Hosts(unittest.TestCase):
    def test_of_others_are_refused_before_the_body(self):
        with Server() as server:
            port = server.port()
            for host in (f"localhost:{port}", "LOCALHOST", "localhost.", f"app.localhost:{port}",
                         "127.0.0.1", f"127.9.9.9:{port}", "[::1]", f"[::1]:{port}", ""):
                self.assertEqual(status_of(port, f"GET /live HTTP/1.1\r\nHost: {host}"), 200, host)
            for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example",
                         "127.0.0.1.evil.example", "0.0.0.0", "[::2]", "localhost:evil"):
                for path in ("/live", "/graphql"):
                    self.assertEqual(status_of(port, f"GET {path} HTTP/1.1\r\nHost: {host}"), 421,
                                     host)
            length = "Content-Type: application/json\r\nContent-Length: 15"
            self.assertEqual(status_of(
                port, f"POST /graphql HTTP/1.1\r\nHost: evil.example\r\n{length}"), 421)
            server.says("a request for another host was refused")

    def test_may_stand_in_the_target_or_nowhere(self):
        with Server() as server:
            port = server.port()
            for host, target, status in (
                    ("localhost", "http://localhost/live", 200),
                    ("localhost", "http://LOCALHOST:80/live", 200),
                    ("localhost", "http://evil.example/live", 421),
                    ("evil.example", "http://localhost/live", 421),
                    ("localhost", "http://localhost@evil.example/live", 421)):
                self.assertEqual(status_of(port, f"GET {target} HTTP/1.1\r\nHost: {host}"), status,
                                 target)
            self.assertEqual(status_of(port, "GET /live HTTP/1.0"), 200)
            self.assertEqual(status_of(port, "GET /live HTTP/1.0\r\nHost: evil.example"), 421)
            self.assertEqual(status_of(port, "GET /live HTTP/1.1"), 400)

    def test_are_added_by_a_setting(self):
        with Server("--hosts", "api.example.com, [fd00::1]") as server:
            port = server.port()
            for host, status in (("api.example.com", 200), ("API.example.com.:80", 200),
                                 ("[fd00::1]:80", 200), ("localhost", 200), ("example.com", 421)):
                self.assertEqual(status_of(port, f"GET /live HTTP/1.1\r\nHost: {host}"), status)
        with Server("--hosts", "*") as server:
            self.assertEqual(status_of(server.port(), "GET /live HTTP/1.1\r\nHost: a"), 200)
        with Server("--hosts", "http://a") as server:
            server.says('the setting "hosts" is wrong')
            self.assertNotEqual(server.ends(), 0)

    def test_are_any_where_others_come(self):
        with Server("--host", "0.0.0.0") as server:
            self.assertEqual(status_of(server.port(), "GET /live HTTP/1.1\r\nHost: a"), 200)
        with Server("--host", "0.0.0.0", "--hosts", "b") as server:
            self.assertEqual(status_of(server.port(), "GET /live HTTP/1.1\r\nHost: a"), 421)
            self.assertEqual(status_of(server.port(), "GET /live HTTP/1.1\r\nHost: b"), 200)


class Proxies(unittest.TestCase):
    def test_say_for_whom_they_ask_and_have_any_number_of_connections(self):
        with Server("--trusted-proxies", "127.0.0.1, 10.0.0.0/8", "--log-level", "debug",
                    "--log-format", "json", "--max-connections-per-address", "1") as server:
            proxies = [server.connect() for _ in range(3)]
            post(proxies[0], x_forwarded_for="198.51.100.1, 192.0.2.1, 10.0.0.3")
            post(proxies[1])
            post(proxies[2], x_forwarded_for="nobody", forwarded="for=192.0.2.1")
            self.assertEqual(logged_clients(server, 3), ["192.0.2.1", "127.0.0.1", "127.0.0.1"])
            other = http.client.HTTPConnection("127.0.0.1", server.port(), PATIENCE_SECONDS,
                                               source_address=("127.0.0.9", 0))
            post(other, x_forwarded_for="192.0.2.1")
            self.assertEqual(logged_clients(server, 1), ["127.0.0.9"])

    def test_may_come_by_the_unix_socket(self):
        with Server("--trusted-proxies", "unix", "--unix-socket", "socket", "--log-level", "debug",
                    "--log-format", "json", port=()) as server:
            server.says("^serving /graphql")
            post(UnixConnection(server.path()), x_forwarded_for="192.0.2.1")
            post(UnixConnection(server.path()))
            self.assertEqual(logged_clients(server, 2), ["192.0.2.1", "unix"])

    def test_are_nobody_unless_they_are_set(self):
        with Server("--log-level", "debug", "--log-format", "json") as server:
            post(server.connect(), x_forwarded_for="192.0.2.1")
            self.assertEqual(logged_clients(server, 1), ["127.0.0.1"])

    def test_that_are_none_are_refused(self):
        with Server("--trusted-proxies", "10.0.0.1/8") as server:
            server.says('the setting "trusted_proxies" is wrong')
            self.assertNotEqual(server.ends(), 0)


class Compression(unittest.TestCase):
    def test_is_for_who_takes_it_once_it_is_on(self):
        with Server("--compression") as server:
            plain, expected = post(server.connect(), MANY)
            self.assertGreater(len(expected), 1024)
            self.assertEqual(plain.getheader("vary"), "Accept-Encoding")
            self.assertIsNone(plain.getheader("content-encoding"))
            answered, body = post(server.connect(), MANY, accept_encoding="gzip")
            self.assertEqual(answered.getheader("content-encoding"), "gzip")
            self.assertEqual(gzip.decompress(body), expected)
            small, body = post(server.connect(), accept_encoding="gzip")
            self.assertIsNone(small.getheader("content-encoding"))

    def test_is_off_by_default_and_of_requests_never_on(self):
        with Server() as server:
            answered, body = post(server.connect(), MANY, accept_encoding="gzip")
            self.assertIsNone(answered.getheader("content-encoding"))
            self.assertIsNone(answered.getheader("vary"))
            bomb = gzip.compress(bytes(10_000_000))
            answered, _ = post(server.connect(), bomb, content_encoding="gzip")
            self.assertEqual(answered.status, 415)
            answered, _ = post(server.connect(), gzip.compress(b'{"query":"{ a }"}'))
            self.assertEqual(answered.status, 400)


if __name__ == "__main__":
    Server.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(warnings="ignore")  # of connections that end with their test
