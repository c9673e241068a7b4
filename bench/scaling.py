"""One and two event loops, and what follows for more processors.

Measured are requests/s and CPU time a request with `--loops 1` and `--loops 2`, of the server
thread by thread, and of PostgreSQL. Two processors, which the load generator shares, cannot show
what 32 do: `model` computes that from CPU time, and says what it assumes.
"""

import contextlib
import math
import subprocess

import process
from load import CONNECTIONS, Wrk, in_turns, together
from servers import Server
from workloads import READS, Requests

WORKLOADS = ("C3", "L20")
LOOPS = (1, 2)
CORES = (2, 8, 32)
BUSY_SHARE = 0.1  # of the busiest thread: who does less is no event loop


def knows_loops(program):
    said = subprocess.run([program, "serve", "--help"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return "--loops" in said.stdout


def spent_us(before, after, count):
    """Of each thread, a request: the busiest first."""
    return sorted(((now - before.get(task, ("", 0))[1]) * 1e6 / count
                   for task, (_, now) in after.items()), reverse=True)


def turn_by_thread(cluster, generator):
    """A side for in_turns, with what each thread of the server spent."""
    def turn(seconds, seed):
        before = process.thread_cpu_seconds(generator.server.pid)
        [got] = together(cluster, seconds, seed, generator)
        after = process.thread_cpu_seconds(generator.server.pid)
        return got | {"threads_us": spent_us(before, after, got["requests"])}
    return turn


def measure(arguments, cluster, say):
    """One server for each number of loops, in turns."""
    if not knows_loops(arguments.program):
        return {"not_run": "the server has no setting `loops`"}
    rows = []
    with contextlib.ExitStack() as running:
        servers = {str(loops): running.enter_context(
            Server(arguments.program, cluster, ["--loops", str(loops)])) for loops in LOOPS}
        for workload in READS:
            if workload.name in WORKLOADS:
                sides = {loops: turn_by_thread(cluster, Wrk(
                    server, Requests(workload, server, cluster, arguments), CONNECTIONS))
                    for loops, server in servers.items()}
                rows.append({"what": workload.name, "rounds": in_turns(
                    arguments, f"{workload.name} by loops", say, sides, list(sides))})
    return {"rows": rows}


def serial_us(threads_us):
    """CPU time a request of threads of which there is one, however many loops there are: of those
    that are no loops, the busiest."""
    if not threads_us:
        return 0.0
    return max((one for one in threads_us if one < BUSY_SHARE * threads_us[0]), default=0.0)


def imbalance(threads_us, loops):
    """What the busiest loop does over what each would do if all did the same."""
    busy = threads_us[:loops]
    return max(busy) * len(busy) / sum(busy) if sum(busy) else 1.0


def model(server_us, postgres_us, growth_per_doubling=1.0, serial=0.0, uneven=1.0, cores=CORES):
    """Requests/s by processors, with the load generator elsewhere, and so the network. Assumed is:

    - An operation costs what it cost here, and `growth_per_doubling` times that for each doubling of
      the loops beyond one; PostgreSQL's part stays as it is, since backends share nothing but
      buffers when they read.
    - Server and PostgreSQL share the processors as their costs say: loops are a whole number, at
      least one, and so is what PostgreSQL has.
    - The busiest loop has `uneven` times its share of connections, and is full first.
    - A thread of which there is one bounds all by `serial` us a request.

    `beside` is with PostgreSQL on the same processors, `apart` with a PostgreSQL elsewhere that is
    never the limit.
    """
    found = []
    for number in cores:
        beside = max((of_loops(loops, number - loops, server_us, postgres_us, growth_per_doubling,
                               serial, uneven), loops) for loops in range(1, number))
        apart = of_loops(number, None, server_us, postgres_us, growth_per_doubling, serial, uneven)
        found.append({"cores": number, "loops": beside[1], "beside": beside[0], "apart": apart})
    return found


def of_loops(loops, left, server_us, postgres_us, growth_per_doubling, serial, uneven):
    each = server_us * growth_per_doubling ** math.log2(loops)
    bounds = [loops * 1e6 / (each * (uneven if loops > 1 else 1.0))]
    if left is not None:
        bounds.append(left * 1e6 / postgres_us)
    if serial:
        bounds.append(1e6 / serial)
    return min(bounds)
