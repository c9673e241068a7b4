#!/usr/bin/env python3
"""The server beside pgbench and beside other GraphQL servers, on the same cluster.

Starts a private PostgreSQL with the blog on it, fills in rows, compares answers, then lets them
take turns. Prints one table and can write every number as JSON. What it started is stopped and
removed at the end, also on Ctrl-C. bench/README.md says how to read the table.
"""

import argparse
import json
import os
import signal
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import alone  # noqa: E402
import bars  # noqa: E402
import curves  # noqa: E402
import fairness  # noqa: E402
import identity  # noqa: E402
import machine  # noqa: E402
import memory  # noqa: E402
import peers  # noqa: E402
import performance  # noqa: E402
import reads  # noqa: E402
import report  # noqa: E402
import scaling  # noqa: E402
import soak  # noqa: E402
import sync_costs  # noqa: E402
import table  # noqa: E402
import writes  # noqa: E402
from cluster import ROOT, SETTINGS, Cluster  # noqa: E402
from servers import Failed  # noqa: E402
from workloads import fill_with_blog  # noqa: E402

PARTS = ("alone", "reads", "memory", "fairness", "identity", "scaling", "peers", "curves", "writes")
LONG_PARTS = ("soak",)  # when they are asked for, and in small form
# Those that need a cluster with the blog, and leave it as it was but for the titles of posts.
BY_THEMSELVES = {"memory": memory, "fairness": fairness, "scaling": scaling}
DEFAULT = {"seconds": 2, "rounds": 3, "peer_seconds": 1, "peer_rounds": 2, "curve_seconds": 3,
           "users": [10_000], "minutes": 30, "rate": soak.RATE}
QUICK = {"seconds": 1, "rounds": 1, "peer_seconds": 1, "peer_rounds": 1, "curve_seconds": 1,
         "users": [1_000], "minutes": 0.2, "rate": soak.RATE}
SIZES = (1_000, 10_000, 100_000)
LEAST_USERS = 200  # page 50 needs 1,000 posts


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.path.join(ROOT, "build", "release", "bin"),
                        metavar="DIRECTORY", help="where the programs are (build/release/bin)")
    parser.add_argument("--only", choices=PARTS + LONG_PARTS, nargs="+", metavar="PART",
                        help=f"not all of {', '.join(PARTS)}; or soak, which takes half an hour")
    parser.add_argument("--peer", nargs="+", metavar="NAME", help="not all of bench/peers")
    parser.add_argument("--peers", metavar="DIRECTORY",
                        help="other peers than those in bench/peers; their builds go to DIRECTORY/build")
    parser.add_argument("--no-install", action="store_true", help="only peers that are installed")
    parser.add_argument("--quick", action="store_true",
                        help="compare all answers, time each once for a second, peers in a few"
                             " workloads: to see that everything works")
    parser.add_argument("--seconds", type=int, metavar="N", help="length of a turn (default 2)")
    parser.add_argument("--peer-seconds", type=int, metavar="N",
                        help="length of a turn beside a peer (default 1)")
    parser.add_argument("--peer-rounds", type=int, metavar="N", help="turns beside a peer (default 2)")
    parser.add_argument("--rounds", type=int, metavar="N", help="turns of each side (default 3)")
    parser.add_argument("--curve-seconds", type=int, metavar="N",
                        help="length of a turn at a fixed rate in curves (default 3)")
    parser.add_argument("--minutes", type=float, metavar="N", help="of the soak (default 30)")
    parser.add_argument("--rate", type=float, metavar="N",
                        help=f"requests a second of the soak (default {soak.RATE})")
    parser.add_argument("--users", type=int, nargs="+", metavar="N",
                        help="users of the blog, with 5 posts and 20 comments each (default 10000)")
    parser.add_argument("--sizes", action="store_const", const=SIZES, dest="users",
                        help=f"--users {' '.join(map(str, SIZES))}")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn (default 1)")
    parser.add_argument("--json", metavar="FILE", help="where to write every number")
    parser.add_argument("--no-page", action="store_true",
                        help="a whole run leaves docs/performance.md as it is, too")
    arguments = parser.parse_args()
    arguments.only = tuple(arguments.only or (PARTS + LONG_PARTS if arguments.quick else PARTS))
    for name, value in (QUICK if arguments.quick else DEFAULT).items():
        setattr(arguments, name, getattr(arguments, name) or value)
    arguments.installed = []  # peers, each once
    arguments.builds = (os.path.join(arguments.peers, "build") if arguments.peers
                        else os.path.join(ROOT, "build", "peers"))
    arguments.peers = arguments.peers or os.path.join(ROOT, "bench", "peers")
    arguments.warm = not arguments.quick
    arguments.program = os.path.join(arguments.bin, "fraiseql")
    arguments.open_loop = os.path.join(arguments.bin, "open_loop")
    whole = [getattr(arguments, name) for name in DEFAULT if name.endswith(("seconds", "rounds"))]
    if min(whole) < 1:
        parser.error("seconds and rounds must be 1 or more")
    if min(arguments.minutes, arguments.rate) <= 0:
        parser.error("--minutes and --rate must be more than 0")
    if min(arguments.users) < LEAST_USERS:
        parser.error(f"--users must be {LEAST_USERS} or more: page 50 needs 1,000 posts")
    return arguments


def say(text):
    print(text, file=sys.stderr, flush=True)


def attempted(measure_part, *given):
    """What one part found, or why nothing: the others go on."""
    try:
        return measure_part(*given)
    except Failed as failure:
        say(f"  failed: {failure}")
        return {"not_run": str(failure)}


def measure(arguments, users):
    """Everything of one size. What peers write comes last: they leave read tables as they were."""
    one = argparse.Namespace(**vars(arguments) | {"users": users})
    got = {"users": users}
    if "identity" in one.only:
        got["identity"] = attempted(identity.measure, one, say)
    with Cluster() as cluster:
        got["postgres"] = {"version": cluster.version(), "settings": SETTINGS}
        say(f"PostgreSQL {cluster.version()}, a blog of {users:,} users;"
            f" {one.rounds} rounds of {one.seconds} s a turn")
        fill_with_blog(cluster, users)
        got["sizes"] = sync_costs.sizes(cluster)
        cluster.sql_file(os.path.join(ROOT, "bench", "peers", "indexes.sql"))
        if "reads" in one.only:
            got["reads"] = reads.measure(one, cluster, say)
        for name, part in BY_THEMSELVES.items():
            if name in one.only:
                got[name] = attempted(part.measure, one, cluster, say)
        if "peers" in one.only:
            got["peers"] = peers.discover(one)
            peers.measure_reads(one, cluster, say, got["peers"])
        if "curves" in one.only:
            got["curves"] = curves.measure(one, cluster, say, got.get("peers"))
        if "writes" in one.only:
            got["writes"] = writes.measure(one, cluster, say)
        if "peers" in one.only:
            peers.measure_writes(one, cluster, say, got["peers"])
        if "soak" in one.only:
            got["soak"] = attempted(soak.measure, one, cluster, say)
    return got


def stop_in_peace():
    def stop(number, _):
        # Once: what is started is stopped in peace, whatever else is pressed.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(128 + number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


def is_whole(arguments):
    """Whether the page is made of it (docs/performance.md)."""
    return (not arguments.quick and not arguments.peer and set(PARTS) <= set(arguments.only)
            and performance.USERS in arguments.users and not arguments.no_page)


def main():
    arguments = parse_arguments()
    stop_in_peace()
    where = machine.described() | {"load_average_before": os.getloadavg()}
    found = {"alone": alone.measure(arguments, say)} if "alone" in arguments.only else {}
    sizes = []
    for users in arguments.users:
        try:
            got = found | measure(arguments, users)
        except Failed as failure:
            raise SystemExit(f"error: {failure}") from failure
        sizes.append(got | {"bars": bars.held_against(got)})
    for got in sizes:
        print(f"\nA blog of {got['users']:,} users")
        table.write(report.sections(got))
    if arguments.quick:
        print("\n--quick: turns of a second, none of them warm; these are no measurements.")
    before = where["load_average_before"][0]
    if before > 0.5:
        print(f"\nThe machine was not idle (load average {before:.1f} at the start):"
              " judge by ratios and CPU, not by rates.")
    where["load_average_after"] = os.getloadavg()
    if arguments.json:
        os.makedirs(os.path.dirname(os.path.abspath(arguments.json)), exist_ok=True)
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"machine": where, "arguments": vars(arguments), "sizes": sizes}, file,
                      indent=1)
            file.write("\n")
        if is_whole(arguments):
            performance.make(arguments.json)


if __name__ == "__main__":
    main()
