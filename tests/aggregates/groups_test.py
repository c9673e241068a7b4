"""What groups have: values of functions, and what is grouped by."""

import json
import re
from fractions import Fraction

import world
from case import EIGHT, Case


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
        postgresql = world.WORLD.postgresql
        postgresql.rows("""insert into tv_drift (id, data) select id_of('d', n), jsonb_build_object(
            'id', id_of('d', n), 'real', 1.7e308, 'span', 'P178000000Y') from generate_series(8, 9) n""")
        self.addCleanup(postgresql.rows, "delete from tv_drift where id >= id_of('d', 8)")
        for field in ("real", "span"):
            self.refused("{ driftsAggregate(where: {id: {in: [\"d0000000-0000-4000-8000-000000000008\", "
                         "\"d0000000-0000-4000-8000-000000000009\"]}}) { sum { %s } } }" % field,
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

    def test_addresses(self):
        self.assertEqual(
            self.groups("devicesAggregate(groupBy: [{mac: VALUE}]) { group { mac } count }"),
            [{"group": {"mac": "08:00:2b:ff:fe:01:02:03"}, "count": 2},
             {"group": {"mac": None}, "count": 1}])
        self.assertEqual(
            [one["group"]["ip"] for one in self.groups(
                "devicesAggregate(groupBy: [{ip: VALUE}]) { group { ip } }")],
            ["9.0.0.1", "10.0.0.1", "::1"])

    def test_of_an_interface_what_all_of_its_types_have_at_one_place(self):
        self.assertEqual(
            self.groups("beastsAggregate(groupBy: [{name: VALUE}]) { group { name } count "
                        "max { name } }"),
            [{"group": {"name": "Rex"}, "count": 1, "max": {"name": "Rex"}},
             {"group": {"name": "Tom"}, "count": 2, "max": {"name": "Tom"}}])
        for text in ("sum { size }", "max { lives }", "min { size }"):
            self.refused(f"{{ beastsAggregate {{ {text} }} }}", "GRAPHQL_VALIDATION_FAILED")

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
                "VALUE": ["2026-03-29", "2026-03-31", "2026-04-01", "2026-10-25", "2026-12-31", None],
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
        for zone in ("UTC", "Etc/GMT+3", "America/Argentina/Buenos_Aires", "Asia/Kathmandu",
                     "America/Port-au-Prince", "EST5EDT", "Zulu", "GB-Eire"):
            self.assertEqual(sum(count for _, count in self.moments(
                f"{{unit: DAY, timeZone: {json.dumps(zone)}}}")), 6, zone)
        self.assertEqual(self.moments('{unit: YEAR, timeZone: "Etc/GMT+3"}'),
                         [("2026-01-01T03:00:00Z", 6)])

    def test_what_is_no_time_zone_names_the_argument(self):
        for zone in ("+02:00", "-03", "Nowhere/City", "ABC3", "", " ", "Foo/Bar3", "<+02>-2", "x" * 65,
                     "x" * 70_000, "Europe/Berlin ", "../Europe/Berlin", "Europe", "Europe/",
                     "/Europe/Berlin", "Europe/Berlin'", "UTC+3", "GMT+3", "Europe/Berlin3", "é", "Foo/Bar-Baz",
                     "localtime", "posixrules", "right/Europe/Berlin", "posix/Europe/Berlin"):
            for query, variables in (
                    ("{ postsAggregate(groupBy: [{createdAt: {unit: DAY, timeZone: %s}}]) { count } }"
                     % json.dumps(zone), None),
                    ("query ($z: String!) { postsAggregate(groupBy: [{createdAt: {unit: DAY, "
                     "timeZone: $z}}]) { count } }", {"z": zone})):
                answer = self.client.ask(query, variables)
                self.assertIn("errors", answer, zone[:80])
                self.assertEqual([error["extensions"]["code"] for error in answer["errors"]],
                                 ["BAD_USER_INPUT"], (zone[:80], answer))
                self.assertIn("timeZone", answer["errors"][0]["message"], zone[:80])
                self.assertLess(len(answer["errors"][0]["message"]), 500)
        self.refused("query ($z: String!) { postsAggregate(groupBy: [{createdAt: {unit: DAY, "
                     "timeZone: $z}}]) { count } }", "BAD_USER_INPUT", variables={"z": "UTC\0"})

    def test_abbreviations_are_no_names_of_time_zones(self):
        for zone in ("Z", "PST", "MESZ", "zulu time"):
            self.bad("postsAggregate(groupBy: [{createdAt: {unit: DAY, timeZone: %s}}]) { count }"
                     % json.dumps(zone), "timeZone")

    def test_a_time_zone_without_a_unit_has_no_effect_so_it_is_refused(self):
        self.bad('postsAggregate(groupBy: [{createdAt: {unit: VALUE, timeZone: "UTC"}}]) { count }',
                 "timeZone")

    def test_no_time_zone_is_utc_but_a_variable_has_to_be_given(self):
        self.assertEqual(self.moments("{unit: YEAR, timeZone: null}"), [("2026-01-01T00:00:00Z", 6)])
        query = ("query ($z: String) { postsAggregate(groupBy: [{createdAt: {unit: YEAR, timeZone: "
                 "$z}}]) { count } }")
        self.data(query, {"z": None})
        self.refused(query, "BAD_USER_INPUT", "timeZone")

    def test_where_midnight_comes_twice_a_day_begins_at_the_second(self):
        postgresql = world.WORLD.postgresql
        postgresql.rows("""insert into tv_drift (id, data) select id_of('d', n), jsonb_build_object(
            'id', id_of('d', n), 'at', at) from (values (20, '2025-10-26T00:30:00Z'),
            (21, '2025-10-26T01:30:00Z'), (22, '2025-10-25T23:59:59Z')) made (n, at)""")
        self.addCleanup(postgresql.rows, "delete from tv_drift where id >= id_of('d', 20)")
        self.assertEqual(
            self.groups("""driftsAggregate(where: {id: {in: ["d0000000-0000-4000-8000-000000000020",
                "d0000000-0000-4000-8000-000000000021", "d0000000-0000-4000-8000-000000000022"]}},
                groupBy: [{at: {unit: DAY, timeZone: "Atlantic/Azores"}}]) { group { at } count }"""),
            [{"group": {"at": "2025-10-25T00:00:00Z"}, "count": 1},
             {"group": {"at": "2025-10-26T01:00:00Z"}, "count": 2}])

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
