"""Each sentence of docs/api/aggregates.md, asked of a program that serves posts.graphql."""

import json
import re
import unittest
from fractions import Fraction

from world import Client

WORLD = None
WHO = ("--introspection", "--identity-headers", "x-scope = scope, x-tenant = tenant",
       "--trusted-proxies", "127.0.0.0/8")
MONTHS = 'groupBy: [{createdAt: {unit: MONTH, timeZone: "Europe/Berlin"}}]'
EIGHT = ["id", "status", "title", "likes", "bytes", "price", "score", "pinned"]


class Case(unittest.TestCase):
    settings = WHO

    def setUp(self):
        self.maxDiff = None
        self.client = Client(WORLD.server("posts.graphql", *self.settings))
        self.addCleanup(self.client.__exit__)

    def data(self, query, variables=None, **headers):
        answer = self.client.ask(query, variables, **headers)
        self.assertNotIn("errors", answer, query)
        return answer["data"]

    def groups(self, query, variables=None, **headers):
        """Of the only field."""
        return next(iter(self.data("{ " + query + " }" if not variables else query, variables,
                                   **headers).values()))

    def refused(self, query, code, *words, variables=None, **headers):
        answer = self.client.ask(query, variables, **headers)
        self.assertIn("errors", answer, query)
        self.assertNotIn("data", {name for name in answer if answer[name] is not None}, query)
        for error in answer["errors"]:
            self.assertEqual(error["extensions"]["code"], code, (query, error))
        said = " ".join(error["message"] for error in answer["errors"])
        for word in words:
            self.assertIn(word, said, query)
        return answer["errors"]

    def bad(self, field, *words):
        return self.refused("{ " + field + " }", "BAD_USER_INPUT", *words)

    def invalid(self, query, variables=None):
        """In whatever words: the document is not one of the schema, or the value is none."""
        answer = self.client.ask(query, variables)
        self.assertIn("errors", answer, query)
        for error in answer["errors"]:
            self.assertIn(error["extensions"]["code"],
                          ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"), query)


class Functions(Case):
    def test_all_of_all_rows(self):
        found = self.groups("""postsAggregate {
            count
            countDistinct { status title likes price author { name } createdAt pinned }
            sum { likes bytes price score reading author { age } }
            avg { likes bytes price score reading }
            min { likes title createdAt day clock author { name } }
            max { likes title createdAt day clock author { name } } }""")
        self.assertEqual(len(found), 1)
        found = found[0]
        self.assertEqual(found["count"], 6)
        self.assertEqual(found["countDistinct"], {
            "status": 3, "title": 5, "likes": 4, "price": 3, "author": {"name": 2}, "createdAt": 6,
            "pinned": 2})
        self.assertEqual(found["sum"], {
            "likes": "22", "bytes": "18446744073709551614", "price": "4.75", "score": 7.75,
            "reading": "PT40M", "author": {"age": "112"}})
        average = found["avg"]
        self.assertEqual((average["likes"], average["score"]), (4.4, 1.9375))
        self.assertEqual(Fraction(average["price"]), Fraction("1.1875"))
        self.assertEqual(Fraction(average["bytes"]), 2**63 - 1)
        self.assertEqual(average["reading"], "PT10M")
        self.assertEqual(found["min"], {
            "likes": -2, "title": "B", "createdAt": "2026-03-28T23:30:00Z", "day": "2026-03-29",
            "clock": "08:00:00", "author": {"name": "Ada"}})
        self.assertEqual(found["max"], {
            "likes": 10, "title": "ä", "createdAt": "2026-12-31T23:30:00Z", "day": "2026-12-31",
            "clock": "08:00:00.5", "author": {"name": "Bob"}})

    def test_no_rows_are_a_group_with_count_0_and_null(self):
        for where in ('where: {title: {eq: "nobody"}}',
                      'where: {title: {eq: "nobody"}}, groupBy: []',
                      'where: {title: {eq: "nobody"}}, groupBy: null'):
            self.assertEqual(self.groups(f"""postsAggregate({where}) {{
                count countDistinct {{ likes author {{ name }} }} sum {{ likes reading price }}
                avg {{ likes }} min {{ title author {{ age }} }} max {{ createdAt }} }}"""), [{
                    "count": 0, "countDistinct": {"likes": 0, "author": {"name": 0}},
                    "sum": {"likes": None, "reading": None, "price": None}, "avg": {"likes": None},
                    "min": {"title": None, "author": {"age": None}}, "max": {"createdAt": None}}])
        self.assertEqual(self.groups("nothingsAggregate { count countDistinct { flag } }"),
                         [{"count": 0, "countDistinct": {"flag": 0}}])

    def test_no_rows_are_no_groups_where_something_is_grouped_by(self):
        self.assertEqual(self.groups("nothingsAggregate(groupBy: [{flag: VALUE}]) { count }"), [])

    def test_only_nulls_are_null(self):
        self.assertEqual(
            self.groups("postsAggregate(where: {likes: {isNull: true}}) "
                        "{ count sum { likes } avg { likes } min { likes } countDistinct { likes } }"),
            [{"count": 1, "sum": {"likes": None}, "avg": {"likes": None}, "min": {"likes": None},
              "countDistinct": {"likes": 0}}])

    def test_numbers_are_summed_whatever_their_spelling(self):
        self.assertEqual(
            self.groups('postsAggregate(where: {title: {eq: "B"}}) { sum { likes bytes } '
                        "min { likes } }"),
            [{"sum": {"likes": "1", "bytes": "9223372036854775807"}, "min": {"likes": 1}}])

    def test_what_is_not_aggregated_is_no_field(self):
        for field in ("tags", "lines { amount }", "extra", "user { name }", "comments { text }"):
            for function in ("group", "countDistinct", "min"):
                self.refused(f"{{ postsAggregate {{ {function} {{ {field} }} }} }}",
                             "GRAPHQL_VALIDATION_FAILED")
        for text in ("sum { title }", "avg { createdAt }", "min { id }", "max { status }",
                     "min { pinned }", "sum { day }"):
            self.refused(f"{{ postsAggregate {{ {text} }} }}", "GRAPHQL_VALIDATION_FAILED")
        self.refused("{ nothingsAggregate { sum { id } } }", "GRAPHQL_VALIDATION_FAILED")
        self.refused("{ plainAggregate { count } }", "GRAPHQL_VALIDATION_FAILED")

    def test_a_sum_of_floats_beyond_their_range_is_an_internal_error(self):
        postgresql = WORLD.postgresql
        postgresql.rows("""insert into tv_drift (id, data) select id_of('d', n), jsonb_build_object(
            'id', id_of('d', n), 'real', 1.7e308, 'span', 'P178000000Y') from generate_series(8, 9) n""")
        self.addCleanup(postgresql.rows, "delete from tv_drift where id >= id_of('d', 8)")
        for field in ("real", "span"):
            self.refused(f"{{ driftsAggregate(where: {{id: {{gte: null}}}}) {{ sum {{ {field} }} }} }}"
                         .replace("gte: null", 'in: ["d0000000-0000-4000-8000-000000000008", '
                                  '"d0000000-0000-4000-8000-000000000009"]'),
                         "INTERNAL_SERVER_ERROR")


class Groups(Case):
    def test_by_values_in_their_order_with_null_as_one(self):
        self.assertEqual(
            self.groups("postsAggregate(groupBy: [{author: {name: VALUE}}]) "
                        "{ group { author { name } } count }"),
            [{"group": {"author": {"name": "Ada"}}, "count": 2},
             {"group": {"author": {"name": "Bob"}}, "count": 2},
             {"group": {"author": {"name": None}}, "count": 2}])

    def test_of_enumerations_by_what_is_stored(self):
        self.assertEqual(
            self.groups("postsAggregate(groupBy: [{status: VALUE}]) { group { status } count }"),
            [{"group": {"status": "DRAFT"}, "count": 1},
             {"group": {"status": "PUBLISHED"}, "count": 4},
             {"group": {"status": "ARCHIVED"}, "count": 1}])

    def test_by_each_type(self):
        for field, expected in {
                "title": ["B", "Z", "a", "c", "ä"], "likes": [-2, 1, 3, 10, None],
                "bytes": ["9223372036854775807", None], "pinned": [False, True, None],
                "score": [-1, 0.25, 0.5, 8, None], "reading": ["PT5M", "PT10M", "PT20M", None],
                "clock": ["08:00:00", "08:00:00.5", None],
                "userId": [f"b0000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3)]}.items():
            found = self.groups(f"postsAggregate(groupBy: [{{{field}: VALUE}}]) "
                                f"{{ group {{ {field} }} }}")
            self.assertEqual([one["group"][field] for one in found], expected)
        found = self.groups("postsAggregate(groupBy: [{price: VALUE}]) { group { price } count }")
        self.assertEqual([(one["group"]["price"] and Fraction(one["group"]["price"]), one["count"])
                          for one in found],
                         [(Fraction("-0.25"), 1), (Fraction("1.5"), 2), (2, 1), (None, 2)])

    def test_of_two_fields_each_combination(self):
        self.assertEqual(
            self.groups("postsAggregate(groupBy: [{pinned: VALUE}, {status: VALUE}]) "
                        "{ group { status pinned } count }"),
            [{"group": {"status": "PUBLISHED", "pinned": False}, "count": 1},
             {"group": {"status": "PUBLISHED", "pinned": True}, "count": 2},
             {"group": {"status": "DRAFT", "pinned": None}, "count": 1},
             {"group": {"status": "PUBLISHED", "pinned": None}, "count": 1},
             {"group": {"status": "ARCHIVED", "pinned": None}, "count": 1}])

    def test_dates_by_their_units(self):
        for unit, expected in {
                "DAY": ["2026-03-29", "2026-03-31", "2026-04-01", "2026-10-25", "2026-12-31", None],
                "WEEK": ["2026-03-23", "2026-03-30", "2026-10-19", "2026-12-28", None],
                "MONTH": ["2026-03-01", "2026-04-01", "2026-10-01", "2026-12-01", None],
                "QUARTER": ["2026-01-01", "2026-04-01", "2026-10-01", None],
                "YEAR": ["2026-01-01", None]}.items():
            found = self.groups(f"postsAggregate(groupBy: [{{day: {unit}}}]) {{ group {{ day }} }}")
            self.assertEqual([one["group"]["day"] for one in found], expected, unit)
        self.invalid("{ postsAggregate(groupBy: [{day: HOUR}]) { count } }")

    def moments(self, how):
        return [(one["group"]["createdAt"], one["count"]) for one in self.groups(
            f"postsAggregate(groupBy: [{{createdAt: {how}}}]) {{ group {{ createdAt }} count }}")]

    def test_instants_by_their_units_in_utc(self):
        self.assertEqual(len(self.moments("{unit: VALUE}")), 6)
        for how in ("{unit: MONTH}", '{unit: MONTH, timeZone: "UTC"}'):
            self.assertEqual(self.moments(how), [
                ("2026-03-01T00:00:00Z", 3), ("2026-10-01T00:00:00Z", 2),
                ("2026-12-01T00:00:00Z", 1)])
        self.assertEqual(self.moments("{unit: QUARTER}"),
                         [("2026-01-01T00:00:00Z", 3), ("2026-10-01T00:00:00Z", 3)])
        self.assertEqual(self.moments("{unit: YEAR}"), [("2026-01-01T00:00:00Z", 6)])

    def test_instants_by_their_units_in_a_time_zone(self):
        for unit, expected in {
                "MONTH": [("2026-02-28T23:00:00Z", 3), ("2026-09-30T22:00:00Z", 2),
                          ("2026-12-31T23:00:00Z", 1)],
                "DAY": [("2026-03-28T23:00:00Z", 2), ("2026-03-29T22:00:00Z", 1),
                        ("2026-10-24T22:00:00Z", 2), ("2026-12-31T23:00:00Z", 1)],
                "HOUR": [("2026-03-28T23:00:00Z", 1), ("2026-03-29T21:00:00Z", 1),
                         ("2026-03-29T22:00:00Z", 1), ("2026-10-25T00:00:00Z", 1),
                         ("2026-10-25T01:00:00Z", 1), ("2026-12-31T23:00:00Z", 1)],
                "WEEK": [("2026-03-22T23:00:00Z", 2), ("2026-03-29T22:00:00Z", 1),
                         ("2026-10-18T22:00:00Z", 2), ("2026-12-27T23:00:00Z", 1)],
                "YEAR": [("2025-12-31T23:00:00Z", 5), ("2026-12-31T23:00:00Z", 1)]}.items():
            self.assertEqual(self.moments(f'{{unit: {unit}, timeZone: "Europe/Berlin"}}'), expected)

    def test_names_of_time_zones(self):
        for zone in ("UTC", "Etc/GMT+3", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"):
            self.assertEqual(sum(count for _, count in self.moments(
                f"{{unit: DAY, timeZone: {json.dumps(zone)}}}")), 6, zone)
        self.assertEqual(self.moments('{unit: YEAR, timeZone: "Etc/GMT+3"}'),
                         [("2026-01-01T03:00:00Z", 6)])

    def test_what_is_no_time_zone_names_the_argument(self):
        for zone in ("+02:00", "-03", "Nowhere/City", "ABC3", "", " ", "Foo/Bar3", "<+02>-2", "x" * 65,
                     "x" * 70_000, "Europe/Berlin ", "../Europe/Berlin", "Europe", "Europe/",
                     "/Europe/Berlin", "Europe/Berlin'", "UTC+3", "GMT+3", "Europe/Berlin3", "é", "Z"):
            for query, variables in (
                    ("{ postsAggregate(groupBy: [{createdAt: {unit: DAY, timeZone: %s}}]) { count } }"
                     % json.dumps(zone), None),
                    ("query ($z: String!) { postsAggregate(groupBy: [{createdAt: {unit: DAY, "
                     "timeZone: $z}}]) { count } }", {"z": zone})):
                answer = self.client.ask(query, variables)
                self.assertEqual([error["extensions"]["code"] for error in answer["errors"]],
                                 ["BAD_USER_INPUT"], (zone[:80], answer))
                self.assertIn("timeZone", answer["errors"][0]["message"], zone[:80])
                self.assertLess(len(answer["errors"][0]["message"]), 500)
        self.refused("query ($z: String!) { postsAggregate(groupBy: [{createdAt: {unit: DAY, "
                     "timeZone: $z}}]) { count } }", "BAD_USER_INPUT", variables={"z": "UTC\0"})

    def test_an_unknown_time_zone_is_refused_of_an_empty_table_too(self):
        self.refused('{ driftsAggregate(where: {id: {in: []}}, groupBy: [{at: {unit: DAY, '
                     'timeZone: "Nowhere/City"}}]) { count } }', "BAD_USER_INPUT", "timeZone")

    def test_a_unit_is_needed(self):
        for by in ("{createdAt: {}}", "{createdAt: {unit: null}}", '{createdAt: {timeZone: "UTC"}}',
                   "{createdAt: null}", "{createdAt: {unit: MINUTE}}", "{}", "null",
                   "{title: VALUE, likes: VALUE}", "{author: {}}", "{author: null}",
                   "{author: {name: VALUE, age: VALUE}}", "{title: DAY}", "{title: null}",
                   '{createdAt: {unit: DAY, timeZone: 3}}'):
            self.invalid(f"{{ postsAggregate(groupBy: [{by}]) {{ count }} }}")
            variable = json.loads(re.sub(r"(\w+)(?=:)|\b[A-Z]{3,}\b(?!\")",
                                         lambda found: f'"{found[0]}"', by))
            self.invalid("query ($by: [PostGroupByInput!]) { postsAggregate(groupBy: $by) { count } }",
                         {"by": [variable]})

    def test_eight_fields_and_no_more(self):
        def by(names):
            return "postsAggregate(groupBy: [%s]) { count }" % ", ".join(
                f"{{{name}: VALUE}}" for name in names)
        self.assertEqual(len(self.groups(by(EIGHT))), 6)
        self.bad(by([*EIGHT, "reading"]), "groupBy", "8")

    def test_each_field_once(self):
        for by in ("{title: VALUE}, {title: VALUE}", "{createdAt: {unit: DAY}}, {createdAt: {unit: "
                   "MONTH}}", "{author: {name: VALUE}}, {likes: VALUE}, {author: {name: VALUE}}",
                   "{day: DAY}, {day: DAY}"):
            self.bad(f"postsAggregate(groupBy: [{by}]) {{ count }}", "groupBy")
        self.assertEqual(len(self.groups(
            "postsAggregate(groupBy: [{author: {name: VALUE}}, {author: {age: VALUE}}]) { count }")), 4)

    def test_one_item_stands_for_a_list_of_it(self):
        self.assertEqual(len(self.groups("postsAggregate(groupBy: {status: VALUE}) { count }")), 3)

    def test_what_is_not_grouped_by_is_not_there(self):
        self.bad("postsAggregate { group { title } count }", "title")
        self.bad("postsAggregate(groupBy: [{status: VALUE}]) { group { status title } }", "title")
        self.bad("postsAggregate(groupBy: [{author: {name: VALUE}}]) { group { author { age } } }",
                 "age")
        self.bad("postsAggregate(groupBy: [{status: VALUE}], orderBy: [{group: {title: ASC}}]) "
                 "{ count }", "title")
        self.bad('postsAggregate(groupBy: [{status: VALUE}], having: {group: {title: {eq: "a"}}}) '
                 "{ count }", "title")
        self.bad('postsAggregate(groupBy: [{status: VALUE}], having: {NOT: {OR: [{group: {author: '
                 '{name: {isNull: true}}}}]}}) { count }', "name")
        self.refused("query ($by: [PostGroupByInput!]) { postsAggregate(groupBy: $by) { group { "
                     "title } } }", "BAD_USER_INPUT", "title",
                     variables={"by": [{"status": "VALUE"}]})

    def test_what_is_skipped_is_not_asked_for(self):
        query = """query ($by: [PostGroupByInput!], $title: Boolean!) {
            postsAggregate(groupBy: $by, where: {title: {eq: "B"}}) {
              group { title @include(if: $title) __typename } count } }"""
        self.assertEqual(
            self.data(query, {"by": [{"status": "VALUE"}], "title": False})["postsAggregate"],
            [{"group": {"__typename": "PostAggregateGroup"}, "count": 1}])
        self.assertEqual(
            self.data(query, {"by": [{"title": "VALUE"}], "title": True})["postsAggregate"],
            [{"group": {"title": "B", "__typename": "PostAggregateGroup"}, "count": 1}])
        self.assertEqual(self.groups("postsAggregate { group { __typename } }"),
                         [{"group": {"__typename": "PostAggregateGroup"}}])


class Which(Case):
    def counts(self, arguments):
        return [one["count"] for one in self.groups(f"postsAggregate({arguments}) {{ count }}")]

    def test_where_is_that_of_the_list(self):
        self.assertEqual(self.counts("where: {likes: {gte: 3}}"), [3])
        for where in ("null", "{}"):
            self.assertEqual(self.counts(f"where: {where}"), [6])
        self.assertEqual(self.counts('where: {NOT: {author: {name: {eq: "Ada"}}}}'), [4])
        self.assertEqual(self.counts('where: {comments: {some: {text: {eq: "good"}}}}'), [1])
        self.assertEqual(self.counts("where: {comments: {none: {id: {isNull: false}}}}"), [4])
        self.assertEqual(self.counts('where: {user: {name: {eq: "Bob"}}}'), [2])
        self.assertEqual(self.counts('where: {tags: {contains: "x"}}'), [1])
        self.assertEqual(self.counts("where: {lines: {some: {amount: {eq: 1}}}}"), [1])
        self.bad("postsAggregate(where: {title: {}}) { count }", "title")
        self.bad("postsAggregate(where: {title: {eq: null}}) { count }", "title")

    def test_the_own_filter_of_the_list_holds(self):
        self.assertEqual(self.groups("publishedAggregate { count }"), [{"count": 4}])
        self.assertEqual(self.groups("publishedAggregate(where: {status: {eq: DRAFT}}) { count }"),
                         [{"count": 0}])
        self.assertEqual(self.groups("publishedAggregate(groupBy: [{status: VALUE}]) { count }"),
                         [{"count": 4}])

    def test_having(self):
        by = "groupBy: [{author: {name: VALUE}}, {status: VALUE}]"
        self.assertEqual(self.counts(by), [2, 1, 1, 1, 1])
        for having, expected in {
                "{count: {gte: 2}}": [2], "{count: {in: [1]}}": [1, 1, 1, 1],
                "{NOT: {count: {eq: 1}}}": [2], "{sum: {likes: {isNull: true}}}": [1],
                "{sum: {likes: {gt: 9}}}": [1, 1], "{sum: {likes: {neq: 10}}}": [2, 1, 1],
                '{sum: {bytes: {gt: "18446744073709551613"}}}': [2],
                "{avg: {score: {lt: 0}}}": [1], '{min: {title: {startsWith: "B"}}}': [2],
                "{group: {status: {eq: DRAFT}}}": [1],
                '{group: {author: {name: {eq: "Bob"}}}}': [1, 1],
                "{group: {author: {name: {isNull: true}}}}": [1, 1],
                "{countDistinct: {likes: {gt: 1}}}": [2],
                "{AND: [{count: {eq: 1}}, {OR: [{max: {likes: {eq: 10}}}, {avg: {likes: {lt: 0}}}]}]}":
                    [1, 1, 1], "{OR: []}": [], "{AND: []}": [2, 1, 1, 1, 1],
                "{count: {eq: 1}, max: {likes: {eq: 10}}}": [1, 1],
                '{max: {createdAt: {gt: "2026-10-25T02:00:00+01:00"}}}': [1, 1],
                '{sum: {reading: {eq: "PT15M"}}}': [2], "{sum: {price: {eq: 3.5}}}": [2]}.items():
            self.assertEqual(self.counts(f"{by}, having: {having}"), expected, having)

    def test_conditions_on_a_group_are_on_what_it_was_cut_to(self):
        self.assertEqual(self.counts(
            MONTHS + ', having: {group: {createdAt: {eq: "2026-02-28T23:00:00Z"}}}'), [3])
        self.assertEqual(self.counts(
            'groupBy: [{day: QUARTER}], having: {group: {day: {gt: "2026-01-01"}}}'), [1, 2])

    def test_having_without_groups(self):
        self.assertEqual(self.counts("having: {count: {gte: 6}}"), [6])
        self.assertEqual(self.counts("having: {count: {gt: 6}}"), [])
        self.assertEqual(self.counts("having: {sum: {likes: {eq: 22}}}"), [6])

    def test_having_that_says_nothing(self):
        for having in ("null", "{}"):
            self.assertEqual(self.counts(f"groupBy: [{{pinned: VALUE}}], having: {having}"), [1, 2, 3])
        for having in ("{sum: {}}", "{sum: {likes: {}}}", "{sum: {author: {}}}", "{AND: [{}]}",
                       "{NOT: {}}", "{OR: [{count: {gt: 1}}, {}]}", "{count: {}}", "{count: null}",
                       "{count: {eq: null}}", "{sum: null}", "{AND: null}", "{group: {}}",
                       "{sum: {likes: null}}"):
            self.bad(f"postsAggregate(groupBy: [{{pinned: VALUE}}], having: {having}) {{ count }}",
                     "having")

    def test_a_pattern_that_cannot_be_read_is_the_clients(self):
        self.bad(r'postsAggregate(having: {min: {title: {like: "a\\"}}}) { count }', "having")

    def test_variables_that_are_not_given(self):
        self.assertEqual(self.data(
            "query ($w: PostWhereInput, $g: [PostGroupByInput!], $h: PostHavingInput, "
            "$o: [PostAggregateOrderByInput!], $l: Int, $s: Int) { postsAggregate(where: $w, "
            "groupBy: $g, having: $h, orderBy: $o, limit: $l, offset: $s) { count } }"),
            {"postsAggregate": [{"count": 6}]})
        self.refused("query ($n: Int) { postsAggregate(having: {count: {gt: $n}}) { count } }",
                     "BAD_USER_INPUT", "having")
        self.refused("query ($n: PostHavingInput) { postsAggregate(having: {NOT: $n}) { count } }",
                     "BAD_USER_INPUT", "having")

    def test_orders(self):
        for by, order, expected in (
                ("status", "{count: DESC}, {group: {title: ASC}}", None),
                ("author: {name", "{count: ASC}", [2, 2, 2]),
                ("pinned", "{count: DESC}", [3, 2, 1]),
                ("pinned", "{group: {pinned: DESC}}", [3, 2, 1]),
                ("pinned", "{group: {pinned: DESC_NULLS_LAST}}", [2, 1, 3]),
                ("pinned", "{group: {pinned: ASC_NULLS_FIRST}}", [3, 1, 2]),
                ("pinned", "{sum: {likes: ASC}}", [1, 3, 2]),
                ("pinned", "{sum: {bytes: DESC}}", [3, 1, 2]),
                ("pinned", "{sum: {bytes: DESC_NULLS_LAST}}", [1, 2, 3]),
                ("pinned", "{max: {createdAt: DESC}}", [3, 2, 1]),
                ("pinned", "{min: {author: {name: ASC}}}, {avg: {score: DESC}}", [1, 2, 3])):
            close = "}" * (1 + by.count("{"))
            arguments = f"groupBy: [{{{by}: VALUE{close}], orderBy: [{order}]"
            if expected is None:
                self.bad(f"postsAggregate({arguments}) {{ count }}", "title")
            else:
                self.assertEqual(self.counts(arguments), expected, order)

    def test_eight_orders_and_no_more(self):
        by = ", ".join("{countDistinct: {%s: ASC}}" % name for name in EIGHT)
        self.assertEqual(len(self.counts(f"groupBy: [{{id: VALUE}}], orderBy: [{by}]")), 6)
        self.bad(f"postsAggregate(orderBy: [{by}, {{count: ASC}}]) {{ count }}", "orderBy", "8")

    def test_an_order_is_one_field(self):
        for order in ("{}", "{count: null}", "{count: ASC, sum: {likes: ASC}}", "{sum: {}}", "null",
                      "{sum: {likes: ASC, bytes: ASC}}", "{title: ASC}"):
            self.invalid(f"{{ postsAggregate(orderBy: [{order}]) {{ count }} }}")

    def test_limits(self):
        by = "groupBy: [{n: VALUE}]"

        def numbers(arguments):
            return [one["group"]["n"] for one in self.groups(
                f"numbersAggregate({by}{arguments}) {{ group {{ n }} }}")]
        self.assertEqual(numbers(""), list(range(1, 101)))
        self.assertEqual(numbers(", limit: 1000"), list(range(1, 1001)))
        self.assertEqual(numbers(", limit: 3, offset: 1498"), [1499, 1500])
        self.assertEqual(numbers(", limit: 0"), [])
        self.assertEqual(numbers(", limit: 2, orderBy: [{group: {n: DESC}}]"), [1500, 1499])
        self.bad(f"numbersAggregate({by}, limit: 1001) {{ count }}", "limit", "1000")
        self.bad(f"numbersAggregate({by}, limit: -1) {{ count }}", "limit")
        self.bad(f"numbersAggregate({by}, offset: -1) {{ count }}", "offset")

    def test_limits_without_groups(self):
        self.assertEqual(self.counts("limit: 1"), [6])
        self.assertEqual(self.counts("limit: 0"), [])
        self.assertEqual(self.counts("offset: 1"), [])

    def test_the_maximum_of_the_list_is_that_of_its_groups(self):
        by = "groupBy: [{title: VALUE}]"
        self.assertEqual(len(self.groups(f"fewAggregate({by}) {{ count }}")), 3)
        self.assertEqual(len(self.groups(f"fewAggregate({by}, limit: 3) {{ count }}")), 3)
        self.bad(f"fewAggregate({by}, limit: 4) {{ count }}", "limit", "3")
        self.bad(f"someAggregate({by}, limit: 51) {{ count }}", "limit", "50")
        self.assertEqual(len(self.groups(f"streamedAggregate({by}, limit: 1000) {{ count }}")), 5)
        self.bad(f"streamedAggregate({by}, limit: 1001) {{ count }}", "limit", "1000")
        # How many rows there may be on the page does not bound what is counted.
        self.assertEqual(self.groups("fewAggregate { count }"), [{"count": 6}])


class Related(Case):
    def test_groups_of_each_object(self):
        found = self.groups("""users(orderBy: [{id: ASC}]) { name
            postsAggregate { count sum { likes } }
            draftsAggregate { count }
            postPagesAggregate(groupBy: [{status: VALUE}], orderBy: [{count: DESC}]) {
              group { status } count } }""")
        self.assertEqual(found, [
            {"name": "Ada", "postsAggregate": [{"count": 2, "sum": {"likes": "4"}}],
             "draftsAggregate": [{"count": 0}],
             "postPagesAggregate": [{"group": {"status": "PUBLISHED"}, "count": 2}]},
            {"name": "Bob", "postsAggregate": [{"count": 2, "sum": {"likes": "10"}}],
             "draftsAggregate": [{"count": 1}],
             "postPagesAggregate": [{"group": {"status": "DRAFT"}, "count": 1},
                                    {"group": {"status": "PUBLISHED"}, "count": 1}]},
            {"name": "Cleo", "postsAggregate": [{"count": 2, "sum": {"likes": "8"}}],
             "draftsAggregate": [{"count": 0}],
             "postPagesAggregate": [{"group": {"status": "PUBLISHED"}, "count": 1},
                                    {"group": {"status": "ARCHIVED"}, "count": 1}]},
            {"name": "Nobody", "postsAggregate": [{"count": 0, "sum": {"likes": None}}],
             "draftsAggregate": [{"count": 0}], "postPagesAggregate": []}])

    def test_at_any_depth(self):
        self.assertEqual(self.groups("""posts(where: {title: {in: ["a", "ä"]}}, orderBy: [{id: ASC}]) {
            commentsAggregate(groupBy: [{text: VALUE}]) { group { text } count }
            user { name postsAggregate(having: {count: {gt: 1}}) { max { title } } } }"""), [
                {"commentsAggregate": [{"group": {"text": "good"}, "count": 2},
                                       {"group": {"text": None}, "count": 1}],
                 "user": {"name": "Ada", "postsAggregate": [{"max": {"title": "a"}}]}},
                {"commentsAggregate": [{"group": {"text": "bad"}, "count": 1}],
                 "user": {"name": "Bob", "postsAggregate": [{"max": {"title": "ä"}}]}},
                {"commentsAggregate": [],
                 "user": {"name": "Cleo", "postsAggregate": [{"max": {"title": "a"}}]}}])

    def test_of_connections_and_streamed_lists(self):
        self.assertEqual(self.groups("postPagesAggregate(groupBy: [{pinned: VALUE}]) { count }"),
                         [{"count": 1}, {"count": 2}, {"count": 3}])
        self.assertEqual(self.groups("streamedAggregate { count }"), [{"count": 6}])

    def test_beside_lists_and_pages_of_the_same_rows(self):
        self.assertEqual(self.data(
            "{ postsAggregate { count } streamed(limit: 1, orderBy: [{id: ASC}]) { title } "
            "postPages(first: 1, orderBy: [{id: DESC}]) { totalCount edges { node { "
            "commentsAggregate { count } } } } }"), {
                "postsAggregate": [{"count": 6}], "streamed": [{"title": "a"}],
                "postPages": {"totalCount": 6,
                              "edges": [{"node": {"commentsAggregate": [{"count": 0}]}}]}})

    def test_a_root_field_is_one_statement(self):
        postgresql = WORLD.postgresql
        queries = ("{ postsAggregate(groupBy: [{author: {name: VALUE}}], having: {count: {gt: 1}}) "
                   "{ count countDistinct { likes } sum { likes } } }",
                   f"{{ postsAggregate({MONTHS}) {{ group {{ createdAt }} count }} }}",
                   "{ users { postsAggregate { count } postPagesAggregate(groupBy: [{status: VALUE}]) "
                   "{ count } drafts { commentsAggregate { count } } } }")
        for query in queries:
            self.data(query)
            with postgresql.logged_statements():
                before = postgresql.log_size()
                self.data(query)
                lines = postgresql.log_since(before)
            self.assertEqual(len([line for line in lines if re.search(
                r"(statement|execute [^:]*): .*tv_(post|user)\b", line)]), 1, lines)


class Shape(Case):
    def test_aliases_fragments_and_names_of_types(self):
        self.assertEqual(
            self.data("""{ a: postsAggregate(where: {title: {eq: "B"}}, groupBy: [{status: VALUE},
                {author: {name: VALUE}}]) { __typename n: count again: count ...Some
                group { s: status author { n: name __typename } }
                ... on PostAggregate { sum { price } max { l: likes author { age } } } } }
              fragment Some on PostAggregate { sum { l: likes l: likes __typename }
                other: sum { bytes } }"""),
            {"a": [{"__typename": "PostAggregate", "n": 1, "again": 1,
                    "sum": {"l": "1", "__typename": "PostAggregateSum", "price": "2"},
                    "other": {"bytes": "9223372036854775807"},
                    "group": {"s": "PUBLISHED",
                              "author": {"n": "Ada", "__typename": "AuthorAggregateGroup"}},
                    "max": {"l": 1, "author": {"age": 36}}}]})

    def test_what_is_selected_stands_in_its_order(self):
        status, answer = self.client.send(json.dumps({"query": (
            "{ postsAggregate { sum { likes } min { likes title } count group { __typename } } }")}))
        self.assertEqual(status, 200)
        self.assertEqual(json.dumps(answer["data"]["postsAggregate"]),
                         '[{"sum": {"likes": "22"}, "min": {"likes": -2, "title": "B"}, "count": 6, '
                         '"group": {"__typename": "PostAggregateGroup"}}]')

    def test_nothing_but_type_names(self):
        self.assertEqual(self.groups("postsAggregate(groupBy: [{pinned: VALUE}]) { __typename }"),
                         [{"__typename": "PostAggregate"}] * 3)
        self.assertEqual(self.groups("postsAggregate { sum { __typename } }"),
                         [{"sum": {"__typename": "PostAggregateSum"}}])

    def test_two_of_one_list_under_aliases(self):
        self.assertEqual(
            self.data("{ a: postsAggregate { count } b: postsAggregate(where: {pinned: {eq: true}}) "
                      "{ count } postsAggregate(groupBy: [{status: VALUE}], limit: 1) { count } }"),
            {"a": [{"count": 6}], "b": [{"count": 2}], "postsAggregate": [{"count": 1}]})
        self.refused("{ postsAggregate { count } postsAggregate(limit: 1) { count } }",
                     "GRAPHQL_VALIDATION_FAILED")


class Permissions(Case):
    def test_each_use_of_a_field_needs_what_it_needs(self):
        for use in ("{ sum { FIELD } }", "{ countDistinct { FIELD } }", "{ max { FIELD } }",
                    "(groupBy: [{FIELD: VALUE}]) { count }",
                    "(groupBy: [{FIELD: VALUE}]) { group { FIELD } }",
                    "(having: {sum: {FIELD: {gt: 1}}}) { count }",
                    "(having: {NOT: {OR: [{min: {FIELD: {gt: 1}}}]}}) { count }",
                    "(groupBy: [{FIELD: VALUE}], having: {group: {FIELD: {gt: 1}}}) { count }",
                    "(orderBy: [{avg: {FIELD: ASC}}]) { count }",
                    "(where: {FIELD: {gt: 1}}) { count }"):
            for field in ("salary", "hidden"):
                for begin, end in (("", ""), ("users { ", " }")):
                    query = f"{{ {begin}postsAggregate{use.replace('FIELD', field)}{end} }}"
                    self.refused(query, "FORBIDDEN", f"post:{field}")
                    self.refused(query, "FORBIDDEN", x_scope="other post")
                    self.data(query, x_scope=f"post:{field} x")

    def test_given_by_variables_too(self):
        for name, of, value in (("groupBy", "[PostGroupByInput!]", [{"salary": "VALUE"}]),
                                ("having", "PostHavingInput", {"sum": {"salary": {"gt": 1}}}),
                                ("orderBy", "[PostAggregateOrderByInput!]",
                                 [{"max": {"salary": "ASC"}}])):
            query = f"query ($v: {of}) {{ postsAggregate({name}: $v) {{ count }} }}"
            self.refused(query, "FORBIDDEN", variables={"v": value})
            self.data(query, {"v": value}, x_scope="post:salary")
            by_default = query.replace(of + ")", of + " = " + re.sub(
                r'"', "", json.dumps(value)) + ")")
            self.refused(by_default, "FORBIDDEN")

    def test_with_them_it_is_answered(self):
        self.assertEqual(self.data("{ postsAggregate { sum { salary hidden } } }",
                                   x_scope="post:salary post:hidden"),
                         {"postsAggregate": [{"sum": {"salary": "600", "hidden": "3"}}]})

    def test_a_type_is_asked_for_by_whatever_is_selected(self):
        for selected in ("count", "__typename", "sum { level }", "group { __typename }"):
            self.refused(f"{{ secretsAggregate {{ {selected} }} }}", "FORBIDDEN", "secret:read")
        self.assertEqual(self.data("{ secretsAggregate { count sum { level } } }",
                                   x_scope="secret:read"),
                         {"secretsAggregate": [{"count": 3, "sum": {"level": "6"}}]})

    def test_what_is_skipped_needs_nothing(self):
        self.data("{ postsAggregate { count sum @skip(if: true) { salary } } }")

    def test_policies_of_rows_hold(self):
        query = "{ ownedAggregate { count sum { amount } } }"
        for tenant, count, total in (("amber", 3, "6"), ("cobalt", 2, "9"), ("other", 0, None)):
            self.assertEqual(self.data(query, x_tenant=tenant),
                             {"ownedAggregate": [{"count": count, "sum": {"amount": total}}]})
        self.assertEqual(self.data(query),
                         {"ownedAggregate": [{"count": 0, "sum": {"amount": None}}]})


class Drifted(Case):
    def test_a_stored_value_of_another_type_is_never_the_clients(self):
        for use in ("{ sum { whole } }", "{ avg { big } }", "{ max { exact } }", "{ sum { real } }",
                    "{ min { at } }", "{ max { day } }", "{ sum { span } }",
                    "{ countDistinct { whole } }", "(groupBy: [{whole: VALUE}]) { group { whole } }",
                    "(groupBy: [{at: {unit: DAY}}]) { group { at } }",
                    '(groupBy: [{at: {unit: DAY, timeZone: "Europe/Berlin"}}]) { group { at } }',
                    "(groupBy: [{day: MONTH}]) { group { day } }",
                    "(having: {sum: {whole: {gt: 1}}}) { count }",
                    "(having: {max: {at: {gt: \"2026-01-01T00:00:00Z\"}}}) { count }",
                    "(orderBy: [{max: {real: ASC}}], groupBy: [{id: VALUE}]) { count }",
                    "(where: {whole: {gt: 1}}) { count }"):
            answer = self.client.ask(f"{{ driftsAggregate{use} }}")
            codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
            self.assertEqual(codes, {"INTERNAL_SERVER_ERROR"}, use)
            for error in answer["errors"]:
                self.assertNotIn("abc", error["message"], use)

    def test_what_is_not_looked_at_does_no_harm(self):
        self.assertEqual(self.groups("driftsAggregate { count countDistinct { id } }"),
                         [{"count": 2, "countDistinct": {"id": 2}}])


class Cost(Case):
    settings = (*WHO, "--max-cost", "300")

    def taken(self, arguments, selected="count", field="numbersAggregate"):
        self.data(f"{{ {field}{arguments} {{ {selected} }} }}")

    def dear(self, arguments, selected="count", field="numbersAggregate"):
        self.refused(f"{{ {field}{arguments} {{ {selected} }} }}", "GRAPHQL_VALIDATION_FAILED",
                     "max_cost")

    def test_a_page_of_groups_counts_what_is_selected_of_each(self):
        by = "groupBy: [{n: VALUE}]"  # 50
        self.taken(f"({by}, limit: 250)")
        self.dear(f"({by}, limit: 251)")
        self.taken(f"({by}, limit: 125)", "count group { n }")
        self.dear(f"({by}, limit: 126)", "count group { n }")
        self.taken(f"({by})", "count sum { n }")
        self.dear(f"({by})", "count sum { n } avg { n }")

    def test_without_groups_it_counts_once(self):
        self.taken("(limit: 1000)", "count sum { n } avg { n } min { n } max { n }")
        self.taken("(limit: 1000, groupBy: [])")

    def test_each_name_counts_50(self):
        self.taken("(where: {n: {gt: 1}}, having: {count: {gt: 1}})")  # 201
        self.dear("(where: {n: {gt: 1}}, having: {sum: {n: {gt: 1}}}, limit: 1, offset: 0, "
                  "orderBy: [{count: ASC}])")  # 301
        self.taken("(orderBy: [{sum: {n: ASC}}, {avg: {n: ASC}}, {count: ASC}])")  # 251
        self.dear("(orderBy: [{sum: {n: ASC}}, {avg: {n: ASC}}, {max: {n: ASC}}])")  # 301

    def test_pages_of_related_groups_multiply(self):
        by = "postsAggregate(groupBy: [{status: VALUE}], limit: LIMIT) { count }"  # 50 each, too
        self.taken("(limit: 5)", by.replace("LIMIT", "10"), "users")
        self.dear("(limit: 5)", by.replace("LIMIT", "11"), "users")
        self.taken("(limit: 300)", "postsAggregate { count }", "users")


class Introspected(Case):
    def test_names_of_arguments_and_their_defaults(self):
        query = """query ($name: String!) { __type(name: $name) { fields { name type { kind ofType {
            kind ofType { kind ofType { name } } } } args { name defaultValue } } } }"""
        for name, default in (("Query", "100"), ("User", "20")):
            fields = {one["name"]: one
                      for one in self.data(query, {"name": name})["__type"]["fields"]}
            field = fields["postsAggregate"]
            self.assertEqual([(one["name"], one["defaultValue"]) for one in field["args"]], [
                ("where", None), ("groupBy", None), ("having", None), ("orderBy", None),
                ("limit", default), ("offset", "0")])
            kind = field["type"]
            self.assertEqual((kind["kind"], kind["ofType"]["kind"], kind["ofType"]["ofType"]["kind"],
                              kind["ofType"]["ofType"]["ofType"]["name"]),
                             ("NON_NULL", "LIST", "NON_NULL", "PostAggregate"))
            self.assertEqual(list(fields).index("postsAggregate"), list(fields).index("posts") + 1)

    def test_inputs_with_exactly_one_field_say_so(self):
        for name in ("PostGroupByInput", "PostAggregateOrderByInput"):
            self.assertEqual(self.data("query ($n: String!) { __type(name: $n) { isOneOf kind } }",
                                       {"n": name}),
                             {"__type": {"isOneOf": True, "kind": "INPUT_OBJECT"}})


