"""What a run is held against: each bar with what was measured, or why it was not."""

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

CORE_PEERS = ("PostGraphile", "Mercurius", "Yoga", "Strawberry", "Graphene")
FAR_PEERS = ("Strawberry", "Graphene")  # those with a moonshot of their own


class NotMeasured(Exception):
    """Why there is no number."""


@dataclass(frozen=True)
class Bar:
    what: str
    unit: str
    places: int
    bar: float
    moonshot: float | None
    find: Callable  # of everything measured makes values, of which the median counts
    at_least: bool = True


def part(got, name):
    if name not in got:
        raise NotMeasured("left out of this run")
    return got[name]


def row_of(got, name, what):
    for one in part(got, name)["workloads"]:
        if one["what"] == what:
            return one
    raise NotMeasured("no such row")


def over_pgbench(name, what):
    return lambda got: ratios(row_of(got, name, what)["rounds"], "server", "pgbench")


def ratios(rounds, one, other, key="per_second"):
    return [each[one][key] / each[other][key] for each in rounds]


def of_look_up(key, scale):
    return lambda got: [one["server"][key] * scale for one in row_of(got, "reads", "C3")["rounds"]]


def nested(got):
    """Bytes a second, so that the few that the two answers differ by do not count."""
    found = part(got, "reads")["nested"]
    equal = found["bytes"]["nested"] / found["bytes"]["flat"]
    return [one * equal for one in ratios(found["rounds"], "nested", "flat")]


def peak(got):
    return [max(one["peak_rss_mib"] for one in (part(got, "reads"), got.get("writes")) if one)]


def geomean(values):
    return math.exp(statistics.fmean(map(math.log, values)))


def read_ratios(peer):
    """Of each workload that was timed: ours over the peer's, round by round."""
    if peer["not_run"]:
        raise NotMeasured(peer["not_run"])
    found = {one["what"]: ratios(one["rounds"], "server", "peer")
             for one in peer["reads"] if one["rounds"]}
    if not found:
        raise NotMeasured("no workload was timed")
    return found


def peer_named(got, name):
    for peer in part(got, "peers"):
        if name.lower() in peer["directory_name"]:
            return peer
    raise NotMeasured("no such peer was asked for")


def peer_geomean(peer):
    return [geomean(round_) for round_ in zip(*read_ratios(peer).values())]


def peer_worst(peer):
    return min(read_ratios(peer).values(), key=statistics.median)


def alone(got, name):
    found = part(got, "alone")[name]
    if "not_run" in found:
        raise NotMeasured(found["not_run"])
    return found


def of_transform(other, which):
    def find(got):
        found = alone(got, "transform")["of_12"]
        if other not in found:
            raise NotMeasured(f"{other} did not run")
        return [found[other][which]]
    return find


def parse_over_graphql_js(got):
    return [geomean([one["ratio"] for name, one in alone(got, "text")["text"].items()
                     if name.endswith(", parse")])]


def parse_of_random(got):
    return [alone(got, "text")["text"]["256 random, parse"]["ratio"]]


def own_allocations(name, at_once):
    def find(got):
        found = part(got, "memory")
        found = found if "not_run" in found else found["allocations"]
        if "not_run" in found:
            raise NotMeasured(found["not_run"])
        return [one["own_calls"] for one in found["rows"]
                if one["what"] == name and one["at_once"] == at_once]
    return find


def bars():
    look_up = "look-up by id"
    yield Bar(f"{look_up}, 32 connections: over pgbench -c32", "x", 2, 1.3, 2.0,
              over_pgbench("reads", "C3"))
    yield Bar(f"{look_up}, 256 connections: over pgbench -c64", "x", 2, 1.5, 2.5,
              over_pgbench("reads", "C3 at 256"))
    yield Bar(f"{look_up}, 32 connections: P95", "ms", 2, 1, 0.5, of_look_up("p95_us", 1e-3), False)
    yield Bar("list of 20, 3 of 8 fields: over pgbench -c32", "x", 2, 1.0, 1.5,
              over_pgbench("reads", "L20"))
    yield Bar("nested, 10 posts x 5 comments: bytes/s over a flat list", "x", 2, 0.9, 1.0, nested)
    for name in CORE_PEERS:
        yield Bar(f"{name}: requests/s over its, geomean of the reads", "x", 1, 5,
                  40 if name in FAR_PEERS else None,
                  lambda got, name=name: peer_geomean(peer_named(got, name)))
        yield Bar(f"{name}: the worst read", "x", 1, 1.5, None,
                  lambda got, name=name: peer_worst(peer_named(got, name)))
    yield Bar("mutation of any post: over pgbench -c32", "x", 2, 0.9, 1.1, over_pgbench("writes", "M1"))
    yield Bar("mutation of one hot post: over pgbench -c32", "x", 2, 0.9, 1.1,
              over_pgbench("writes", "M1 hot"))
    yield Bar("transform over simdjson DOM: geomean", "x", 2, 1.9, 2.5, of_transform("dom", "geomean"))
    yield Bar("transform over simdjson DOM: worst cell", "x", 2, 1.5, 2.5, of_transform("dom", "worst"))
    yield Bar("transform over Python's json: geomean", "x", 1, 35, 50, of_transform("python", "geomean"))
    yield Bar("parse over graphql-js: geomean of the documents", "x", 1, 9, 15, parse_over_graphql_js)
    yield Bar("parse over graphql-js: 256 random queries", "x", 1, 9, 15, parse_of_random)
    yield Bar(f"{look_up}: CPU of the server", "us", 1, 14, 10, of_look_up("server_us", 1), False)
    yield Bar(f"{look_up}, 32 connections: allocations of our own", "", 1, 10, 0,
              own_allocations("C3", 32), False)
    yield Bar("resident memory, idle", "MiB", 1, 25, 12,
              lambda got: [part(got, "reads")["idle_rss_mib"]], False)
    yield Bar("resident memory, at most", "MiB", 1, 80, 40, peak, False)
    yield Bar("from start to first answer", "ms", 0, 150, 50,
              lambda got: part(got, "reads")["cold_start_ms"], False)


def held_against(got):
    """A row for each bar."""
    made = []
    for one in bars():
        sign = ">=" if one.at_least else "<="
        row = {"what": one.what, "unit": one.unit, "places": one.places,
               "bar": f"{sign} {one.bar:g}",
               "moonshot": "" if one.moonshot is None else f"{sign} {one.moonshot:g}"}
        try:
            values = one.find(got)
            median = statistics.median(values)
            row |= {"median": median, "least": min(values), "most": max(values),
                    "result": verdict(one, median)}
        except NotMeasured as reason:
            row |= {"median": None, "result": f"not measured: {reason}"}
        made.append(row)
    return made


def verdict(one, median):
    def reaches(value):
        return median >= value if one.at_least else median <= value
    if one.moonshot is not None and reaches(one.moonshot):
        return "moonshot"
    return "met" if reaches(one.bar) else "missed"
