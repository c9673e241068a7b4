#!/usr/bin/env python3
"""What the benchmarks compute, draw and read, as data: no server, no PostgreSQL."""

import argparse
import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, BENCH)

import bars  # noqa: E402
import clients  # noqa: E402
import curves  # noqa: E402
import fit  # noqa: E402
import load  # noqa: E402
import machine  # noqa: E402
import memory  # noqa: E402
import plot  # noqa: E402
import scaling  # noqa: E402
import under_load  # noqa: E402

PAGES = {"white": (255, 255, 255), "dark": (13, 17, 23)}
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11 and large text


def luminance(colour):
    def linear(one):
        one /= 255
        return one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class LeastSquares(unittest.TestCase):
    def test_points_on_a_line_give_the_line(self):
        for slope, height in ((2, 1), (-0.5, 3), (0, 7)):
            found = fit.least_squares([(x, slope * x + height) for x in (0, 1, 5, 9)])
            self.assertAlmostEqual(found[0], slope)
            self.assertAlmostEqual(found[1], height)

    def test_errors_to_either_side_cancel(self):
        slope, height = fit.least_squares([(0, 1), (0, -1), (2, 5), (2, 3)])
        self.assertAlmostEqual(slope, 2)
        self.assertAlmostEqual(height, 0)

    def test_one_point_has_no_slope(self):
        self.assertEqual(fit.least_squares([(3, 4)]), (0.0, 4.0))

    def test_the_second_half_is_of_the_time_not_of_the_samples(self):
        self.assertEqual(fit.second_half([(0, 1), (1, 1), (2, 1), (10, 2)]), [(10, 2)])


class Verdict(unittest.TestCase):
    @staticmethod
    def samples(grows, start=20.0, seconds=1800):
        """Warm in the first half, whatever comes then."""
        return [(at, start + min(at, seconds / 2) * 0.01 + max(0, at - seconds / 2) * grows)
                for at in range(0, seconds + 1, 10)]

    def test_what_only_warms_up_does_not_grow(self):
        self.assertIn("does not grow", fit.verdict(self.samples(0), 30)["said"])

    def test_growth_is_said_by_the_hour(self):
        found = fit.verdict(self.samples(0.001), 30)
        self.assertEqual(found["said"], "grows: 3.6 MiB an hour")
        self.assertAlmostEqual(found["grown_mib"], 0.9)

    def test_at_the_threshold_it_does_not_grow_and_beyond_it_does(self):
        flat = [(0, 10.0), (1, 10.0), (50, 10.0)]
        self.assertIn("does not grow", fit.verdict(flat + [(100, 10.5)], 30)["said"])
        self.assertIn("grows", fit.verdict(flat + [(100, 10.51)], 30)["said"])

    def test_a_large_server_may_move_by_a_hundredth(self):
        flat = [(0, 200.0), (50, 200.0)]
        self.assertIn("does not grow", fit.verdict(flat + [(100, 201.9)], 30)["said"])
        self.assertIn("grows", fit.verdict(flat + [(100, 202.5)], 30)["said"])

    def test_less_is_no_growth(self):
        self.assertTrue(fit.verdict(self.samples(-0.005), 30)["said"].startswith("shrinks"))

    def test_minutes_are_too_short_to_tell(self):
        self.assertIn("too short", fit.verdict(self.samples(0), 9.9)["said"])
        self.assertNotIn("too short", fit.verdict(self.samples(0), 10)["said"])


class Model(unittest.TestCase):
    def test_the_server_alone_takes_all_processors(self):
        [two] = scaling.model(10, 10, cores=[2])
        self.assertEqual((two["loops"], two["beside"], two["apart"]), (1, 100_000, 200_000))

    def test_processors_are_shared_as_the_costs_say(self):
        [eight] = scaling.model(10, 30, cores=[8])
        self.assertEqual(eight["loops"], 2)
        self.assertAlmostEqual(eight["beside"], 200_000)

    def test_each_doubling_is_dearer(self):
        [eight] = scaling.model(10, 1, growth_per_doubling=1.1, cores=[8])
        self.assertAlmostEqual(eight["apart"], 8e5 / 1.1 ** 3)

    def test_what_there_is_one_of_bounds_all(self):
        [many] = scaling.model(10, 10, serial=5, cores=[32])
        self.assertEqual((many["beside"], many["apart"]), (200_000, 200_000))

    def test_the_busiest_loop_is_full_first(self):
        [two] = scaling.model(10, 10, uneven=1.25, cores=[2])
        self.assertAlmostEqual(two["apart"], 160_000)
        self.assertAlmostEqual(two["beside"], 100_000)  # one loop has all there is

    def test_more_processors_are_never_slower(self):
        found = scaling.model(12, 9, growth_per_doubling=1.2, uneven=1.1, cores=range(2, 65))
        rates = [one["beside"] for one in found]
        self.assertEqual(rates, sorted(rates))

    def test_what_a_thread_of_its_own_costs_is_serial(self):
        self.assertEqual(scaling.serial_us([9.0, 8.0, 0.5, 0.1]), 0.5)
        self.assertEqual(scaling.serial_us([9.0, 8.0]), 0.0)
        self.assertEqual(scaling.serial_us([]), 0.0)

    def test_imbalance_is_of_the_loops_alone(self):
        self.assertAlmostEqual(scaling.imbalance([6.0, 4.0, 0.5], 2), 1.2)
        self.assertAlmostEqual(scaling.imbalance([5.0, 5.0], 2), 1.0)
        self.assertEqual(scaling.imbalance([0.0, 0.0], 2), 1.0)

    def test_threads_are_charged_with_what_they_spent_meanwhile(self):
        before = {1: ("loop", 1.0), 2: ("loop", 2.0)}
        after = {1: ("loop", 1.5), 2: ("loop", 3.0), 3: ("new", 0.25)}
        self.assertEqual(scaling.spent_us(before, after, 1_000_000), [1.0, 0.5, 0.25])

    @staticmethod
    def sections(*costs):
        """Of rounds, each what a request costs a server with one loop and with two."""
        def side(server, threads):
            return {"per_second": 1e4, "p95_us": 900, "server_us": server, "postgres_us": 10.0,
                    "threads_us": threads}
        rounds = [{"1": side(one, [one]), "2": side(two, [two * 0.6, two * 0.4])} for one, two in costs]
        return list(under_load.scaling_sections({"rows": [{"what": "C3", "rounds": rounds}]}))

    def test_its_sections_come_from_measured_rows(self):
        measured, given, computed = self.sections((10.0, 11.0), (20.0, 24.0), (10.0, 11.5))
        self.assertEqual([line[:2] for line in measured[2]], [("C3", "1"), ("C3", "2")])
        self.assertEqual(given[2], [("C3", "10.0", "10.0", "1.15", "1.20", "0.00")])
        self.assertEqual([line[1] for line in computed[2]], ["2", "8", "32"])

    def test_more_loops_are_never_taken_for_cheaper(self):
        self.assertEqual(self.sections((10.0, 8.0))[1][2][0][3], "1.00")

    def test_without_the_setting_there_is_the_reason(self):
        [reason] = under_load.scaling_sections({"not_run": "it has no loops"})
        self.assertEqual(reason[2], [("not measured", "it has no loops")])


def a_picture(lines=None):
    return plot.Picture("a < b & c", "requests/s", "ms", lines or [
        plot.Line("ours <1>", [(100, 0.2), (1000, 0.4), (9000, 12)], 0),
        plot.Line("theirs", [(10, 2), (90, 300)], 1, dash="2 3")])


class Pictures(unittest.TestCase):
    def test_it_is_xml_with_its_title_and_names(self):
        root = xml.fromstring(plot.svg(a_picture()))
        said = [one.text for one in root.iter() if one.tag.endswith("text")]
        for text in ("a < b & c", "requests/s", "ms", "ours <1>", "theirs"):
            self.assertIn(text, said)

    def test_it_is_the_same_for_the_same_numbers(self):
        self.assertEqual(plot.svg(a_picture()), plot.svg(a_picture()))

    def test_points_lie_within_the_axes(self):
        for one in xml.fromstring(plot.svg(a_picture())).iter():
            if one.tag.endswith("circle"):
                self.assertTrue(plot.LEFT <= float(one.get("cx")) <= plot.WIDTH - plot.RIGHT)
                self.assertTrue(plot.TOP <= float(one.get("cy")) <= plot.HEIGHT - plot.BOTTOM)

    def test_more_is_further_right_and_higher(self):
        axis = plot.Logarithmic([1, 100], 10, 110)
        self.assertEqual([axis.at(one) for one in (1, 10, 100)], [10, 60, 110])
        self.assertEqual(axis.at(0), 10)  # there is no logarithm

    def test_colours_can_be_read_on_white_and_on_dark(self):
        for colour in (*plot.COLOURS, plot.TEXT):
            rgb = [int(colour[at:at + 2], 16) for at in (1, 3, 5)]
            for name, page in PAGES.items():
                self.assertGreaterEqual(contrast(rgb, page), LEAST_CONTRAST, f"{colour} on {name}")

    def test_each_server_has_a_colour_of_its_own(self):
        self.assertEqual(len(set(plot.COLOURS)), len(plot.COLOURS))
        self.assertGreaterEqual(len(plot.COLOURS), 10)

    def test_ticks_enclose_the_values(self):
        self.assertEqual(plot.ticks_around(3, 40), [2, 5, 10, 20, 50])
        self.assertEqual(plot.ticks_around(2, 50), [2, 5, 10, 20, 50])
        self.assertEqual(plot.ticks_around(5, 5), [5, 10])

    def test_names_do_not_cover_each_other(self):
        for wanted in ([50, 51, 52, 200], [390, 390, 390], [0, 0], [200, 100, 101]):
            found = plot.apart(wanted, 40, 354)
            order = sorted(found)
            self.assertTrue(all(b - a >= plot.LABEL_GAP - 1e-9 for a, b in zip(order, order[1:])), found)
            self.assertTrue(40 <= order[0] and order[-1] <= 354, found)

    def test_lines_without_points_are_left_out(self):
        xml.fromstring(plot.svg(a_picture([plot.Line("none", []), plot.Line("one", [(1, 1)])])))
        xml.fromstring(plot.svg(plot.Picture("empty", "x", "y", [])))

    def test_of_each_workload_there_is_one_with_peers_and_one_of_ours(self):
        def row(server, what):
            return {"server": server, "what": what, "points": [
                {"rate": rate, "p50_us": 100, "p95_us": 200 * rate, "p99_us": 0, "bad": 0}
                for rate in (10, 20)] + [
                    {"rate": 30, "p50_us": 1, "p95_us": 1, "p99_us": 1, "bad": 1}]}
        made = curves.pictures([row("FraiseQL", "C3"), row("Yoga", "C3"), row("FraiseQL", "L20"),
                                {"server": "Broken", "what": "C3", "failed": "it left"}])
        self.assertEqual(sorted(made), ["C3-peers.svg", "C3.svg", "L20-peers.svg", "L20.svg"])
        self.assertEqual([one.name for one in made["C3-peers.svg"].lines], ["FraiseQL", "Yoga"])
        self.assertEqual(made["C3-peers.svg"].lines[1].points, [(10, 2.0), (20, 4.0)])
        self.assertEqual([one.name for one in made["C3.svg"].lines], ["P50", "P95", "P99"])


class Sections(unittest.TestCase):
    def test_a_part_that_did_not_run_says_why(self):
        got = {name: {"not_run": "no wind"} for name in ("memory", "soak", "fairness", "identity", "scaling")}
        found = list(under_load.sections(got))
        self.assertEqual([lines for _, _, lines in found], [[("not measured", "no wind")]] * 5)

    def test_every_line_is_as_long_as_its_head(self):
        point = {"part": 0.1, "wanted_rate": 1, "rate": 1.0, "p50_us": 1, "p95_us": 2, "p99_us": 3, "bad": 2}
        _, head, lines = under_load.curves_section([{"server": "a", "what": "C3", "points": [point]},
                                                    {"server": "b", "what": "C3", "failed": "it left"}])
        self.assertEqual([len(line) for line in lines], [len(head)] * 2)
        self.assertIn("it left", lines[1])

    def test_allocations_are_shown_of_libraries_apart(self):
        row = {"what": "C3", "at_once": 32, "requests": 10, "own_calls": 7.0, "own_bytes": 100.0,
               "all_calls": 12.0, "all_bytes": 300.0}
        _, _, lines = under_load.allocations_section({"allocations": {"rows": [row]}})
        self.assertEqual(lines, [("C3", "32", "7.0", "100", "5.0", "12.0", "300")])


class Machine(unittest.TestCase):
    def test_the_model_is_one_line_with_single_blanks(self):
        self.assertEqual(machine.processor_model("processor\t: 0\nmodel name\t: A  CPU @ 3 GHz\nmodel name\t: B\n"),
                         "A CPU @ 3 GHz")
        self.assertEqual(machine.processor_model("Hardware : none\n"), "not known")

    def test_a_kernel_is_its_numbers(self):
        self.assertEqual(machine.kernel("6.1.0-18-cloud-amd64"), "6.1.0")
        self.assertEqual(machine.kernel("6.18.44"), "6.18.44")

    def test_memory_is_rounded(self):
        self.assertEqual(machine.memory_gib("MemFree: 1 kB\nMemTotal:       24617192 kB\n"), 23)


class Allocations(unittest.TestCase):
    def test_they_are_by_request(self):
        self.assertEqual(memory.per_request((10, 100, 20, 200), (30, 500, 60, 1000), 20),
                         {"own_calls": 1.0, "own_bytes": 20.0, "all_calls": 2.0, "all_bytes": 40.0})

    def test_a_bar_has_those_at_32_connections(self):
        rows = [{"what": "C3", "at_once": 1, "own_calls": 5.0}, {"what": "C3", "at_once": 32, "own_calls": 7.0}]
        find = bars.own_allocations("C3", 32)
        self.assertEqual(find({"memory": {"allocations": {"rows": rows}}}), [7.0])
        for got in ({}, {"memory": {"not_run": "why"}}, {"memory": {"allocations": {"not_run": "why"}}}):
            with self.assertRaises(bars.NotMeasured):
                find(got)

    def test_the_library_counts_what_a_program_does(self):
        source = ("#include <cstdlib>\n#include <new>\nstruct alignas(64) wide { char of[64]; };\n"
                  "int main() {\n  for (int i = 0; i < 1000; ++i) {\n"
                  "    void* volatile own[] = {::operator new(8), ::operator new[](8), new wide,\n"
                  "                            ::operator new(8, std::nothrow), std::malloc(8)};\n"
                  "    void* volatile copied = realpath(\"/\", nullptr);\n"
                  "    static_cast<void>(own); static_cast<void>(copied);\n  }\n}\n")
        with tempfile.TemporaryDirectory() as directory:
            def path(name):
                return os.path.join(directory, name)
            with open(path("main.cpp"), "w", encoding="utf-8") as file:
                file.write(source)
            compiler = ["c++", "-std=c++20", "-O0"]
            subprocess.run([*compiler, "-fno-builtin", "-shared", "-fPIC", "-o", path("counted.so"),
                            os.path.join(BENCH, "allocations", "allocations.cpp")], check=True)
            subprocess.run([*compiler, "-o", path("main"), path("main.cpp")], check=True)
            counts = memory.Counts(directory)
            subprocess.run([path("main")], check=True, env=os.environ | {
                "LD_PRELOAD": path("counted.so"), "ALLOCATIONS_FILE": counts.path})
            own, own_bytes, every, _ = counts.now()
        self.assertEqual((own, own_bytes), (5_000, 96_000))
        self.assertGreaterEqual(every, 6_000)  # realpath asks in libc, which is not the program


def answering(parts):
    """A port that answers one connection with these pieces of bytes, each at its time."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer():
        with listening, listening.accept()[0] as one:
            one.recv(1 << 16)
            for part in parts:
                one.sendall(part)
    threading.Thread(target=answer, daemon=True).start()
    return listening.getsockname()[1]


class Clients(unittest.TestCase):
    def ask(self, *parts):
        client = clients.Client(answering(parts), 5)
        try:
            return client.ask(clients.request_of("{}"))
        finally:
            client.close()

    def test_an_answer_ends_where_its_length_says(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
        self.assertEqual(self.ask(head + b"abcd"), (200, b"abcd"))
        self.assertEqual(self.ask(head[:9], head[9:] + b"a", b"bcd"), (200, b"abcd"))
        self.assertEqual(self.ask(head + b"abcdHTTP/1.1 "), (200, b"abcd"))

    def test_without_a_length_there_is_no_body(self):
        self.assertEqual(self.ask(b"HTTP/1.1 204 No Content\r\nserver: a\r\n\r\n"), (204, b""))

    def test_a_server_that_leaves_is_gone(self):
        with self.assertRaises(clients.Gone):
            self.ask(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc")

    def test_a_request_has_the_length_of_its_bytes(self):
        self.assertTrue(clients.request_of("é").endswith(b"content-length: 2\r\n\r\n\xc3\xa9"))


class FixedRate(unittest.TestCase):
    def test_what_open_loop_says_is_read(self):
        said = '{"sent": 10, "answered": 0, "bad": 10, "rate": 0.0, "p95_us": 7}\n'
        generator = load.OpenLoop("open_loop", None, None, 5)
        got = generator.result(said)
        self.assertEqual((got["wanted_rate"], got["per_second"], got["p95_us"]), (5, 0.0, 7))
        self.assertEqual(got["requests"], 1)  # nobody divides by none


class Seen(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests = set()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.requests.add((self.headers["authorization"], body))
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """wrk leaves in the middle of a request."""


class Requests(unittest.TestCase):
    @unittest.skipUnless(shutil.which("wrk"), "wrk is not installed")
    def test_wrk_sends_tokens_that_stand_before_a_body(self):
        server = Server(("127.0.0.1", 0), Seen)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as lines:
            lines.write('{"a":1}\nto.ken\t{"b":2}\n{"c":"\t"}\n')
            lines.flush()
            wrk = load.Wrk(argparse.Namespace(address=f"http://127.0.0.1:{server.server_port}", name="it"),
                           argparse.Namespace(path=lines.name, answer_bytes=None), 2)
            wrk.result(load.output_of(wrk.start(1, 1)))
        server.shutdown()
        server.server_close()
        self.assertEqual(Seen.requests, {(None, '{"a":1}'), ("Bearer to.ken", '{"b":2}'), (None, '{"c":"\t"}')})


if __name__ == "__main__":
    unittest.main()
