"""The server under test, the two load generators, and the comparison of answers."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request

import process
from cluster import DATABASE, SERVING_ROLE, postgres_program

HERE = os.path.dirname(os.path.abspath(__file__))
DOCUMENT = "query($id: ID!) { note(id: $id) { id title } }"
PGBENCH_SCRIPT = r"""\set i random(1, {count})
select t."data" from tv_note t where t.id = md5(:i::text)::uuid;
"""


class Server:
    """The quickstart as a child process, from a directory of its own: no fraiseql.toml."""

    def __init__(self, program, url, directory):
        self.log = os.path.join(directory, "server.log")
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("FRAISEQL_") and name not in ("HOST", "PORT")}
        environment["DATABASE_URL"] = url
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

    def ask(self, note_id):
        body = json.dumps({"query": DOCUMENT, "variables": {"id": note_id}}).encode()
        asked = urllib.request.Request(self.address + "/graphql", body,
                                       {"content-type": "application/json"})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return json.load(answer)


def compare_answers(server, cluster, ids):
    """Ends the run where the server's answer is not what PostgreSQL has."""
    for note_id in ids:
        stored = cluster.sql("select json_build_object('id', data->'id', 'title', data->'title')"
                             f" from tv_note where id = '{note_id}'")
        expected = {"data": {"note": json.loads(stored) if stored else None}}
        got = server.ask(note_id)
        if got != expected:
            raise SystemExit(f"error: the server answered {got}, PostgreSQL has {expected}")


class Meter:
    """CPU time of the server and of the whole cluster over a `with` block."""

    def __init__(self, server, cluster):
        self._server, self._postmaster = server.pid, cluster.postmaster
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
        return process.cpu_seconds(self._server), process.cluster_cpu_seconds(self._postmaster)


def run_wrk(server, cluster, ids_file, connections, seconds, seed):
    with Meter(server, cluster) as meter:
        said = _output_of(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
             "-s", os.path.join(HERE, "lookup.lua"), server.address + "/graphql", "--",
             ids_file, str(seed)])
    got = json.loads(re.search(r"^RESULT (.*)$", said, re.MULTILINE).group(1))
    if got["bad"] or not got["requests"]:
        raise SystemExit(f"error: requests failed under load\n{said}")
    return {
        "per_second": got["requests"] / (got["duration_us"] / 1e6),
        "p50_us": got["p50_us"], "p95_us": got["p95_us"], "p99_us": got["p99_us"],
        "server_us": meter.server_seconds * 1e6 / got["requests"],
        "postgres_us": meter.postgres_seconds * 1e6 / got["requests"],
        "server_rss_mib": process.memory_mib(server.pid, "VmRSS"),
    }


def run_pgbench(server, cluster, count, clients, seconds, seed):
    script = os.path.join(cluster.directory, "lookup.sql")
    with open(script, "w", encoding="utf-8") as file:
        file.write(PGBENCH_SCRIPT.format(count=count))
    with Meter(server, cluster) as meter:
        said = _output_of(
            [postgres_program("pgbench"), "-h", cluster.directory, "-U", SERVING_ROLE, "-n",
             "-M", "prepared", f"-c{clients}", "-j1", f"-T{seconds}", f"--random-seed={seed}",
             "-f", script, DATABASE])
    done = int(re.search(r"transactions actually processed: (\d+)", said).group(1))
    failed = re.search(r"failed transactions: (\d+)", said)
    if not done or (failed and int(failed.group(1))):
        raise SystemExit(f"error: pgbench failed\n{said}")
    return {"per_second": float(re.search(r"tps = ([\d.]+) \(without", said).group(1)),
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
