#!/usr/bin/env python3
"""The server, side by side with pgbench on the same cluster.

Starts a private PostgreSQL with the quickstart and then the blog on it, fills in rows,
compares answers, then lets wrk (against the server) and pgbench (against PostgreSQL, the
same SQL) take turns. Prints one table and can write every number as JSON. What it started
is stopped and removed at the end, also on Ctrl-C. bench/README.md says how to read the
table.
"""

import argparse
import json
import os
import signal
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import lists  # noqa: E402
import lookups  # noqa: E402
import table  # noqa: E402
import writes  # noqa: E402
from cluster import SETTINGS, Cluster  # noqa: E402

PARTS = {"lookups": lookups, "lists": lists, "writes": writes}


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quickstart", required=True, metavar="PROGRAM",
                        help="the program for look-ups, build/release/bin/quickstart")
    parser.add_argument("--blog", required=True, metavar="PROGRAM",
                        help="the program for lists and writes, build/release/bin/blog")
    parser.add_argument("--only", choices=PARTS, help="one part instead of all")
    parser.add_argument("--seconds", type=int, default=3, metavar="N",
                        help="length of each turn (default 3)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="turns of each side in each row (default 5)")
    parser.add_argument("--notes", type=int, default=100_000, metavar="N",
                        help="rows to draw look-ups from (default 100000)")
    parser.add_argument("--users", type=int, default=10_000, metavar="N",
                        help="users of the blog, at least 200 (default 10000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N",
                        help="of the ids drawn (default 1)")
    parser.add_argument("--json", metavar="FILE", help="where to write every number")
    arguments = parser.parse_args()
    if min(arguments.seconds, arguments.rounds, arguments.notes) < 1:
        parser.error("--seconds, --rounds and --notes must be 1 or more")
    if arguments.users < 200:
        parser.error("page 50 needs 1,000 posts, so --users must be 200 or more")
    return arguments


def say(text):
    print(text, file=sys.stderr, flush=True)


def measure(arguments):
    got = {"machine": {"processors": os.cpu_count(), "load_average_before": os.getloadavg()},
           "arguments": vars(arguments), "table": []}
    for name in [arguments.only] if arguments.only else PARTS:
        with Cluster() as cluster:
            got["postgres"] = {"version": cluster.version(), "settings": SETTINGS}
            say(f"PostgreSQL {cluster.version()}")
            got[name] = PARTS[name].measure(arguments, cluster, say)
        got["table"] += PARTS[name].table_of(got[name])
    got["machine"]["load_average_after"] = os.getloadavg()
    return got


def main():
    arguments = parse_arguments()

    def stop(number, _):
        # Once: what is started is stopped in peace, whatever else is pressed.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(128 + number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    got = measure(arguments)
    table.write(got["table"])
    before = got["machine"]["load_average_before"][0]
    if before > 0.5:
        print(f"The machine was not idle (load average {before:.1f} at the start):"
              " judge by ratios and CPU, not by rates.")
    if arguments.json:
        os.makedirs(os.path.dirname(os.path.abspath(arguments.json)), exist_ok=True)
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(got, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
