"""What a request allocates, and what a connection that asks nothing costs.

Allocations are counted by a library in the server's process (allocations/), while clients of our own
send a number of requests, so that what is counted is of these alone: after as many for warmth, the
counts after minus those before, by the number. That server is not timed.
"""

import os
import struct
import tempfile
import time

import process
from clients import Client, Gone, ask_together, request_of
from servers import Failed, Server
from workloads import READS, Requests, body_of
from writes import MUTATION, all_posts

LIBRARY = "liballocations.so"
READ = ("C3", "L20")
AT_ONCE = (1, 32)
COUNTED, QUICK_COUNTED = 3_200, 320  # requests
IDLE, QUICK_IDLE = 10_000, 500  # connections
SETTLE_SECONDS = 1


class Counts:
    """The file that the library counts in."""

    KEYS = ("own_calls", "own_bytes", "all_calls", "all_bytes")

    def __init__(self, directory):
        descriptor, self.path = tempfile.mkstemp(".counts", dir=directory)
        os.write(descriptor, bytes(32))
        os.close(descriptor)

    def now(self):
        with open(self.path, "rb") as file:
            return struct.unpack("=4Q", file.read(32))


def per_request(before, after, count):
    return {key: (last - first) / count
            for key, first, last in zip(Counts.KEYS, before, after, strict=True)}


def bodies_of_mutations(cluster, count):
    posts = all_posts(cluster)
    return [body_of(MUTATION, {"post": posts[at % len(posts)], "title": f"Title {at:07}"})
            for at in range(count)]


def bodies(arguments, cluster, server, count):
    """Of each workload as many requests as are counted; answers are compared first."""
    for workload in READS:
        if workload.name in READ:
            with open(Requests(workload, server, cluster, arguments).path, encoding="utf-8") as file:
                lines = file.read().splitlines()
            yield workload.name, [lines[at % len(lines)] for at in range(count)]
    yield "M1", bodies_of_mutations(cluster, count)


def counted(server, counts, texts):
    """Rows of one workload, one for each number of requests at once."""
    requests = [request_of(one) for one in texts]
    for at_once in AT_ONCE:
        clients = [Client(server.port) for _ in range(at_once)]
        try:
            ask_together(clients, requests)
            before = counts.now()
            ask_together(clients, requests)
            yield {"at_once": at_once, "requests": len(requests)} | per_request(
                before, counts.now(), len(requests))
        except (Gone, OSError) as error:
            raise Failed(f"while allocations were counted: {error}") from error
        finally:
            for client in clients:
                client.close()


def allocations(arguments, cluster, say):
    """Rows, or why there are none."""
    library = os.path.abspath(os.path.join(arguments.bin, LIBRARY))
    if not os.path.exists(library):
        return {"not_run": f"{LIBRARY} is not built"}
    counts = Counts(cluster.directory)
    rows = []
    with Server(arguments.program, cluster,
                environment={"LD_PRELOAD": library, "ALLOCATIONS_FILE": counts.path}) as server:
        count = QUICK_COUNTED if arguments.quick else COUNTED
        for name, texts in bodies(arguments, cluster, server, count):
            for row in counted(server, counts, texts):
                rows.append({"what": name} | row)
                say(f"  allocations of {name}, {row['at_once']} at once:"
                    f" {row['own_calls']:.1f} our own, {row['all_calls']:.1f} in all")
    if not any(row["all_calls"] for row in rows):
        return {"not_run": f"{LIBRARY} has counted nothing: the program does not load it"}
    return {"rows": rows}


def idle_connections(arguments, cluster, say):
    """Resident memory with so many connections, each of which has asked once and waits."""
    wanted = QUICK_IDLE if arguments.quick else IDLE
    have = process.raise_open_files(wanted + 100)
    many = min(wanted, have - 100)
    probe = request_of(Server.probe)
    # They are all of one address.
    settings = ("--max-connections-per-address", str(many + 100))
    with Server(arguments.program, cluster, settings) as server:
        warm = [Client(server.port) for _ in range(32)]
        ask_together(warm, [probe] * 3_200)
        for client in warm:
            client.close()
        time.sleep(SETTLE_SECONDS)
        before = process.memory_mib(server.pid, "VmRSS")
        clients = []
        try:
            for _ in range(many):
                clients.append(Client(server.port))
                ask_together(clients[-1:], [probe])
            time.sleep(SETTLE_SECONDS)
            after = process.memory_mib(server.pid, "VmRSS")
            ask_together(clients[::100], [probe] * len(clients[::100]))  # they are all still there
        except (Gone, OSError) as error:
            raise Failed(f"connection {len(clients)} of {many}: {error}") from error
        finally:
            for client in clients:
                client.close()
        time.sleep(SETTLE_SECONDS)
        closed = process.memory_mib(server.pid, "VmRSS")
    each = (after - before) * 2**20 / many
    say(f"  {many:,} idle connections: {each:,.0f} bytes each")
    return {"connections": many, "wanted": wanted, "bytes_each": each, "before_mib": before,
            "with_mib": after, "closed_mib": closed}


def measure(arguments, cluster, say):
    return {"allocations": allocations(arguments, cluster, say),
            "idle_connections": idle_connections(arguments, cluster, say)}
