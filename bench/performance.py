#!/usr/bin/env python3
"""docs/performance.md, its pictures, and the numbers that they are made of.

Of what a run has written (build/bench.json, and build/bench-soak.json if there is one) the numbers
are kept in docs/performance/bench.json, without what is of no use to a reader; the page is made of
that file and of the texts in bench/performance/, and of nothing else. So a test can make it again
and see that nobody has written into it (bench/tests/performance_test.py).
"""

import argparse
import json
import os
import re
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import bars  # noqa: E402
import curves  # noqa: E402
import report  # noqa: E402
import under_load  # noqa: E402
from cluster import ROOT  # noqa: E402
from plot import svg  # noqa: E402
from table import number  # noqa: E402

TEXTS = os.path.join(ROOT, "bench", "performance")
DOCS = os.path.join(ROOT, "docs")
PAGE = "performance.md"
FOLDER = "performance"
NUMBERS = "bench.json"
USERS = 10_000  # of the sizes of a run that which the page shows

# What only who runs it needs: paths, statements, documents, what was drawn for nothing on the page.
LEFT_OUT = {"directory", "build", "statements", "variables", "script", "attacks",
            "not_tried", "wrong_first", "bars", "unwrap"}
MACHINE = ("processors", "model", "memory_gib", "kernel", "load_average_before", "load_average_after")
TURNS = ("seconds", "rounds", "peer_seconds", "peer_rounds", "curve_seconds")
IDLE_LOAD = 0.5
NOT_IDLE = ("**The machine was not idle**: other programs had a part of it, so judge by ratios and CPU time, not by"
            " rates and latencies.")
NO_TEXT = "*Not explained yet.*"


def compact(value):
    """Without LEFT_OUT, numbers to five places that count."""
    if isinstance(value, dict):
        return {key: compact(one) for key, one in value.items()
                if key not in LEFT_OUT and not (key in ("pgbench", "documents", "settings") and is_text(one))}
    if isinstance(value, (list, tuple)):
        return [compact(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.5g}")
    return value.replace(ROOT + os.sep, "").replace(ROOT, ".") if isinstance(value, str) else value


def is_text(value):
    """A script, documents or settings in words, and nothing with numbers."""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(isinstance(one, str) for one in within)


def kept(found, soak=None):
    """What the page is made of, of what a run has written."""
    sizes = found["sizes"]
    size = next((one for one in sizes if one["users"] == USERS), sizes[0])
    made = {
        "machine": {key: compact(found["machine"][key]) for key in MACHINE if key in found["machine"]},
        "turns": {key: found["arguments"][key] for key in TURNS if key in found["arguments"]},
        **{key: compact(one) for key, one in size.items() if key not in LEFT_OUT}}
    if soak and "soak" not in made:
        made["soak"] = compact(soak)
    return made


def write_numbers(path, numbers):
    """A line for each part, so that a change shows which."""
    lines = [f"{json.dumps(key)}:{json.dumps(one, separators=(',', ':'))}" for key, one in numbers.items()]
    write(path, "{\n" + ",\n".join(lines) + "\n}\n")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read_text(name):
    with open(os.path.join(TEXTS, name), encoding="utf-8") as file:
        return file.read().strip()


def explanations(text):
    """By the name of a bar what stands behind its heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {name.strip(): said.strip() for name, said in zip(parts[1::2], parts[2::2], strict=True)}


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(head, lines):
    """In Markdown; columns that have nothing but numbers stand to the right."""
    if not lines:
        return ""
    head = head or [""] * len(lines[0])
    right = [all(re.fullmatch(r"|-|[\d.,]+", str(one)) for one in column) for column in zip(*lines)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (
        map(cell, head), ("---:" if one else "---" for one in right), *(map(cell, one) for one in lines)))


def section(one, heading="###"):
    title, head, lines = one
    return f"{heading} {title}\n\n{table(head, lines)}" if lines else ""


def turns_in_words(turns):
    said = [f"{turns[rounds]} of {turns[seconds]} s {where}" for rounds, seconds, where in (
        ("rounds", "seconds", "each side"), ("peer_rounds", "peer_seconds", "beside other servers"))
        if rounds in turns]
    if "curve_seconds" in turns:
        said.append(f"{turns['curve_seconds']} s for each point of a curve")
    return ", ".join(said)


def machine_text(numbers):
    one = numbers["machine"]
    lines = [("processors", f"{one['processors']}, {one.get('model', 'not known')}"),
             ("memory", f"{one['memory_gib']} GiB" if "memory_gib" in one else "not known"),
             ("kernel", f"Linux {one['kernel']}" if "kernel" in one else "not known"),
             ("PostgreSQL", numbers["postgres"]["version"]),
             ("blog", f"{numbers['users']:,} users, {numbers['users'] * 5:,} posts,"
                      f" {numbers['users'] * 20:,} comments"),
             ("turns", turns_in_words(numbers.get("turns", {}))),
             ("load average before", f"{one['load_average_before'][0]:.2f}")]
    busy = one["load_average_before"][0] > IDLE_LOAD
    return table(("", ""), lines) + (f"\n\n{NOT_IDLE}" if busy else "")


def bars_text(numbers):
    rows = bars.held_against(numbers)
    counts = [(said, sum(row["result"].startswith(said) for row in rows))
              for said in ("moonshot", "met", "missed", "not measured")]
    title, head, lines = report.bars_section(rows)
    return (f"{len(rows)} bars: " + ", ".join(f"{count} {said}" for said, count in counts)
            + f".\n\n{table(('bar for', *head[1:-1], 'result'), lines)}")


def losses_text(numbers):
    known = explanations(read_text("explanations.md"))
    missed = [row for row in bars.held_against(numbers) if row["result"] == "missed"]
    if not missed:
        return "Every bar that was measured is met."
    return "\n\n".join(
        f"### {row['what']}\n\n**{number(row['median'], row['places'])}{' ' if row['unit'] else ''}"
        f"{row['unit']}** for {row['bar']}.\n\n{known.get(row['what']) or NO_TEXT}" for row in missed)


def peers_text(numbers):
    peers = numbers.get("peers", ())
    ran = [(one["name"], one["language"], ", ".join(
        f"{name} {version}" for name, version in one["versions"].items()),
        f"[peer.json](../bench/peers/{one['directory_name']}/peer.json)")
        for one in peers if not one["not_run"]]
    parts = [table(("", "language", "versions", "settings"), ran)]
    parts += [section(one) for one in report.peers_sections(numbers)]
    return "\n\n".join(filter(None, parts)) or "Not measured in this run."


def curves_text(numbers):
    """The pictures, and of ours the numbers; those of the others are in bench.json."""
    rows = numbers.get("curves", ())
    made = curves.pictures(rows)
    parts = [f"![{picture.title}]({FOLDER}/{name})" for name, picture in sorted(made.items())]
    ours = [one for one in rows if one["server"] == curves.OURS]
    return "\n\n".join([*parts, section(under_load.curves_section(ours))])


def alone_text(numbers):
    found = numbers.get("alone", {})
    parts = []
    text = found.get("text", {"not_run": "left out of this run"})
    parts.append(f"Parsing and validation: not measured, {text['not_run']}." if "not_run" in text else table(
        ("document, step", "ours us", "graphql-js us", "times faster"),
        [(name, number(one["ours_us"], 2), number(one["graphql_js_us"], 1), number(one["ratio"], 1))
         for name, one in text["text"].items()]))
    transform = found.get("transform", {"not_run": "left out of this run"})
    parts.append(f"Transform: not measured, {transform['not_run']}." if "not_run" in transform else table(
        ("transform, times faster than", "geomean of 12 cells", "worst cell"),
        [({"dom": "simdjson DOM", "python": "Python's json", "node": "Node.js"}.get(name, name),
          number(one["geomean"], 2), number(one["worst"], 2))
         for name, one in transform["of_12"].items()]))
    return "\n\n".join(parts)


def of_sections(sections):
    return "\n\n".join(filter(None, map(section, sections))) or "Not measured in this run."


def of_part(numbers, name, sections):
    return of_sections(sections(numbers[name])) if name in numbers else "Not measured in this run."


def page(numbers):
    """The page, and the pictures by their files' names."""
    memory = [of_part(numbers, "memory", under_load.memory_sections),
              section(under_load.soak_section(numbers["soak"])) if "soak" in numbers
              else "### Soak\n\nNot measured in this run."]
    parts = [
        read_text("introduction.md"), "## The machine", machine_text(numbers),
        "## The bars", bars_text(numbers), "## What is missed, and why", losses_text(numbers),
        read_text("method.md"),
        "## Beside pgbench", of_sections([report.workloads_section(numbers)]),
        "## Beside other servers", peers_text(numbers),
        "## Latency", of_sections([report.open_loop_section(numbers)]), curves_text(numbers),
        "## Fairness", of_part(numbers, "fairness", lambda got: [under_load.fairness_section(got)]),
        "## Who asks", of_part(numbers, "identity", under_load.identity_sections),
        "## Memory", *memory,
        "## Scaling", read_text("scaling.md"), of_part(numbers, "scaling", under_load.scaling_sections),
        "## What read tables cost writes", of_sections(report.costs_sections(numbers)),
        "## Single stages", alone_text(numbers),
        read_text("not-measured.md")]
    pictures = {name: svg(one) for name, one in curves.pictures(numbers.get("curves", ())).items()}
    return "\n\n".join(filter(None, parts)) + "\n", pictures


def make(found_path, docs=DOCS):
    """The numbers, the page and the pictures, from what a run has written."""
    with open(found_path, encoding="utf-8") as file:
        found = json.load(file)
    soak_path = os.path.join(os.path.dirname(os.path.abspath(found_path)), "bench-soak.json")
    soak = None
    if os.path.exists(soak_path):
        with open(soak_path, encoding="utf-8") as file:
            soak = json.load(file)
    write_numbers(os.path.join(docs, FOLDER, NUMBERS), kept(found, soak))
    make_page(docs)


def make_page(docs=DOCS):
    """From the numbers that are there: when a text has changed."""
    with open(os.path.join(docs, FOLDER, NUMBERS), encoding="utf-8") as file:
        text, pictures = page(json.load(file))
    for name in os.listdir(os.path.join(docs, FOLDER)):
        if name.endswith(".svg") and name not in pictures:
            os.remove(os.path.join(docs, FOLDER, name))
    for name, picture in pictures.items():
        write(os.path.join(docs, FOLDER, name), picture)
    write(os.path.join(docs, PAGE), text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("found", nargs="?", metavar="FILE",
                        help="what a run has written; without it the numbers are those of"
                             " docs/performance/bench.json")
    arguments = parser.parse_args()
    if arguments.found:
        make(arguments.found)
    else:
        make_page()


if __name__ == "__main__":
    main()
