"""The sections of the table, made of everything that was measured."""

import statistics

import under_load
from bars import NotMeasured, geomean, ratios, read_ratios
from table import number, spread

DETAIL = ("", "requests/s", "pgbench/s", "ratio", "least to most", "KiB", "P50 ms", "P95", "P99",
          "CPU us: server", "PostgreSQL", "under pgbench", "flush ms")
OPEN = ("", "workload", "load", "requests/s", "P50 ms", "P95", "P99", "P99.9", "max", "sent late, P99")


def bars_section(rows):
    lines = []
    for one in rows:
        places = one["places"]
        measured = one["median"] is not None
        lines.append((one["what"], number(one["median"], places),
                      spread((one["least"], one["most"]), places) if measured else "",
                      one["unit"], one["bar"], one["moonshot"], one["result"]))
    return ("The bars", ("", "median", "least to most", "unit", "bar", "moonshot", ""), lines)


def median(rounds, side, key, scale=1.0):
    return statistics.median(one[side][key] for one in rounds) * scale


def detail_line(one):
    rounds = one["rounds"]
    found = ratios(rounds, "server", "pgbench")
    flush = number(median(rounds, "server", "flush_us", 1e-3), 2) \
        if "flush_us" in rounds[0]["server"] else ""
    return (one["what"], number(median(rounds, "server", "per_second")),
            number(median(rounds, "pgbench", "per_second")), number(statistics.median(found), 2),
            spread(found, 2), number(median(rounds, "server", "answer_bytes", 1 / 1024), 1),
            *(number(median(rounds, "server", key, 1e-3), 2) for key in ("p50_us", "p95_us", "p99_us")),
            number(median(rounds, "server", "server_us"), 1),
            number(median(rounds, "server", "postgres_us"), 1),
            number(median(rounds, "pgbench", "postgres_us"), 1), flush)


def readers_line(one):
    """The readers of X1, whose writers have the line above."""
    rounds, key = one["rounds"], "reads_per_second"
    found = ratios(rounds, "server", "pgbench", key)
    return ("  its readers", number(median(rounds, "server", key)),
            number(median(rounds, "pgbench", key)), number(statistics.median(found), 2),
            spread(found, 2), *[""] * 8)


def workloads_section(got):
    lines = []
    for name in ("reads", "writes"):
        for one in got.get(name, {}).get("workloads", ()):
            lines.append(detail_line(one))
            if "reads_per_second" in one["rounds"][0]["server"]:
                lines.append(readers_line(one))
    return ("The server beside pgbench, medians", DETAIL, lines)


def open_loop_section(got):
    found = list(got.get("reads", {}).get("open_loop", ()))
    for peer in got.get("peers", ()):
        found += [one | {"server": peer["name"]} for one in peer["open_loop"]]
    lines = [(one["server"], one["what"], f"{one['part']:.0%}", number(one["wanted_rate"]),
              *(("", "", "", "", f"{one['bad']} failed, {one['sent'] - one['answered']} unanswered")
                if is_incomplete(one) else
                (number(one[key] / 1000, 2)
                 for key in ("p50_us", "p95_us", "p99_us", "p999_us", "max_us"))),
              number(one["late_us_p99"] / 1000, 2)) for one in found]
    return ("Latency at a fixed rate (a part of what each answers at most)", OPEN, lines)


def is_incomplete(one):
    return one["bad"] or one["answered"] != one["sent"]


def peer_cells(peer, names, of_rounds):
    """A cell for each workload: a number, `right` where that is all that was looked at, `differs`,
    `failed`, or `-` where the peer does not have it."""
    found = {one["what"]: one for one in rows_of(peer)}
    for name in names:
        one = found.get(name)
        if one is None:
            yield "-"
        elif "failed" in one:
            yield "differs" if "answers differ" in one["failed"] else "failed"
        else:
            yield of_rounds(one["rounds"]) if one["rounds"] else "right"


def rows_of(peer):
    """One for each workload; X1 has one for those who write, and one for those who read meanwhile."""
    for one in peer["reads"] + peer["writes"]:
        yield one
        if one["what"] == "X1":
            yield {"what": "X1 reads", "rounds": [
                {side: got | {"per_second": got["reads_per_second"]} for side, got in each.items()}
                for each in one["rounds"]]}


def names_of(peers):
    found = []
    for peer in peers:
        found += [one["what"] for one in rows_of(peer)
                  if one["what"] not in found and one["what"] != "writes"]
    return sorted(found, key=lambda name: name[0] in "MX")  # the reads first


def peers_sections(got):
    if "peers" not in got:
        return
    peers = [one for one in got["peers"] if not one["not_run"]]
    names = names_of(peers)

    def matrix(title, of_rounds, ends=lambda _: (), more=()):
        lines = [(peer["name"], *ends(peer), *peer_cells(peer, names, of_rounds)) for peer in peers]
        return (title, ("", *more, *names), lines)

    yield matrix("Requests/s of ours over the peer's",
                 lambda rounds: number(statistics.median(ratios(rounds, "server", "peer")), 1),
                 geomean_and_worst, ("geomean of reads", "worst"))
    yield matrix("Requests/s of the peer", lambda rounds: number(median(rounds, "peer", "per_second")),
                 lambda peer: (number(memory_of(peer), 0),), ("MiB",))
    yield matrix("CPU us a request: the peer and its PostgreSQL over ours and its PostgreSQL",
                 lambda rounds: number(statistics.median(
                     cost(one["peer"]) / cost(one["server"]) for one in rounds), 1))
    failures = [(one["name"], "not run: " + one["not_run"]) for one in got["peers"] if one["not_run"]]
    failures += [(peer["name"], f"{one['what']}: {one['failed']}") for peer in peers
                 for one in peer["reads"] + peer["writes"] if "failed" in one]
    if failures:
        yield ("Without a number", None, failures)


def cost(side):
    return side["server_us"] + side["postgres_us"]


def memory_of(peer):
    return max((each["peer"]["server_mib"] for one in peer["reads"] for each in one["rounds"]),
               default=None)


def geomean_and_worst(peer):
    try:
        found = {name: statistics.median(one) for name, one in read_ratios(peer).items()}
    except NotMeasured:
        return ("-", "-")
    worst = min(found, key=found.get)
    return (f"{number(geomean(found.values()), 1)} of {len(found)}", f"{number(found[worst], 1)} ({worst})")


def costs_sections(got):
    if "writes" not in got:
        return
    lines = []
    for group in got["writes"]["costs"]:
        alone = [one["us"] for one in group["steps"][0]["rounds"]]
        for step in group["steps"]:
            taken = [one["us"] for one in step["rounds"]]
            over = [one / other for one, other in zip(taken, alone)]
            lines.append((f"{group['what']}: {step['what']}", number(statistics.median(taken)),
                          spread(taken, 0), number(statistics.median(over), 2),
                          number(statistics.median(one["postgres_us"] for one in step["rounds"]))))
    yield ("What read tables cost writes (one client, commits do not wait for the disk)",
           ("", "us", "least to most", "over the UPDATE alone", "CPU us, PostgreSQL"), lines)
    yield ("Size with indexes", ("", "tb_ MiB", "tv_ MiB", "tv_ over tb_"),
           [(entity, number(found["tb"] / 2**20, 1), number(found["tv"] / 2**20, 1),
             number(found["tv"] / found["tb"], 2))
            for entity, found in got["sizes"].items() if entity != "organisation"])


def sections(got):
    yield bars_section(got["bars"])
    for one in (workloads_section(got), open_loop_section(got)):
        if one[2]:
            yield one
    yield from peers_sections(got)
    yield from costs_sections(got)
    yield from under_load.sections(got)
