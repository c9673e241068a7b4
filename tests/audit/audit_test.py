#!/usr/bin/env python3
"""The edge of a server as clients and attackers find it: audit_test.py QUICKSTART [unittest ...].

The audits of graphql-http need `npm ci --prefix tests/audit`; FRAISEQL_AUDIT=skip leaves them out.
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE))

from world import GRAPHQL, JSON, World  # noqa: E402

world = None

# Without a profile and with a DATABASE_URL it is production.
PRODUCTION = ()
EDGE = ("--max-batch", "3", "--cors-origins", "https://app.example.com",
        "--cors-credentials", "--max-mutations", "2")
DRAFT = ("--status-policy", "draft")


def setUpModule():
    global world
    world = World(PROGRAM)


def tearDownModule():
    world.close()


def note(name):
    return f'mutation {{ createNote(input: {{title: "{name}"}}) {{ id }} }}'


class Audits(unittest.TestCase):
    """npm graphql-http, which any GraphQL server may be held against."""

    def audit(self, server, policy):
        if os.environ.get("FRAISEQL_AUDIT") == "skip":
            self.skipTest("FRAISEQL_AUDIT=skip")
        if not (HERE / "node_modules" / "graphql-http").is_dir():
            self.fail("graphql-http is not installed: npm ci --prefix tests/audit")
        ended = subprocess.run(["node", str(HERE / "audit.mjs"), server.url, policy],
                               capture_output=True, text=True, timeout=300, check=False)
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    def test_find_nothing(self):
        self.audit(world.server(*PRODUCTION), "audit")

    def test_find_what_the_draft_does_otherwise(self):
        self.audit(world.server(*DRAFT), "draft")


class InProduction(unittest.TestCase):
    """What graphql-cop looks for, and what belongs to it. Of its findings one stays: queries are
    answered by GET, which reads alone."""

    def setUp(self):
        self.server = world.server(*PRODUCTION)

    def refused(self, query, words):
        answer = self.server.ask(query)
        self.assertEqual(answer.status, 400, answer.text[:300])
        self.assertIn(words, answer.messages()[:2000])
        self.assertNotIn("data", answer.json)
        return answer

    def test_aliases_are_bounded(self):
        def aliases(count):
            return "{ notes { " + " ".join(f"a{i}: id" for i in range(count)) + " } }"
        self.assertEqual(self.server.ask(aliases(30)).status, 200)
        self.refused(aliases(31), "max_aliases")
        self.refused("{ " + " ".join(f"a{i}: __typename" for i in range(100)) + " }", "max_")

    def test_aliases_behind_spreads_are_bounded(self):
        fragment = " fragment F on Note { " + " ".join(f"a{i}: id" for i in range(8)) + " }"
        spreads = " ".join(f"b{i}: notes {{ ...F }}" for i in range(4))
        self.refused(f"{{ {spreads} }}" + fragment, "max_aliases")

    def test_guesses_by_mutations_are_bounded(self):
        before = world.notes()
        guesses = " ".join(f'a{i}: createNote(input: {{title: "{i}"}}) {{ id }}'
                           for i in range(6))
        self.refused(f"mutation {{ {guesses} }}", "max_mutations")
        self.assertEqual(world.notes(), before)

    def test_lists_of_requests_are_refused(self):
        for count in (1, 10, 1000):
            answer = self.server.post([{"query": "{ __typename }"}] * count)
            self.assertEqual(answer.status, 400)
            self.assertIn("max_batch", answer.messages())
            self.assertEqual(answer.type, JSON)

    def test_introspection_is_off(self):
        self.refused("{ __schema { types { name } } }", "introspection")
        self.refused('{ __type(name: "Note") { name } }', "introspection")
        circle = "fields { type { " * 6 + "name" + " } }" * 6
        self.refused("{ __schema { types { " + circle + " } } }", "introspection")
        self.assertEqual(self.server.ask("{ __typename }").status, 200)

    def test_nobody_is_told_what_they_may_have_meant(self):
        for query in ("{ nots { id } }", "{ notes { titel } }", "{ notes(wher: {}) { id } }",
                      "query($a: Nte) { __typename }", "{ notes { ...Nte } }"):
            answer = self.server.ask(query)
            self.assertEqual(answer.status, 400, answer.text)
            self.assertNotIn("did you mean", answer.text.lower())
            self.assertNotIn('"title\\"', answer.text)

    def test_directives_are_bounded(self):
        self.refused("{ __typename " + "@include(if: true) " * 51 + "}", "")
        self.refused("{ notes {" + " ...@include(if: true) { id }" * 51 + " } }", "max_directives")
        # As many as fit: what is wrong with each is said a hundred times at most.
        answer = self.server.ask("{ __typename " + "@aa" * 4997 + " }")
        self.assertEqual(answer.status, 400)
        self.assertEqual(len(answer.json["errors"]), 100)
        self.assertLess(len(answer.text), 20_000)
        self.refused("{ __typename " + "@aa" * 10_000 + " }", "10000 tokens")

    def test_repeated_fields_are_one_and_bounded(self):
        answer = self.server.ask("{ " + "__typename " * 9_998 + "}")
        self.assertEqual(answer.text, '{"data":{"__typename":"Query"}}')
        self.refused("{ " + "__typename " * 20_000 + "}", "10000 tokens")
        self.refused("{ notes {" + " author { id }" * 10 + " } }", "author")

    def test_fragments_are_bounded(self):
        self.refused("{ notes { ...A } } fragment A on Note { ...A }", "")
        circle = " ".join(f"fragment F{i} on Note {{ ...F{(i + 1) % 1000} }}" for i in range(1000))
        self.refused("{ notes { ...F0 } } " + circle, "")
        twice = " ".join(f"fragment F{i} on Note {{ ...F{i + 1} ...F{i + 1} }}" for i in range(18))
        answer = self.server.ask("{ notes(limit: 1) { ...F0 } } " + twice +
                                 " fragment F18 on Note { id }")
        self.assertEqual(answer.status, 200, answer.text)

    def test_depth_is_bounded(self):
        for query in ("{" * 100_000, "{ notes(where: " + "[" * 100_000 + ") { id } }",
                      "{ notes(where: {a: " * 20_000, "query($a: " + "[" * 100_000):
            self.refused(query, "")
        body = '{"query":"{ __typename }","variables":{"a":' + "[" * 100_000 + "]" * 100_000 + "}}"
        self.assertEqual(self.server.post(body).status, 400)

    def test_pages_are_bounded(self):
        self.refused("{ notes(limit: 1001) { id } }", "1000")
        self.refused("{ " + " ".join(f"a{i}: notes(limit: 1000) {{ id identifier title body }}"
                                     for i in range(20)) +
                     " b: notes(limit: 1000) { id } }", "")
        self.refused("{ " + " ".join(
            f"a{i}: notes(limit: 1000) {{ id identifier title body __typename a: id }}"
            for i in range(17)) + " }", "max_cost")

    def test_mutations_by_get_are_refused(self):
        before = world.notes()
        for method in ("GET", "HEAD"):
            for accept in (GRAPHQL, JSON, "*/*"):
                answer = self.server.get(query=note("by get"), method=method, accept=accept)
                self.assertEqual(answer.status, 405)
                self.assertEqual(answer.headers["allow"], "POST")
                if method == "GET":
                    self.assertEqual(answer.codes(), ["METHOD_NOT_ALLOWED"])
        # Nor where the URL hides it behind a query.
        both = "query q { __typename } " + note("by name").replace("mutation", "mutation m")
        self.assertEqual(self.server.get(query=both, operationName="m").status, 405)
        self.assertEqual(self.server.get(query=both, operationName="q").status, 200)
        self.assertEqual(world.notes(), before)

    def test_queries_by_get_are_answered_and_not_kept(self):
        answer = self.server.get(query="query($n: String!) { note(identifier: $n) { title } }",
                                 variables='{"n": "hello-world"}')
        self.assertEqual((answer.status, answer.text),
                         (200, '{"data":{"note":{"title":"Hello, world"}}}'))
        self.assertEqual(answer.headers["cache-control"], "no-store")
        self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
        head = self.server.get(query="{ __typename }", method="HEAD")
        self.assertEqual((head.status, head.text), (200, ""))

    def test_there_is_no_page_for_browsers(self):
        for target in ("/graphql", "/graphql?query=%7B__typename%7D", "/", "/graphiql",
                       "/playground", "/altair", "/console"):
            answer = self.server.send("GET", target,
                                      headers=[("Accept", "text/html,application/xhtml+xml")])
            self.assertIn(answer.status, (404, 406), target)
            self.assertNotIn("<", answer.text)

    def test_forms_are_refused(self):
        before = world.notes()
        bodies = {"application/x-www-form-urlencoded": "query=mutation%7B__typename%7D",
                  "multipart/form-data; boundary=x":
                      '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n'
                      '{"query":"{ __typename }"}\r\n--x--\r\n',
                  "text/plain": json.dumps({"query": note("by form")}),
                  "text/plain;application/json": json.dumps({"query": note("by form")}),
                  "application/json, text/plain": json.dumps({"query": note("by form")}),
                  "application/json; x=": json.dumps({"query": note("by form")})}
        for content_type, body in bodies.items():
            answer = self.server.send("POST", "/graphql", body, [("Content-Type", content_type)])
            self.assertEqual(answer.status, 415, content_type)
            self.assertNotIn("data", answer.json)
        twice = self.server.send("POST", "/graphql", json.dumps({"query": note("by form")}),
                                 [("Content-Type", "text/plain"), ("Content-Type", JSON)])
        self.assertEqual(twice.status, 415)
        self.assertEqual(self.server.send("POST", "/graphql", "{}").status, 415)
        self.assertEqual(world.notes(), before)

    def test_nothing_is_told_of_how_an_answer_came(self):
        body = {"query": "{ notes(limit: 1) { id } }", "extensions": {"explain": "analyze",
                                                                      "tracing": True}}
        answer = self.server.post(body, headers=[("X-Apollo-Tracing", "1")])
        self.assertEqual(list(answer.json), ["data"])
        for header in answer.headers:
            self.assertNotIn("trac", header)
        self.assertEqual(answer.headers["server"], "fraiseql")

    def test_what_goes_wrong_is_masked(self):
        answer = self.server.ask('{ note(identifier: "dirty") { id title } }')
        self.assertEqual(answer.codes(), ["INTERNAL_SERVER_ERROR"], answer.text)
        for secret in ("secret_key", "tv_note", "SELECT", "jsonb", "public."):
            self.assertNotIn(secret, answer.text)
        # The log has the rest under the id.
        said = answer.json["errors"][0]["extensions"]["id"]
        self.assertIn(said, self.server.said())

    def test_regular_expressions_are_off(self):
        self.refused('{ notes(where: {title: {regex: "(a+)+$"}}) { id } }', "regex")

    def test_the_log_says_what_is_in_force(self):
        said = self.server.said()
        for name, value in {"profile": "production", "introspection": "false",
                            "suggestions": "false", "regex_filters": "false", "explain": "false",
                            "max_batch": "0", "max_mutations": "5", "status_policy": "audit",
                            "cors_origins": ""}.items():
            self.assertRegex(said, rf"(?m)^\s*{name}\s+{value}\s.*default")


class Values(unittest.TestCase):
    """What two readers could read differently, and what no text can hold."""

    def setUp(self):
        self.server = world.server(*PRODUCTION)

    def bad(self, body, words=""):
        answer = self.server.post(body)
        self.assertEqual(answer.status, 400, answer.text)
        self.assertEqual(answer.codes(), ["BAD_USER_INPUT"], answer.text)
        self.assertIn(words, answer.text)

    def test_a_member_is_there_once(self):
        self.bad('{"query":"{ __typename }","query":"{ a }"}', "duplicate")
        self.bad('{"query":"{ __typename }","variables":{"a":1,"a":2}}', "duplicate")
        self.bad('{"query":"{ __typename }","variables":{"a":1,"\\u0061":2}}', "duplicate")
        self.assertEqual(self.server.get(query="{ __typename }", variables='{"a":1,"a":2}').status,
                         400)

    def test_text_is_unicode(self):
        query = "query($n: String) { note(identifier: $n) { id } }"
        for wrong in ('"\\ud800"', '"\\udc00x"', '"\\ud800\\ud800"'):
            self.bad('{"query":' + json.dumps(query) + ',"variables":{"n":' + wrong + "}}")
        self.bad(b'{"query":"{ __typename }","variables":{"n":"\xff"}}')
        self.assertEqual(
            self.server.ask(query, {"n": "\U0001f600"}).text, '{"data":{"note":null}}')

    def test_no_text_has_a_nul(self):
        self.bad({"query": "query($n: String) { note(identifier: $n) { id } }",
                  "variables": {"n": "a\0b"}})
        self.bad({"query": 'mutation($t: String!) { createNote(input: {title: $t}) { id } }',
                  "variables": {"t": "a\0b"}})

    def test_numbers_keep_their_digits(self):
        query = "query($l: Int) { notes(limit: $l) { id } }"
        for number in ("2147483648", "4294967297", "18446744073709551617", "1e400", "0.5", "1e-400"):
            self.bad('{"query":' + json.dumps(query) + ',"variables":{"l":' + number + "}}")
        taken = self.server.post('{"query":' + json.dumps(query) + ',"variables":{"l":1}}')
        self.assertEqual(taken.status, 200)


class BySettings(unittest.TestCase):
    def setUp(self):
        self.server = world.server(*EDGE)

    def test_lists_are_answered_in_their_order(self):
        answer = self.server.post([{"query": "{ __typename }"}, {"query": "{ nothing }"},
                                   {"query": "query a { x: __typename } query b { y: __typename }",
                                    "operationName": "b"}])
        self.assertEqual((answer.status, answer.type), (200, JSON))
        one, two, three = answer.json
        self.assertEqual(one, {"data": {"__typename": "Query"}})
        self.assertEqual(two["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED")
        self.assertEqual(three, {"data": {"y": "Query"}})

    def test_mutations_of_a_list_keep_their_order(self):
        read = '{ note(identifier: "of-a-list") { title } }'
        answer = self.server.post([{"query": read}, {"query": note("of a list")}, {"query": read}])
        before, _, after = answer.json
        self.assertEqual(before, {"data": {"note": None}})
        self.assertEqual(after, {"data": {"note": {"title": "of a list"}}})

    def test_lists_are_bounded(self):
        over = self.server.post([{"query": note("too many")}] * 4)
        self.assertEqual(over.status, 400)
        self.assertIn("max_batch", over.messages())
        self.assertEqual(self.server.post([]).status, 400)
        self.assertEqual(self.server.post([{"query": "{ __typename }"}],
                                          headers=[("Idempotency-Key", "a")]).status, 400)
        # Each is held to the limits by itself.
        wide = "{ " + " ".join(f"a{i}: __typename" for i in range(21)) + " }"
        refused = self.server.post([{"query": wide}, {"query": "{ __typename }"}]).json
        self.assertIn("max_root_fields", refused[0]["errors"][0]["message"])
        self.assertEqual(refused[1], {"data": {"__typename": "Query"}})

    def test_more_mutations_may_be_refused(self):
        two = 'mutation { a: createNote(input: {title: "m1"}) { id } __typename ' \
              'b: createNote(input: {title: "m2"}) { id } }'
        self.assertEqual(self.server.ask(two).status, 200)
        three = two[:-1] + 'c: createNote(input: {title: "m3"}) { id } }'
        self.assertIn("2 mutations", self.server.ask(three).messages())

    def test_pages_of_listed_origins_may_read(self):
        ours = [("Origin", "https://app.example.com")]
        asked = self.server.send("OPTIONS", "/graphql", headers=[
            *ours, ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type")])
        self.assertEqual((asked.status, asked.text), (204, ""))
        self.assertEqual(asked.headers["access-control-allow-methods"], "GET, POST")
        self.assertIn("content-type", asked.headers["access-control-allow-headers"])
        self.assertEqual(asked.headers["access-control-max-age"], "86400")
        for answer in (asked, self.server.ask("{ __typename }", headers=ours),
                       self.server.ask("{ nothing }", headers=ours),
                       self.server.post("{", headers=ours),
                       self.server.send("POST", "/graphql", "x",
                                        [("Content-Type", "text/plain"), *ours]),
                       self.server.send("PUT", "/graphql", "x", ours),
                       self.server.get(query="{ __typename }", headers=ours)):
            self.assertEqual(answer.headers["access-control-allow-origin"],
                             "https://app.example.com")
            self.assertEqual(answer.headers["access-control-allow-credentials"], "true")
            self.assertEqual(answer.headers["vary"], "Origin")

    def test_other_pages_may_not(self):
        for origin in ("https://evil.example", "null", "https://app.example.com.evil.example"):
            for answer in (self.server.send("OPTIONS", "/graphql", headers=[
                    ("Origin", origin), ("Access-Control-Request-Method", "POST")]),
                    self.server.ask("{ __typename }", headers=[("Origin", origin)])):
                self.assertEqual([name for name in answer.headers if name.startswith("access-")], [])
                self.assertEqual(answer.headers["vary"], "Origin")
        probe = self.server.send("GET", "/live", headers=[("Origin", "https://app.example.com")])
        self.assertNotIn("access-control-allow-origin", probe.headers)

    def test_settings_that_cannot_be_obeyed_end_the_start(self):
        for settings, words in {
                ("--cors-origins", "*", "--cors-credentials"): "list the origins",
                ("--cors-credentials",): "no effect without cors_origins",
                ("--cors-origins", "https://a.example/"): "is no origin"}.items():
            server = world.start(*settings)
            self.assertEqual(server.ended(), 1)
            self.assertIn(words, server.said())


class Draft(unittest.TestCase):
    def test_says_more_by_the_status(self):
        server = world.server(*DRAFT)
        for query, variables, status in [
                ("{ __typename }", None, 200), ("{", None, 400), ("{ nothing }", None, 422),
                ("query($a: Int!) { notes(limit: $a) { id } }", {"a": "x"}, 422),
                ("query a { __typename } query b { __typename }", None, 422),
                ('{ __typename note(identifier: "dirty") { title } }', None, 294)]:
            for accept in (GRAPHQL, JSON):
                answer = server.ask(query, variables, accept=accept)
                self.assertEqual(answer.status, status, query + answer.text)
                self.assertEqual(answer.type, accept if status < 300 else GRAPHQL)
        self.assertEqual(server.post('{"query":1}').status, 422)
        self.assertEqual(server.post("{").status, 400)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
