"""Queries that nobody means well: they are refused, or answered soon; the server lives on."""

import json
import random
import time
import unittest

import world
from case import WHO
from world import PATIENCE_SECONDS, Client

ALIVE = "{ postsAggregate { count } }"


class Hostile(unittest.TestCase):
    def setUp(self):
        self.server = world.WORLD.server("posts.graphql", *WHO)
        self.client = Client(self.server)
        self.addCleanup(self.client.__exit__)
        self.begin = time.monotonic()

    def tearDown(self):
        self.server.ensure_alive()
        with Client(self.server) as other:
            self.assertEqual(other.ask(ALIVE), {"data": {"postsAggregate": [{"count": 6}]}})
        self.assertLess(time.monotonic() - self.begin, PATIENCE_SECONDS)

    def codes(self, query, variables=None):
        answer = self.client.ask(query, variables)
        for error in answer.get("errors", ()):
            self.assertLess(len(error["message"]), 2000)
        return sorted({error["extensions"]["code"] for error in answer.get("errors", ())})

    def refused(self, query, variables=None):
        found = self.codes(query, variables)
        self.assertTrue(found, query[:200])
        self.assertTrue(set(found) <= {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED",
                                       "GRAPHQL_PARSE_FAILED"}, (found, query[:200]))

    def test_deep_conditions(self):
        for depth in (50, 150, 1000, 20_000):
            for name in ("NOT", "AND"):
                text = f"{{{name}: " * depth + "{count: {gt: 1}}" + "}" * depth
                query = f"{{ postsAggregate(having: {text}) {{ count }} }}"
                if depth < 200:
                    self.assertEqual(self.codes(query), [])
                else:
                    self.refused(query)

    def test_deep_conditions_by_variables(self):
        for depth in (50, 90, 400, 20_000):
            text = '{"NOT":' * depth + '{"count":{"gt":1}}' + "}" * depth
            status, answer = self.client.send(
                '{"query":"query ($h: PostHavingInput) { postsAggregate(having: $h) { count } }",'
                '"variables":{"h":' + text + "}}")
            if depth < 100:
                self.assertEqual((status, answer.get("errors")), (200, None))
            else:
                self.assertIn("errors", answer)

    def test_thousands_of_conditions(self):
        one = {"sum": {"likes": {"gt": 1}}}
        self.refused("query ($h: PostHavingInput) { postsAggregate(having: $h) { count } }",
                     {"h": {"OR": [one] * 10_000}})
        self.refused("{ postsAggregate(having: {OR: [%s]}) { count } }" %
                     ("{count: {eq: 1}} " * 3000))
        some = ", ".join("{count: {gt: %d}}" % n for n in range(400))
        self.assertEqual(self.codes(f"{{ postsAggregate(having: {{OR: [{some}]}}) {{ count }} }}"),
                         [])

    def test_thousands_of_groups_and_orders(self):
        self.refused("{ postsAggregate(groupBy: [%s]) { count } }" % ("{title: VALUE} " * 2000))
        self.refused("query ($g: [PostGroupByInput!]) { postsAggregate(groupBy: $g) { count } }",
                     {"g": [{"title": "VALUE"}] * 50_000})
        self.refused("query ($o: [PostAggregateOrderByInput!]) { postsAggregate(orderBy: $o) "
                     "{ count } }", {"o": [{"count": "ASC"}] * 50_000})

    def test_many_values_in_one_condition(self):
        self.assertEqual(self.codes(
            "query ($v: [Int!]) { postsAggregate(having: {count: {in: $v}}) { count } }",
            {"v": list(range(20_000))}), [])

    def test_many_fields_under_aliases(self):
        fields = " ".join(f"a{n}: countDistinct {{ id status title likes bytes price score }}"
                          for n in range(29))
        self.codes(f"{{ postsAggregate(groupBy: [{{id: VALUE}}]) {{ {fields} }} }}")
        self.refused("{ %s }" % " ".join(f"a{n}: postsAggregate {{ count }}" for n in range(40)))

    def test_fragments_that_multiply(self):
        fragments = "fragment F0 on PostAggregate { sum { likes } min { likes } }"
        for n in range(1, 25):
            fragments += (f" fragment F{n} on PostAggregate {{ ...F{n - 1} ...F{n - 1} "
                          f"sum {{ likes }} }}")
        self.codes(f"{{ postsAggregate {{ ...F24 }} }} {fragments}")

    def test_relations_in_relations(self):
        inner = "postsAggregate(groupBy: [{id: VALUE}], limit: 1000) { count }"
        for _ in range(3):
            inner = f"posts(limit: 1000) {{ user {{ {inner} }} }}"
        self.refused(f"{{ users {{ {inner} }} }}")

    def test_numbers_at_their_bounds(self):
        for arguments in ("limit: 2147483647", "limit: 2147483648", "limit: -2147483648",
                          "offset: -2147483648", "offset: 2147483648", 'limit: "5"', "limit: 1.5"):
            self.refused(f"{{ postsAggregate({arguments}) {{ count }} }}")
        self.assertEqual(self.codes("{ postsAggregate(offset: 2147483647) { count } }"), [])
        for value in ("9223372036854775807", '"-9223372036854775808"'):
            self.assertEqual(self.codes(
                f"{{ postsAggregate(having: {{sum: {{likes: {{lt: {value}}}}}}}) {{ count }} }}"), [])
        self.refused("{ postsAggregate(having: {sum: {likes: {lt: 9223372036854775808}}}) { count } }")
        long = json.dumps("9" * 1000)
        self.assertEqual(self.codes(
            f"{{ postsAggregate(having: {{sum: {{bytes: {{lt: {long}}}}}}}) {{ count }} }}"), [])

    def test_strange_texts_are_values_alone(self):
        for text in ("'; drop table tv_post; --", "$1", "\\", '"', "%", "\u2028", "\U0001f600",
                     "a" * 100_000, "');", "/*", "{}", "E'\\000'"):
            self.assertEqual(self.codes(
                "query ($t: String!) { postsAggregate(where: {title: {neq: $t}}, groupBy: [{title: "
                "VALUE}], having: {group: {title: {neq: $t}}, max: {title: {neq: $t}}}) { count } }",
                {"t": text}), [], text[:20])
            self.refused("query ($t: String!) { postsAggregate(groupBy: [{createdAt: {unit: DAY, "
                         "timeZone: $t}}]) { count } }", {"t": text})

    def test_variables_of_other_shapes(self):
        rng = random.Random(7)
        values = [None, True, 0, -1, 1.5, "", "VALUE", [], {}, [None], [[]], {"title": None},
                  {"title": "VALUE"}, {"title": {"VALUE": 1}}, {"count": {"gt": "1"}},
                  {"sum": []}, {"AND": {}}, {"__typename": "x"}, {"createdAt": {"unit": "DAY"}}, "\0"]

        def drawn(depth):
            one = rng.choice(values)
            if depth and rng.random() < 0.4:
                one = rng.choice(([drawn(depth - 1)], {rng.choice(
                    ("title", "group", "sum", "likes", "AND", "NOT", "author", "createdAt")):
                    drawn(depth - 1)}))
            return one
        query = ("query ($g: [PostGroupByInput!], $h: PostHavingInput, $o: "
                 "[PostAggregateOrderByInput!]) { postsAggregate(groupBy: $g, having: $h, orderBy: "
                 "$o) { count group { __typename } } }")
        for _ in range(400):
            found = self.codes(query, {name: drawn(3) for name in rng.sample("gho", 2)})
            self.assertTrue(set(found) <= {"BAD_USER_INPUT"}, found)
