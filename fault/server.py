"""The program under test: started, killed, started again at the same port."""

import asyncio
import http.client
import os
import random
import signal
import socket
import subprocess
import time

from postgresql import PATIENCE_SECONDS, environment_for_tools


class Failed(Exception):
    """What the server did not do."""


def port_of_its_own(rng):
    """Below those that the system gives to outgoing connections: none of them takes it while the
    server is down, nor does a client find itself there."""
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as file:
        least = int(file.read().split()[0])
    while True:
        port = rng.randrange(min(10_000, least - 1000), least)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


class Server:
    """From `with` to its end; `start()` starts it."""

    def __init__(self, program, schema, url, directory, settings=()):
        # Two runs with one seed at once must not want the same port.
        self.port = port_of_its_own(random.Random(os.urandom(8)))
        self.log = os.path.join(directory, "server.log")
        self._command = [os.path.abspath(program), "serve", "--schema", schema, "--host",
                         "127.0.0.1", "--log-level", "warning", "--log-format", "text", *settings]
        self._environment = environment_for_tools() | {
            "DATABASE_URL": url, "PORT": str(self.port),
            # What is killed is not asked whether it has freed its memory.
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=0")}
        self._directory = directory
        self._child = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._child and self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def start(self):
        with open(self.log, "ab") as out:
            self._child = subprocess.Popen(self._command, cwd=self._directory,
                                           env=self._environment, stdin=subprocess.DEVNULL,
                                           stdout=out, stderr=subprocess.STDOUT)

    def kill(self):
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()

    def ensure_alive(self):
        if self._child.poll() is not None:
            raise Failed(f"the server ended with {self._child.returncode}: {self.last_words()}")

    def last_words(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return "\n".join(file.read().strip().splitlines()[-20:])

    def is_listening(self):
        return self._status("/live") == 200

    def is_ready(self):
        return self._status("/ready") == 200

    def _status(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    async def until_ready(self):
        """How many seconds it took."""
        begin = time.monotonic()
        await eventually(lambda: self.ensure_alive() or self.is_ready(), "it is not ready", self)
        return time.monotonic() - begin


async def eventually(holds, otherwise, server=None):
    """Waits until `holds()`, which may block; it is patient with slow machines."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not await asyncio.to_thread(holds):
        if time.monotonic() > deadline:
            said = f"\n{server.last_words()}" if server else ""
            raise Failed(f"{otherwise} after {PATIENCE_SECONDS} s{said}")
        await asyncio.sleep(0.02)
