#!/usr/bin/env python3
"""open_loop (bench/open_loop) against small servers that misbehave: open_loop_test.py PROGRAM."""

import asyncio
import json
import math
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
STALL_SECONDS = 0.3


def by_length(body, status="200 OK", more=""):
    return (f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}\r\n{body}").encode()


def chunked(*chunks):
    text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    for chunk in chunks + ("",):
        text += f"{len(chunk):x}\r\n{chunk}\r\n"
    return text.encode()


class Server:
    """One thread; `answer(n)` gives the bytes for the n-th request, or None to hang up on it.
    b"" is no answer at all; behind "Connection: close" the connection is closed."""

    def __init__(self, answer):
        self._answer = answer
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve)
        self._started = threading.Event()
        self.bodies = []

    def __enter__(self):
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve_until_stopped())
        self._loop.close()

    async def _serve_until_stopped(self):
        self._stopped = asyncio.Event()
        listening = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        self._started.set()
        await self._stopped.wait()
        listening.close()
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    async def _talk(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
                self.bodies.append((await reader.readexactly(length)).decode())
                answer = self._answer(len(self.bodies))
                if answer == b"":
                    continue  # never
                if answer is not None:
                    writer.write(answer)
                if answer is None or b"Connection: close" in answer:
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, or the test is over
        finally:
            writer.close()


def run(port, rate, seconds, *more, bodies=("{}",), connections=4):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("".join(body + "\n" for body in bodies))
        file.flush()
        return subprocess.run(
            [PROGRAM, "--url", f"http://127.0.0.1:{port}/graphql", "--bodies", file.name,
             "--connections", str(connections), "--rate", str(rate), "--seconds", str(seconds),
             *more], capture_output=True, text=True, timeout=60, check=False)


def load(server, rate, seconds, *more, **options):
    done = run(server.port, rate, seconds, *more, **options)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def stalls_at(number):
    def answer(count):
        if count == number:
            time.sleep(STALL_SECONDS)  # the whole server
        return by_length('{"data":{}}')
    return answer


def closed_loop_p99_us(server, requests):
    """One request after the other: only one of them can meet the stall."""
    took = []
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        for _ in range(requests):
            begun = time.monotonic()
            connection.sendall(b"POST /graphql HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
            connection.recv(65536)
            took.append((time.monotonic() - begun) * 1e6)
    return sorted(took)[math.ceil(0.99 * requests) - 1]


class OpenLoop(unittest.TestCase):
    def answers(self, answer, **options):
        with Server(lambda _: answer) as server:
            return load(server, 200, 0.5, **options)

    def test_a_stall_shows_that_a_closed_loop_hides(self):
        with Server(stalls_at(100)) as server:
            closed = closed_loop_p99_us(server, 400)
        with Server(stalls_at(100)) as server:
            # 90 of 600 requests are due in the stall, 60 of them 100 ms before its end or earlier.
            opened = load(server, 300, 2)
        self.assertEqual((opened["sent"], opened["answered"], opened["bad"]), (600, 600, 0))
        self.assertGreater(opened["p99_us"], 100_000)
        self.assertGreater(opened["late_us_p99"], 100_000)
        self.assertGreater(opened["p99_us"], closed)
        self.assertLess(closed, 100_000)

    def test_the_figures_are_in_order(self):
        got = self.answers(by_length('{"data":{}}'))
        self.assertEqual((got["sent"], got["answered"], got["bad"]), (100, 100, 0))
        self.assertLessEqual(got["rate"], 201)
        figures = [got[key] for key in ("p50_us", "p95_us", "p99_us", "p999_us", "max_us")]
        self.assertEqual(figures, sorted(figures))
        self.assertGreater(figures[0], 0)

    def test_another_status_is_bad(self):
        got = self.answers(by_length('{"data":{}}', "500 Internal Server Error"))
        self.assertEqual((got["sent"], got["answered"], got["bad"]), (100, 100, 100))

    def test_errors_at_the_top_are_bad(self):
        for body in ('{"errors":[{"message":"no"}]}', '{"data":{"a":"}"}, "errors" : []}'):
            with self.subTest(body):
                self.assertEqual(self.answers(by_length(body))["bad"], 100)

    def test_errors_elsewhere_are_data(self):
        for body in ('{"data":{"errors":[]}}', '{"data":{"a":"\\"errors\\":"}}',
                     '{"data":["errors"],"a":"errors"}'):
            with self.subTest(body):
                self.assertEqual(self.answers(by_length(body))["bad"], 0)

    def test_chunked_answers_are_read(self):
        self.assertEqual(self.answers(chunked('{"data"', ":" + " " * 100_000, "{}}"))["bad"], 0)
        self.assertEqual(self.answers(chunked('{"err', 'ors":[]}'))["bad"], 100)

    def test_large_answers_are_read(self):
        self.assertEqual(self.answers(by_length('{"data":"' + "x" * 100_000 + '"}'))["bad"], 0)

    def test_a_connection_closed_behind_its_answer_is_opened_again(self):
        got = self.answers(by_length('{"data":{}}', more="Connection: close\r\n"))
        self.assertEqual((got["answered"], got["bad"]), (100, 0))

    def test_a_connection_closed_without_an_answer_is_bad_and_not_tried_again(self):
        with Server(lambda count: None if count == 50 else by_length("{}")) as server:
            got = load(server, 200, 0.5)
            self.assertEqual(len(server.bodies), 100)
        self.assertEqual((got["sent"], got["answered"], got["bad"]), (100, 99, 1))

    def test_no_answer_is_bad_and_has_waited(self):
        with Server(lambda count: b"" if count == 1 else by_length("{}")) as server:
            got = load(server, 100, 0.5)
        self.assertEqual((got["sent"], got["answered"], got["bad"]), (50, 49, 1))
        self.assertGreater(got["max_us"], 10_000_000)

    def test_nobody_there_is_an_error(self):
        with socket.socket() as taken:  # bound, and not listening
            taken.bind(("127.0.0.1", 0))
            done = run(taken.getsockname()[1], 100, 0.5)
        self.assertEqual(done.returncode, 1)
        self.assertIn("Connection refused", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_the_seed_settles_which_bodies_are_sent(self):
        def bodies_of(seed):
            with Server(lambda _: by_length("{}")) as server:
                load(server, 200, 0.5, "--seed", seed, bodies=[f'{{"n":{i}}}' for i in range(50)],
                     connections=1)
                return server.bodies
        self.assertEqual(bodies_of("7"), bodies_of("7"))
        self.assertNotEqual(bodies_of("7"), bodies_of("8"))

    def test_poisson_has_about_as_many_requests(self):
        with Server(lambda _: by_length("{}")) as server:
            got = load(server, 500, 2, "--poisson")
        self.assertEqual(got["bad"], 0)
        self.assertTrue(700 < got["sent"] < 1300, got["sent"])


if __name__ == "__main__":
    unittest.main()
