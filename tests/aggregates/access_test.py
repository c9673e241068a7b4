"""How an answer looks, who gets one, what it costs."""

import json
import re

from case import WHO, Case


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

    def test_what_the_list_needs_its_groups_need(self):
        for query in ("{ guardedAggregate { count } }", "{ guardedAggregate { __typename } }",
                      "{ users { guardedAggregate { count } } }",
                      "{ users(where: {guardedAggregate: {count: {gt: 0}}}) { name } }"):
            self.refused(query, "FORBIDDEN", "post:list")
            self.data(query, x_scope="post:list")

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
        by = "groupBy: [{n: VALUE}]"  # 51, an item of a list is one
        self.taken(f"({by}, limit: 149)")
        self.dear(f"({by}, limit: 150)")
        self.taken(f"({by}, limit: 74)", "count group { n }")
        self.dear(f"({by}, limit: 75)", "count group { n }")
        self.taken(f"({by})")
        self.dear(f"({by})", "count sum { n }")

    def test_without_groups_it_counts_once(self):
        self.taken("(limit: 1000)", "count sum { n } avg { n } min { n } max { n }")
        self.taken("(limit: 1000, groupBy: [])")

    def test_an_aggregate_counts_100(self):
        self.data("{ a: numbersAggregate { count } b: numbersAggregate { count } }")
        self.refused("{ a: numbersAggregate { count } b: numbersAggregate { count } "
                     "c: numbersAggregate { count } }", "GRAPHQL_VALIDATION_FAILED", "max_cost")

    def test_each_name_counts_50(self):
        self.taken("(where: {n: {gt: 1}})")  # 201
        self.taken("(having: {count: {gt: 1}})")
        self.dear("(where: {n: {gt: 1}}, having: {count: {gt: 1}})")
        self.taken("(orderBy: [{sum: {n: ASC}}, {count: ASC}])")  # 253
        self.dear("(orderBy: [{sum: {n: ASC}}, {avg: {n: ASC}}])")  # 303

    def test_pages_of_related_groups_multiply(self):
        by = "postsAggregate(groupBy: [{status: VALUE}], limit: LIMIT) { count }"  # 151 each, too
        self.taken("(limit: 1)", by.replace("LIMIT", "149"), "users")
        self.dear("(limit: 1)", by.replace("LIMIT", "150"), "users")
        self.dear("(limit: 2)", by.replace("LIMIT", "1"), "users")
        self.dear("(limit: 3)", "postsAggregate { count }", "users")
        self.taken("(limit: 2)", "postsAggregate { count }", "users")


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
