"""Sections of the table about more than requests a second: memory, who shares a server with whom,
what it costs to know who asks, more processors, and half an hour of everything."""

import statistics

from bars import ratios
from scaling import imbalance, model, serial_us
from table import number

LATENCIES = ("p50_us", "p95_us", "p99_us")


def median(rounds, side, key, scale=1.0):
    return statistics.median(one[side][key] * scale for one in rounds)


def without_a_number(found):
    """A section's lines where a part did not run, else none."""
    return [("not measured", found["not_run"])] if "not_run" in found else []


def allocations_section(got):
    found = got["allocations"]
    lines = [(one["what"], number(one["at_once"]), number(one["own_calls"], 1),
              number(one["own_bytes"]), number(one["all_calls"] - one["own_calls"], 1),
              number(one["all_calls"], 1), number(one["all_bytes"]))
             for one in found.get("rows", ())]
    head = ("", "at once", "our own", "bytes", "of libraries", "in all", "bytes in all")
    return ("Allocations of a request", head if lines else None, lines or without_a_number(found))


def idle_section(got):
    one = got["idle_connections"]
    return ("Connections that wait, each has asked once",
            ("connections", "bytes each", "MiB before", "MiB with them", "MiB without them again"),
            [(number(one["connections"]), number(one["bytes_each"]), number(one["before_mib"], 1),
              number(one["with_mib"], 1), number(one["closed_mib"], 1))])


def memory_sections(got):
    if "not_run" in got:
        yield ("Memory", None, without_a_number(got))
        return
    yield allocations_section(got)
    yield idle_section(got)


def fairness_section(got):
    title = "Fairness"
    if "not_run" in got:
        return (title, None, without_a_number(got))
    rounds = got["rounds"]
    lines = [(said, number(got["rate"]), *(number(median(rounds, side, key, 1e-3), 2) for key in LATENCIES),
              number(lists))
             for said, side, lists in (
                 ("alone", "alone", None),
                 (f"beside {got['greedy']} connections with L1000", "among",
                  statistics.median(one["lists_per_second"] for one in rounds)))]
    return (f"{title}: look-ups at a fixed rate, latency in ms",
            ("", "look-ups/s", "P50", "P95", "P99", "lists/s"), lines)


def identity_sections(got):
    if "not_run" in got:
        yield ("Who asks", None, without_a_number(got))
        return
    lines = []
    for one in got["workloads"]:
        rounds = one["rounds"]
        lines.append((
            one["what"], *(number(median(rounds, side, "per_second")) for side in ("without", "with")),
            number(statistics.median(ratios(rounds, "with", "without")), 2),
            *(number(median(rounds, side, key), 1) for key in ("server_us", "postgres_us")
              for side in ("without", "with"))))
    yield ("Who asks: a token and a policy of PostgreSQL, beside neither",
           ("", "requests/s without", "with", "ratio", "CPU us: server without", "with",
            "PostgreSQL without", "with"), lines)
    rounds = got["mixed"]
    counts = sorted(rounds[0], key=int)
    yield ("Look-ups of tenants mixed", ("tenants", "requests/s", "P50 ms", "P95", "P99",
                                         "CPU us: server", "PostgreSQL"),
           [(count, number(median(rounds, count, "per_second")),
             *(number(median(rounds, count, key, 1e-3), 2) for key in LATENCIES),
             *(number(median(rounds, count, key), 1) for key in ("server_us", "postgres_us")))
            for count in counts])


def modelled(rounds):
    """What the model is given: of one loop the costs, of two what more of them costs."""
    threads = [one["2"]["threads_us"] for one in rounds]
    return {"server_us": median(rounds, "1", "server_us"), "postgres_us": median(rounds, "1", "postgres_us"),
            "growth_per_doubling": max(1.0, statistics.median(ratios(rounds, "2", "1", "server_us"))),
            "serial": statistics.median(map(serial_us, threads)),
            "uneven": statistics.median(imbalance(each, 2) for each in threads)}


def scaling_sections(got):
    if "not_run" in got:
        yield ("Scaling", None, without_a_number(got))
        return
    measured, given, computed = [], [], []
    for one in got["rows"]:
        what, rounds = one["what"], one["rounds"]
        measured += [(what, loops, number(median(rounds, loops, "per_second")),
                      number(median(rounds, loops, "p95_us", 1e-3), 2),
                      *(number(median(rounds, loops, key), 1) for key in ("server_us", "postgres_us")))
                     for loops in sorted(rounds[0], key=int)]
        costs = modelled(rounds)
        given.append((what, number(costs["server_us"], 1), number(costs["postgres_us"], 1),
                      number(costs["growth_per_doubling"], 2), number(costs["uneven"], 2),
                      number(costs["serial"], 2)))
        computed += [(what, number(each["cores"]), number(each["loops"]), number(each["beside"]),
                      number(each["apart"])) for each in model(**costs)]
    yield ("Scaling: event loops, measured",
           ("", "loops", "requests/s", "P95 ms", "CPU us: server", "PostgreSQL"), measured)
    yield ("Scaling: what the model is given",
           ("", "server us", "PostgreSQL us", "dearer by doubling", "busiest loop", "serial us"), given)
    yield ("Scaling: computed requests/s, no measurement",
           ("", "processors", "loops", "PostgreSQL on the same", "PostgreSQL elsewhere"), computed)


def soak_section(got):
    if "not_run" in got:
        return ("Soak", None, without_a_number(got))
    first, last = got["samples"][0], got["samples"][-1]
    files = got["descriptors"]
    return ("Soak: everything at a modest rate", None, [
        ("minutes", number(got["minutes"], 1)), ("requests", number(sum(got["did"].values()))),
        ("requests/s, and wanted", f"{got['per_second']:.1f}, {got['rate']:g}"),
        ("not answered as they should be", number(got["wrong"])),
        ("MiB at the start, at the end, at most",
         f"{first[1]:.1f}, {last[1]:.1f}, {got['peak_mib']:.1f}"),
        ("open descriptors before and after", f"{files['before']}, {files['after']}"),
        ("resident memory", got["said"])])


def curves_section(got):
    lines = [(one["server"], one["what"], f"{point['part']:.0%}", number(point["wanted_rate"]),
              number(point["rate"]), *(number(point[key] / 1000, 2) for key in LATENCIES),
              number(point["bad"]) if point["bad"] else "")
             for one in got for point in one.get("points", ())]
    lines += [(one["server"], one["what"], one["failed"], *[""] * 6) for one in got if "failed" in one]
    return ("Throughput against latency, ms", ("", "workload", "load", "wanted/s", "answered/s", "P50",
                                               "P95", "P99", "failed"), lines)


def sections(got):
    if "memory" in got:
        yield from memory_sections(got["memory"])
    if "soak" in got:
        yield soak_section(got["soak"])
    if "fairness" in got:
        yield fairness_section(got["fairness"])
    if "identity" in got:
        yield from identity_sections(got["identity"])
    if "scaling" in got:
        yield from scaling_sections(got["scaling"])
    if "curves" in got:
        yield curves_section(got["curves"])
