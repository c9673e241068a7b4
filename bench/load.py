"""The load generators, and how those that are measured take turns."""

import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import process
from cluster import DATABASE, SERVING_ROLE, postgres_program
from servers import Failed

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32
OPEN_LOOP_PARTS = (0.5, 0.8)


def in_turns(arguments, what, say, sides, warm):
    """The rounds, each a dictionary of what each side did in its turn. A side is a function of
    seconds and a seed; `warm` names those that take a turn beforehand."""
    for name in warm if arguments.warm else ():
        sides[name](1, 0)
    rounds = []
    for number in range(arguments.rounds):
        rounds.append({name: side(arguments.seconds, arguments.seed + number)
                       for name, side in sides.items()})
        say(f"  {what}, round {number + 1}: " + ", ".join(
            f"{name} {got['per_second']:.0f}/s" for name, got in rounds[-1].items()))
    return rounds


class Meter:
    """CPU time of a server, if there is one, and of the whole cluster over a `with` block."""

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
        server = process.session_cpu_seconds(self._server) if self._server else 0
        return server, process.cluster_cpu_seconds(self._postmaster)

    def per(self, count):
        return {"server_us": self.server_seconds * 1e6 / count,
                "postgres_us": self.postgres_seconds * 1e6 / count}


class Wrk:
    """Requests in a closed loop. wrk looks at the status alone, so that answers must also be as long
    as those that were found right, unless their length is not known."""

    def __init__(self, server, requests, connections):
        self.server, self._requests, self.connections = server, requests, connections

    def start(self, seconds, seed):
        return start(["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "10s",
                      "-s", os.path.join(HERE, "requests.lua"), self.server.address + "/graphql",
                      "--", self._requests.path, str(seed)])

    def result(self, said):
        found = re.search(r"^RESULT (.*)$", said, re.MULTILINE)
        if not found:
            raise Failed(f"wrk failed: {said.strip()}")
        got = json.loads(found.group(1))
        if got["bad"] or not got["requests"]:
            raise Failed(f"{self.server.name} failed under load: {got['requests']} answers,"
                         f" {got['bad']} requests without one")
        long, expected = got["bytes"] / got["requests"], self._requests.answer_bytes
        if expected and abs(long - expected) > 0.03 * expected + 16:
            raise Failed(f"answers of {self.server.name} have {long:.0f} bytes under load,"
                         f" {expected:.0f} otherwise")
        return {"requests": got["requests"],
                "per_second": got["requests"] / (got["duration_us"] / 1e6),
                "answer_bytes": long,
                **{name: got[name] for name in ("p50_us", "p95_us", "p99_us")}}


class OpenLoop:
    """Requests at a fixed rate, whether the server keeps up or not. Latency counts from when each
    should have been sent, so that nobody waits uncounted."""

    def __init__(self, program, server, requests, rate, connections=CONNECTIONS):
        self._program, self.server, self._requests = program, server, requests
        self.rate, self.connections = rate, connections

    def start(self, seconds, seed):
        return start([self._program, "--url", self.server.address + "/graphql", "--bodies",
                      self._requests.path, "--connections", str(self.connections), "--rate",
                      str(self.rate), "--seconds", str(seconds), "--seed", str(seed)])

    def result(self, said):
        got = json.loads(said.splitlines()[-1])
        return got | {"requests": max(got["answered"], 1), "per_second": got["rate"],
                      "wanted_rate": self.rate}


class Pgbench:
    """A script with values for its variables, sent by so many clients. Their connections are new in
    each turn, so that the first second, in which they plan, comes before the turn."""

    server = None

    def __init__(self, cluster, script, variables, clients):
        self._cluster, self.connections = cluster, clients
        self._given = [f"-D{name}={value}" for name, value in variables.items()]
        descriptor, self._path = tempfile.mkstemp(".sql", dir=cluster.directory)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(script)

    def start(self, seconds, seed):
        return start(
            [postgres_program("pgbench"), "-h", self._cluster.directory, "-U", SERVING_ROLE, "-n",
             "-M", "prepared", f"-c{self.connections}", "-j1", f"-T{seconds + 1}", "-P1", f"--random-seed={seed}",
             *self._given, "-f", self._path, DATABASE])

    @staticmethod
    def result(said):
        done = int(re.search(r"transactions actually processed: (\d+)", said).group(1))
        failed = re.search(r"failed transactions: (\d+)", said)
        if not done or (failed and int(failed.group(1))):
            raise SystemExit(f"error: pgbench failed\n{said}")
        started, first, rate, connecting_ms = (float(re.search(pattern, said).group(1)) for pattern in (
            r"progress: ([\d.]+) s", r"progress: .* s, ([\d.]+) tps", r"tps = ([\d.]+) \(without",
            r"initial connection time = ([\d.]+) ms"))
        took = done / rate + connecting_ms / 1000
        return {"requests": done, "per_second": (done - first * started) / (took - started)}


def together(cluster, seconds, seed, *generators):
    """What each of them did while all ran at once, beside it CPU time for each request of them all,
    and the server's memory."""
    server = generators[0].server
    with Meter(server, cluster) as meter:
        children = [(one, one.start(seconds, seed)) for one in generators]
        try:
            got = [one.result(output_of(child)) for one, child in children]
        finally:
            for _, child in children:
                child.kill()
    cost = meter.per(sum(one["requests"] for one in got))
    if server:
        cost["server_mib"] = process.session_memory_mib(server.pid)
    return [one | cost for one in got]


def turn_of(cluster, generator):
    """A side for in_turns."""
    return lambda seconds, seed: together(cluster, seconds, seed, generator)[0]


def median_of(rounds, side, key):
    return statistics.median(one[side][key] for one in rounds)


def open_loop(arguments, what, server, requests, most):
    """At fixed rates, parts of the most that the same server answered in a closed loop."""
    found = []
    for part in OPEN_LOOP_PARTS:
        generator = OpenLoop(arguments.open_loop, server, requests, max(1, round(most * part)))
        got = generator.result(output_of(generator.start(arguments.seconds, arguments.seed)))
        found.append({"what": what, "server": server.name, "part": part} | got)
    return found


def pgbench_script(statement, parameters, prefix="p"):
    """The statement in pgbench's words, and the variables it has for the parameters."""
    def variable(found):
        is_null = parameters[int(found.group(1)) - 1] is None
        return "null" if is_null else f":{prefix}{found.group(1)}"
    given = {f"{prefix}{at}": value for at, value in enumerate(parameters, 1) if value is not None}
    return re.sub(r"\$(\d+)", variable, statement) + ";\n", given


def start(command):
    if shutil.which(command[0]) is None:
        raise SystemExit(f"error: {command[0]} is not installed")
    # A session of its own: Ctrl-C ends this program first, which then cleans up.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, start_new_session=True)


def output_of(child):
    with child:
        try:
            said = child.communicate()[0]
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        last = said.strip().splitlines()[-1:]
        raise Failed(f"{os.path.basename(child.args[0])} failed: {''.join(last) or 'it said nothing'}")
    return said
