"""Each read workload: the server, beside pgbench that sends what the server sends.

The statement and its parameters are read from PostgreSQL's log. Then nested rows beside a flat list
of as many bytes, answers at a fixed rate, and what the server needs to be there: memory, and time
until it first answers.
"""

import bisect
import json
import time

import load
import process
from load import CONNECTIONS, Pgbench, Wrk, in_turns, median_of, open_loop, turn_of
from servers import Failed, Server
from workloads import NESTED_POSTS, READS, Requests, flat_comments

MANY, MANY_CLIENTS = 256, 64
OPEN_LOOP = ("C3", "Q2b", "L20")
COLD_STARTS = 7


def script_of(arguments, cluster, server, workload, requests):
    """What pgbench sends, and its variables; of workloads with drawn variables pgbench draws, too."""
    [(statement, parameters)] = cluster.logged_statements(lambda: server.ask(requests.first))
    if not workload.drawn:
        return load.pgbench_script(statement, parameters)
    if statement.count("$") != 1:
        raise SystemExit(f"error: {workload.name} has more than one parameter: {statement}")
    drawn = workload.drawn.format(users=arguments.users)
    return f"{drawn}\n{statement.replace('$1', workload.key)};\n", {}


def beside_pgbench(arguments, cluster, say, server, workload, requests, levels):
    """A row for each level: connections to the server, clients of pgbench."""
    script, given = script_of(arguments, cluster, server, workload, requests)
    for connections, clients in levels:
        name = workload.name if connections == CONNECTIONS else f"{workload.name} at {connections}"
        yield {"what": name, "connections": connections, "clients": clients, "pgbench": script,
               "variables": given, "rounds": in_turns(arguments, name, say, {
                   "server": turn_of(cluster, Wrk(server, requests, connections)),
                   "pgbench": turn_of(cluster, Pgbench(cluster, script, given, clients))},
                   ["server"])}


def nested_over_flat(arguments, cluster, say, server):
    """Rows with rows in them, and a list of rows that has as many bytes; both by the server."""
    nested = Requests(NESTED_POSTS, server, cluster, arguments)
    limits = range(1, 1000)
    limit = limits[bisect.bisect_left(
        limits, nested.answer_bytes,
        key=lambda one: server.answer_bytes([flat_comments(one).first_body()]))]
    flat = Requests(flat_comments(limit), server, cluster, arguments)
    return {"what": "nested", "limit": limit,
            "bytes": {"nested": nested.answer_bytes, "flat": flat.answer_bytes},
            "rounds": in_turns(arguments, "nested", say, {
                "nested": turn_of(cluster, Wrk(server, nested, CONNECTIONS)),
                "flat": turn_of(cluster, Wrk(server, flat, CONNECTIONS))}, ["nested", "flat"])}


def cold_start_ms(arguments, cluster):
    """From when the program is started until it has given the right answer; PostgreSQL is up."""
    user = cluster.sql("select json_build_object('name', name) from tb_user order by name, id limit 1")
    begun = time.perf_counter()
    server = Server(arguments.program, cluster)
    try:
        while time.perf_counter() < begun + 15:
            try:
                answer = server.ask(Server.probe)
                taken = (time.perf_counter() - begun) * 1000
                if answer != {"data": {"users": [json.loads(user)]}}:
                    raise SystemExit(f"error: the server's first answer was {answer}")
                return taken
            except Failed:
                time.sleep(0.001)  # not there yet
    finally:
        server.close()
    raise Failed("the server did not answer within 15 s")


def measure(arguments, cluster, say):
    with Server(arguments.program, cluster) as server:
        idle = process.memory_mib(server.pid, "VmRSS")
        rows, at_fixed_rate = [], []
        for workload in READS:
            requests = Requests(workload, server, cluster, arguments)
            levels = [(CONNECTIONS, CONNECTIONS)]
            if workload.name == "C3":
                levels.append((MANY, MANY_CLIENTS))
            rows += beside_pgbench(arguments, cluster, say, server, workload, requests, levels)
            if workload.name in OPEN_LOOP:
                most = median_of(rows[-len(levels)]["rounds"], "server", "per_second")
                at_fixed_rate += open_loop(arguments, workload.name, server, requests, most)
        nested = nested_over_flat(arguments, cluster, say, server)
        peak = process.memory_mib(server.pid, "VmHWM")
    starts = [cold_start_ms(arguments, cluster) for _ in range(COLD_STARTS)]
    return {"workloads": rows, "nested": nested, "open_loop": at_fixed_rate,
            "idle_rss_mib": idle, "peak_rss_mib": peak, "cold_start_ms": starts}
