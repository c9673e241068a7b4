"""The server under test, the two load generators, and how they take turns."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request

import process
from cluster import DATABASE, SERVING_ROLE, environment_for_tools, postgres_program

HERE = os.path.dirname(os.path.abspath(__file__))


class Server:
    """An example as a child process, from a directory of its own: no fraiseql.toml."""

    def __init__(self, program, url, directory):
        self.log = os.path.join(directory, "server.log")
        environment = environment_for_tools() | {"DATABASE_URL": url}
        with open(self.log, "wb") as out:
            self._child = subprocess.Popen(
                [os.path.abspath(program), "serve", "--host", "127.0.0.1", "--port", "0",
                 "--log-level", "warning"],
                cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True)
        self.pid = self._child.pid
        self.address = None

    def __enter__(self):
        try:
            self._wait_until_ready(time.monotonic() + 15)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._child.terminate()
        try:
            self._child.wait(15)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _wait_until_ready(self, deadline):
        while time.monotonic() < deadline and self._child.poll() is None:
            with open(self.log, encoding="utf-8") as file:
                said = re.search(r"^serving (http://\S+)/graphql", file.read(), re.MULTILINE)
            if said:
                self.address = said.group(1)
                try:
                    urllib.request.urlopen(self.address + "/ready", timeout=5).close()
                    return
                except urllib.error.HTTPError:
                    pass  # not yet
            time.sleep(0.05)
        with open(self.log, encoding="utf-8") as file:
            raise SystemExit("error: the server did not become ready\n" + file.read())

    def ask(self, body):
        asked = urllib.request.Request(self.address + "/graphql", body.encode(),
                                       {"content-type": "application/json"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.load(answer)


def must_be(got, expected):
    """Ends the run where the server's answer is not what PostgreSQL has."""
    if got != expected:
        raise SystemExit(f"error: the server answered {got}, PostgreSQL has {expected}")


def in_turns(arguments, what, say, ours, theirs):
    """The rounds: the server's turn, then pgbench's, each a function of seconds and a seed."""
    ours(1, 0)
    theirs(1, 0)
    rounds = []
    for number in range(arguments.rounds):
        seed = arguments.seed + number
        server, pgbench = ours(arguments.seconds, seed), theirs(arguments.seconds, seed)
        rounds.append({"server": server, "pgbench": pgbench,
                       "ratio": server["per_second"] / pgbench["per_second"]})
        say(f"  {what}, round {number + 1}: server {server['per_second']:.0f}/s,"
            f" pgbench {pgbench['per_second']:.0f}/s, ratio {rounds[-1]['ratio']:.2f}")
    return rounds


class Meter:
    """CPU time of the server, if there is one, and of the whole cluster over a `with` block."""

    def __init__(self, server, cluster):
        self._server = server.pid if server else None
        self._postmaster = cluster.postmaster
        self._idle_backends = None

    def __enter__(self):
        self._idle_backends = len(process.children(self._postmaster))
        self._before = self._now()
        return self

    def __exit__(self, *_):
        # A backend counts among the waited-for ones only once it has ended.
        deadline = time.monotonic() + 2
        while (len(process.children(self._postmaster)) > self._idle_backends
               and time.monotonic() < deadline):
            time.sleep(0.01)
        after = self._now()
        self.server_seconds = after[0] - self._before[0]
        self.postgres_seconds = after[1] - self._before[1]

    def _now(self):
        server = process.cpu_seconds(self._server) if self._server else 0
        return server, process.cluster_cpu_seconds(self._postmaster)


def run_wrk(server, cluster, bodies, connections, seconds, seed):
    """Requests drawn from a file that has a body a line."""
    with Meter(server, cluster) as meter:
        said = _output_of(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
             "-s", os.path.join(HERE, "requests.lua"), server.address + "/graphql", "--",
             bodies, str(seed)])
    got = json.loads(re.search(r"^RESULT (.*)$", said, re.MULTILINE).group(1))
    if got["bad"] or not got["requests"]:
        raise SystemExit(f"error: requests failed under load\n{said}")
    return {
        "requests": got["requests"],
        "per_second": got["requests"] / (got["duration_us"] / 1e6),
        "answer_bytes": got["bytes"] / got["requests"],
        "p50_us": got["p50_us"], "p95_us": got["p95_us"], "p99_us": got["p99_us"],
        "server_us": meter.server_seconds * 1e6 / got["requests"],
        "postgres_us": meter.postgres_seconds * 1e6 / got["requests"],
        "server_rss_mib": process.memory_mib(server.pid, "VmRSS"),
    }


def pgbench_script(statement, parameters, prefix="p"):
    """The statement in pgbench's words, and the variables it has for the parameters."""
    def variable(found):
        is_null = parameters[int(found.group(1)) - 1] is None
        return "null" if is_null else f":{prefix}{found.group(1)}"
    given = {f"{prefix}{at}": value for at, value in enumerate(parameters, 1) if value is not None}
    return re.sub(r"\$(\d+)", variable, statement) + ";\n", given


def run_pgbench(server, cluster, script, variables, clients, seconds, seed):
    path = os.path.join(cluster.directory, "script.sql")
    with open(path, "w", encoding="utf-8") as file:
        file.write(script)
    given = [f"-D{name}={value}" for name, value in variables.items()]
    with Meter(server, cluster) as meter:
        said = _output_of(
            [postgres_program("pgbench"), "-h", cluster.directory, "-U", SERVING_ROLE, "-n",
             "-M", "prepared", f"-c{clients}", "-j1", f"-T{seconds}", f"--random-seed={seed}",
             *given, "-f", path, DATABASE])
    done = int(re.search(r"transactions actually processed: (\d+)", said).group(1))
    failed = re.search(r"failed transactions: (\d+)", said)
    if not done or (failed and int(failed.group(1))):
        raise SystemExit(f"error: pgbench failed\n{said}")
    return {"transactions": done,
            "per_second": float(re.search(r"tps = ([\d.]+) \(without", said).group(1)),
            "postgres_us": meter.postgres_seconds * 1e6 / done}


def _output_of(command):
    if shutil.which(command[0]) is None:
        raise SystemExit(f"error: {command[0]} is not installed")
    # A session of its own: Ctrl-C ends this program first, which then cleans up.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, start_new_session=True) as child:
        try:
            said = child.communicate()[0]
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise SystemExit(f"error: {' '.join(command)} failed\n{said}")
    return said
