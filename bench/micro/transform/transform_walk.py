"""transform_walk.py DIRECTORY SECONDS REPETITIONS: the transform as one would write it in Python.

json.loads, a walk along the plan, json.dumps; text in, text out. The answers are compared with
those that transform_bench left, then timed: the median of the repetitions, each of so many seconds
of CPU time, in microseconds of each cell, as one line of JSON.
"""

import json
import statistics
import sys
import time
from datetime import datetime, timezone


class Failed(Exception):
    """A value is none of its type, or null where it must not be."""


def text(stored):
    if isinstance(stored, str):
        return stored
    raise Failed


def identity(stored):
    if isinstance(stored, str):
        return stored
    if type(stored) is int:
        return str(stored)
    raise Failed


def int32(stored):
    if type(stored) is int and -2**31 <= stored < 2**31:
        return stored
    raise Failed


def floating(stored):
    if type(stored) in (int, float):
        return stored
    raise Failed


def boolean(stored):
    if stored is True or stored is False:
        return stored
    raise Failed


def date_time(stored):
    try:
        instant = datetime.fromisoformat(stored)
    except (TypeError, ValueError):
        raise Failed from None
    if stored.endswith("+00:00"):
        return stored[:-6] + "Z"
    return instant.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


LEAVES = {"String": text, "ID": identity, "Int": int32, "Float": floating, "Boolean": boolean,
          "DateTime": date_time}


def enumeration(values):
    def one(stored):
        try:
            return values[stored]
        except (KeyError, TypeError):
            raise Failed from None
    return one


class Plan:
    __slots__ = ("depth", "non_null", "leaf", "fields")

    def __init__(self, of):
        self.depth = of["depth"]
        self.non_null = of["non_null"]
        self.leaf = enumeration(of["values"]) if of["kind"] == "enum" else LEAVES.get(of["kind"])
        self.fields = [(field["name"], None, field["value"]) if field["kind"] == "typename"
                       else (field["name"], field["key"], Plan(field))
                       for field in of.get("fields", ())]


def write(plan, level, stored):
    if stored is None:
        if plan.non_null >> level & 1:
            raise Failed
        return None
    try:
        if level:
            if not isinstance(stored, list):
                raise Failed
            return [write(plan, level - 1, item) for item in stored]
        if plan.leaf is not None:
            return plan.leaf(stored)
        if not isinstance(stored, dict):
            raise Failed
        answer = {}
        for name, key, inner in plan.fields:
            answer[name] = (inner if key is None
                            else write(inner, inner.depth, stored.get(key)))
        return answer
    except Failed:
        if plan.non_null >> level & 1:
            raise
        return None


def answer_one(plan, document):
    return json.dumps(write(plan, plan.depth, json.loads(document)), ensure_ascii=False,
                      separators=(",", ":"))


def answer_rows(plan, documents):
    return json.dumps([write(plan, plan.depth, json.loads(one)) for one in documents],
                      ensure_ascii=False, separators=(",", ":"))


def lines(directory, name):
    with open(f"{directory}/{name}", encoding="utf-8", newline="\n") as file:
        return file.read().rstrip("\n").split("\n")


def microseconds(run, inputs, plan, seconds):
    runs = 0
    start = time.process_time()
    while (taken := time.process_time() - start) < seconds:
        for one in inputs:
            run(plan, one)
        runs += len(inputs)
    return taken * 1e6 / runs


def main():
    directory, seconds, repetitions = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    cells = []
    for line in lines(directory, "cells.txt"):
        name, operation, size, texts_are = line.split()
        with open(f"{directory}/{operation}.json", encoding="utf-8") as file:
            plan = Plan(json.load(file))
        documents = lines(directory, f"{size}.txt")
        run, inputs = ((answer_rows, [documents]) if texts_are == "rows"
                       else (answer_one, documents))
        wanted = lines(directory, f"answers/{name.replace('/', '-')}.txt")
        if [run(plan, one) for one in inputs] != wanted:
            sys.exit(f"error: {name}: Python answers differently")
        cells.append((name, run, inputs, plan))
    times = {cell[0]: [] for cell in cells}
    for _ in range(repetitions):
        for name, run, inputs, plan in cells:
            times[name].append(microseconds(run, inputs, plan, seconds))
    print(json.dumps({name: statistics.median(of) for name, of in times.items()}))


if __name__ == "__main__":
    main()
