#!/usr/bin/env python3
"""Look-ups by id through the server, side by side with pgbench on the same cluster.

Starts a private PostgreSQL and the quickstart on it, fills in notes, compares answers,
then lets wrk (against the server) and pgbench (against PostgreSQL, the same SQL) take
turns. Prints one table and can write every number as JSON. What it started is stopped
and removed at the end, also on Ctrl-C. bench/README.md says how to read the table.
"""

import argparse
import json
import os
import random
import signal
import statistics
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import load  # noqa: E402
import process  # noqa: E402
from cluster import SERVING_ROLE, SETTINGS, Cluster, fill_with_notes  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SQL_DIRECTORY = os.path.join(ROOT, "examples", "quickstart", "db")

# Connections to the server, clients of pgbench beside them, the least ratio.
LEVELS = ((32, 32, 1.3), (256, 64, 1.5))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quickstart", required=True, metavar="PROGRAM",
                        help="the program to measure, build/release/bin/quickstart")
    parser.add_argument("--seconds", type=int, default=3, metavar="N",
                        help="length of each turn (default 3)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="turns of each side at each number of connections (default 5)")
    parser.add_argument("--notes", type=int, default=100_000, metavar="N",
                        help="rows to draw from (default 100000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N",
                        help="of the ids drawn (default 1)")
    parser.add_argument("--json", metavar="FILE", help="where to write every number")
    arguments = parser.parse_args()
    if min(arguments.seconds, arguments.rounds, arguments.notes) < 1:
        parser.error("--seconds, --rounds and --notes must be 1 or more")
    return arguments


def write_ids(cluster):
    path = os.path.join(cluster.directory, "ids")
    ids = cluster.sql("select id from tv_note order by id").split()
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(ids) + "\n")
    return path, ids


def say(text):
    print(text, file=sys.stderr, flush=True)


def measure(arguments):
    with Cluster() as cluster:
        say(f"PostgreSQL {cluster.version()}; filling in {arguments.notes} notes")
        files = sorted(os.path.join(SQL_DIRECTORY, name) for name in os.listdir(SQL_DIRECTORY)
                       if name.endswith(".sql"))
        fill_with_notes(cluster, files, arguments.notes)
        ids_file, ids = write_ids(cluster)
        with load.Server(arguments.quickstart, cluster.url(SERVING_ROLE),
                         cluster.directory) as server:
            idle = process.memory_mib(server.pid, "VmRSS")
            chosen = random.Random(arguments.seed).sample(ids, min(20, len(ids)))
            load.compare_answers(server, cluster,
                                 chosen + ["00000000-0000-4000-8000-000000000000"])
            say(f"answers are right; {arguments.rounds} rounds of {arguments.seconds} s a turn")
            load.run_wrk(server, cluster, ids_file, 32, 1, 0)
            load.run_pgbench(server, cluster, arguments.notes, 32, 1, 0)
            levels = [measure_level(arguments, server, cluster, ids_file, *level)
                      for level in LEVELS]
            return {
                "machine": {"processors": os.cpu_count(), "load_average_after": os.getloadavg()},
                "postgres": {"version": cluster.version(), "settings": SETTINGS},
                "arguments": vars(arguments),
                "levels": levels,
                "server_idle_rss_mib": idle,
                "server_peak_rss_mib": process.memory_mib(server.pid, "VmHWM"),
            }


def measure_level(arguments, server, cluster, ids_file, connections, clients, bar):
    rounds = []
    for number in range(arguments.rounds):
        seed = arguments.seed + number
        ours = load.run_wrk(server, cluster, ids_file, connections, arguments.seconds, seed)
        theirs = load.run_pgbench(server, cluster, arguments.notes, clients,
                                  arguments.seconds, seed)
        rounds.append({"server": ours, "pgbench": theirs,
                       "ratio": ours["per_second"] / theirs["per_second"]})
        say(f"  {connections} connections, round {number + 1}: server {ours['per_second']:.0f}/s,"
            f" pgbench {theirs['per_second']:.0f}/s, ratio {rounds[-1]['ratio']:.2f}")
    return {"connections": connections, "pgbench_clients": clients, "bar": bar, "rounds": rounds}


def row(what, values, unit, places, bar=None, at_least=False):
    """Median and spread of the values, and the bar if there is one."""
    made = {"what": what, "median": statistics.median(values), "least": min(values),
            "most": max(values), "unit": unit, "places": places, "bar": None, "met": None}
    if bar is not None:
        made["bar"] = f"{'>=' if at_least else '<='} {bar}"
        made["met"] = made["median"] >= bar if at_least else made["median"] <= bar
    return made


def table_of(got):
    table = []
    for level in got["levels"]:
        at = f"{level['connections']} connections"
        rounds = level["rounds"]

        def ours(key, scale=1.0, rounds=rounds):
            return [one["server"][key] * scale for one in rounds]

        theirs = [one["pgbench"]["per_second"] for one in rounds]
        is_first = level is got["levels"][0]
        table += [
            row(f"look-up by id, {at}: over pgbench -c{level['pgbench_clients']}",
                [one["ratio"] for one in rounds], "x", 2, level["bar"], at_least=True),
            row("  server", ours("per_second"), "requests/s", 0),
            row("  pgbench", theirs, "transactions/s", 0),
            row("  P50", ours("p50_us", 1e-3), "ms", 2),
            row("  P95", ours("p95_us", 1e-3), "ms", 2, 1 if is_first else None),
            row("  P99", ours("p99_us", 1e-3), "ms", 2),
            row("  CPU per look-up, server", ours("server_us"), "us", 1, 14),
            row("  CPU per look-up, PostgreSQL", ours("postgres_us"), "us", 1),
            row("  CPU per look-up, PostgreSQL under pgbench",
                [one["pgbench"]["postgres_us"] for one in rounds], "us", 1),
        ]
    table.append(row("resident memory of the server, idle",
                     [got["server_idle_rss_mib"]], "MiB", 1, 25))
    table.append(row("resident memory of the server, at most",
                     [got["server_peak_rss_mib"]], "MiB", 1, 80))
    return table


def print_table(table):
    lines = [("", "median", "least to most", "unit", "bar", "")]
    for one in table:
        places = one["places"]
        lines.append((one["what"], f"{one['median']:.{places}f}",
                      f"{one['least']:.{places}f} to {one['most']:.{places}f}", one["unit"],
                      one["bar"] or "", {None: "", True: "met", False: "missed"}[one["met"]]))
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    for line in lines:
        cells = [line[0].ljust(widths[0]), line[1].rjust(widths[1]), line[2].rjust(widths[2])]
        cells += [line[i].ljust(widths[i]) for i in range(3, 6)]
        print("  ".join(cells).rstrip())


def main():
    arguments = parse_arguments()

    def stop(number, _):
        # Once: what is started is stopped in peace, whatever else is pressed.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(128 + number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    before = os.getloadavg()
    got = measure(arguments)
    got["machine"]["load_average_before"] = before
    got["table"] = table_of(got)
    print_table(got["table"])
    if before[0] > 0.5:
        print(f"The machine was not idle (load average {before[0]:.1f} at the start):"
              " judge by ratios and CPU, not by rates.")
    if arguments.json:
        os.makedirs(os.path.dirname(os.path.abspath(arguments.json)), exist_ok=True)
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(got, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
