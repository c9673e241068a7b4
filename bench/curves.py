"""Throughput against latency: a server is asked at ten fixed rates, from a tenth of what it answers
in a closed loop to a quarter above that. What is drawn of it is curves of `plot.py`."""

import peers as others
from load import CONNECTIONS, OpenLoop, Wrk, output_of, together
from plot import Line, Picture
from servers import Failed, Server
from workloads import READS, Requests

OURS = "FraiseQL"
WORKLOADS = ("C3", "L20", "Q2b")
PARTS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1, 1.1, 1.25)
QUICK_OF_PEERS = ("C3",)
QUICK_PARTS = (0.25, 0.75, 1.25)
TITLES = {"C3": "One user by id", "L20": "A list of 20 posts", "Q2b": "10 posts with their authors"}
KEPT = ("wanted_rate", "sent", "answered", "bad", "rate", "p50_us", "p95_us", "p99_us", "late_us_p99")


def curve(arguments, cluster, server, requests):
    """A point for each part of the most that it answers."""
    for _ in range(2 if arguments.warm else 1):
        [most] = together(cluster, 1, arguments.seed, Wrk(server, requests, CONNECTIONS))
    found = []
    for part in QUICK_PARTS if arguments.quick else PARTS:
        generator = OpenLoop(arguments.open_loop, server, requests,
                             max(1, round(most["per_second"] * part)))
        got = generator.result(output_of(generator.start(arguments.curve_seconds, arguments.seed)))
        found.append({"part": part} | {key: got[key] for key in KEPT})
    return {"most": most["per_second"], "points": found}


def curves_of(arguments, cluster, say, name, server, documents):
    """Rows of one server, a workload each; `documents` has its own words where it has other ones."""
    rows = []
    wanted = QUICK_OF_PEERS if documents and arguments.quick else WORKLOADS
    for workload in READS:
        if workload.name not in wanted or (documents and workload.name not in documents):
            continue
        row = {"server": name, "what": workload.name}
        try:
            requests = Requests(workload, server, cluster, arguments,
                                documents.get(workload.name) if documents else None)
            row |= curve(arguments, cluster, server, requests)
            say(f"  {name}, {workload.name}: {row['most']:.0f}/s in a closed loop, "
                + ", ".join(f"{one['rate']:.0f}/s {one['p95_us'] / 1000:.1f} ms"
                            for one in row["points"]))
        except Failed as failure:
            row["failed"] = str(failure)
            say(f"  {name}, {workload.name}: {failure}")
        rows.append(row)
    return rows


def measure(arguments, cluster, say, known=None):
    """Rows of ours and of the peers: of those that are known to run, if that has been tried before."""
    with Server(arguments.program, cluster) as server:
        rows = curves_of(arguments, cluster, say, OURS, server, None)
    for peer in others.discover(arguments) if known is None else known:
        if peer["not_run"]:
            continue
        try:
            others.install(peer, arguments, say)
            with others.beside(arguments, cluster, say, peer) as pair:
                rows += curves_of(arguments, cluster, say, peer["name"], pair.theirs, peer["documents"])
        except Failed as failure:
            rows.append({"server": peer["name"], "what": "-", "failed": str(failure)})
            say(f"  {peer['name']}: {failure}")
    return rows


def pictures(rows):
    """By file name: of each workload all servers' P95, and P50, P95 and P99 of ours."""
    made = {}
    good = [one for one in rows if one.get("points")]
    servers = list(dict.fromkeys(one["server"] for one in good))
    for name in dict.fromkeys(one["what"] for one in good):
        of_it = [one for one in good if one["what"] == name]
        made[f"{name}-peers.svg"] = Picture(
            f"{TITLES[name]}: P95 by load (lower and further right is better)",
            "requests answered a second", "P95, ms", [
                Line(one["server"], points(one, "p95_us"), servers.index(one["server"]),
                     2.6 if one["server"] == OURS else 1.4) for one in of_it])
        ours = next((one for one in of_it if one["server"] == OURS), None)
        if ours is None:
            continue
        made[f"{name}.svg"] = Picture(
            f"{TITLES[name]}: latency of {OURS} by load", "requests answered a second", "latency, ms", [
                Line(label, points(ours, key), 0, width, dash) for label, key, width, dash in (
                    ("P50", "p50_us", 2.4, ""), ("P95", "p95_us", 1.8, "7 3"),
                    ("P99", "p99_us", 1.4, "2 3"))])
    return made


def points(row, key):
    """Of rates at which all were answered."""
    return [(one["rate"], max(one[key], 1) / 1000) for one in row["points"] if not one["bad"]]
