#!/usr/bin/env python3
"""That docs/performance.md and its pictures are what the numbers beside them make, so that no edit by
hand survives; and that nothing of the machine that made them is in it but neutral words."""

import json
import os
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import bars  # noqa: E402
import performance  # noqa: E402
from cluster import ROOT  # noqa: E402

FOLDER = os.path.join(performance.DOCS, performance.FOLDER)
# What says where it was made: paths, and names of hosts.
TELLTALES = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|build)\b|\b[\w-]+\.(?:local|internal|lan)\b")
SAY = "run `./dev bench page`; what should stand there goes into bench/performance/"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def numbers():
    return json.loads(read(os.path.join(FOLDER, performance.NUMBERS)))


class Committed(unittest.TestCase):
    def test_the_page_is_what_the_generator_makes(self):
        text, _ = performance.page(numbers())
        self.assertEqual(read(os.path.join(performance.DOCS, performance.PAGE)), text, SAY)

    def test_the_pictures_are_those_that_it_draws(self):
        _, pictures = performance.page(numbers())
        found = sorted(name for name in os.listdir(FOLDER) if name.endswith(".svg"))
        self.assertEqual(found, sorted(pictures), SAY)
        for name, picture in pictures.items():
            xml.fromstring(picture)
            self.assertLess(len(picture), 40_000, name)
            self.assertEqual(read(os.path.join(FOLDER, name)), picture, f"{name}: {SAY}")

    def test_nothing_says_whose_machine_it_was(self):
        for path in (os.path.join(FOLDER, performance.NUMBERS), os.path.join(performance.DOCS, performance.PAGE)):
            self.assertEqual(TELLTALES.findall(read(path)), [], path)

    def test_each_picture_and_link_is_there(self):
        for link in re.findall(r"\]\(([^)#]+)\)", read(os.path.join(performance.DOCS, performance.PAGE))):
            self.assertTrue(os.path.exists(os.path.join(performance.DOCS, link)), link)


class Explanations(unittest.TestCase):
    def test_each_bar_has_its_place_and_each_place_its_bar(self):
        found = performance.explanations(performance.read_text("explanations.md"))
        self.assertEqual(sorted(found), sorted(one.what for one in bars.bars()))

    def test_a_text_is_found_by_its_heading(self):
        self.assertEqual(performance.explanations("before\n\n## one: a\n\ntext\n\n## two\n"),
                         {"one: a": "text", "two": ""})


def a_run():
    """As small as what run.py writes can be."""
    return {"machine": {"processors": 2, "model": "A CPU", "memory_gib": 4, "kernel": "6.1",
                        "load_average_before": [0.123456789, 0, 0], "host": "secret"},
            "arguments": {"seconds": 2, "rounds": 3, "bin": "/secret/bin"},
            "sizes": [{"users": 1_000, "postgres": {"version": "15.1"}},
                      {"users": 10_000, "postgres": {"version": "15.2"}, "sizes": {},
                       "reads": {"idle_rss_mib": 30.123456, "peak_rss_mib": 50, "cold_start_ms": [60],
                                 "workloads": [], "nested": {
                                     "bytes": {"nested": 1, "flat": 1}, "rounds": [
                                         {"nested": {"per_second": 9}, "flat": {"per_second": 9}}]}}}]}


class Numbers(unittest.TestCase):
    def test_what_is_kept_is_short_and_neutral(self):
        kept = performance.kept(a_run())
        self.assertNotIn("secret", json.dumps(kept))
        self.assertEqual(kept["users"], 10_000)
        self.assertEqual(kept["reads"]["idle_rss_mib"], 30.123)

    def test_scripts_go_and_rounds_stay(self):
        row = {"pgbench": "select 1", "statements": [1], "rounds": [{"pgbench": {"per_second": 1.0}}]}
        self.assertEqual(performance.compact(row), {"rounds": [{"pgbench": {"per_second": 1.0}}]})

    def test_paths_become_those_of_the_project(self):
        said = f"bench/x failed: {os.path.join(ROOT, 'build', 'x')} is not there, in {ROOT}"
        self.assertEqual(performance.compact(said), "bench/x failed: build/x is not there, in .")

    def test_a_soak_of_its_own_is_taken_in(self):
        self.assertEqual(performance.kept(a_run(), {"said": "flat"})["soak"], {"said": "flat"})

    def test_a_run_with_a_soak_keeps_its_own(self):
        run = a_run()
        run["sizes"][1]["soak"] = {"said": "its own"}
        self.assertEqual(performance.kept(run, {"said": "older"})["soak"], {"said": "its own"})

    def test_kept_again_they_are_the_same(self):
        kept = performance.kept(a_run())
        self.assertEqual(performance.compact(kept), kept)


class Page(unittest.TestCase):
    def test_a_bar_that_is_missed_has_its_numbers_and_a_place_for_the_reason(self):
        text, _ = performance.page(performance.kept(a_run()))
        self.assertIn("### resident memory, idle\n\n**30.1 MiB** for <= 25.", text)
        self.assertIn("| resident memory, at most | 50.0 | 50.0 to 50.0 | MiB | <= 80 | <= 40 | met |", text)
        self.assertNotIn("### resident memory, at most", text)

    def test_a_busy_machine_is_said_to_have_been_busy(self):
        run = a_run()
        self.assertNotIn("not idle", performance.page(performance.kept(run))[0])
        run["machine"]["load_average_before"][0] = 0.51
        self.assertIn("not idle", performance.page(performance.kept(run))[0])

    def test_what_was_left_out_says_so(self):
        text, pictures = performance.page(performance.kept(a_run()))
        self.assertIn("## Scaling", text)
        self.assertIn("Not measured in this run.", text)
        self.assertEqual(pictures, {})

    def test_it_has_no_block_that_the_documentation_would_run(self):
        text, _ = performance.page(performance.kept(a_run()))
        self.assertNotRegex(text, r"(?m)^```(sh|sql|json)")

    def test_made_twice_it_is_the_same(self):
        run = a_run()
        run["sizes"][1]["curves"] = [{"server": "FraiseQL", "what": "C3", "points": [
            {"part": 0.5, "wanted_rate": 10, "rate": 10.0, "p50_us": 100, "p95_us": 200, "p99_us": 300, "bad": 0}]}]
        with tempfile.TemporaryDirectory() as docs:
            path = os.path.join(docs, "found.json")
            performance.write(path, json.dumps(run))
            stale = os.path.join(docs, performance.FOLDER, "old.svg")
            performance.write(stale, "<svg/>")
            performance.make(path, docs)
            first = {name: read(os.path.join(docs, performance.FOLDER, name))
                     for name in os.listdir(os.path.join(docs, performance.FOLDER))}
            self.assertEqual(sorted(first), ["C3-peers.svg", "C3.svg", "bench.json"])
            page = read(os.path.join(docs, performance.PAGE))
            performance.make_page(docs)
            self.assertEqual(read(os.path.join(docs, performance.PAGE)), page)

    def test_a_bar_in_a_cell_does_not_end_it(self):
        self.assertEqual(performance.table(("a", "b"), [("x|y", "1")]), "| a | b |\n| --- | ---: |\n| x\\|y | 1 |")


if __name__ == "__main__":
    unittest.main()
