"""Which groups are answered and in which order; those of related rows."""

import re
import time

import world
from case import EIGHT, MONTHS, Case
from world import PATIENCE_SECONDS


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
                ("status", "{group: {status: DESC}}", [1, 4, 1]),
                ("status", "{count: ASC}, {group: {status: DESC}}", [1, 1, 4]),
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

    def test_the_maximum_of_the_list_is_none_of_its_groups(self):
        by = "groupBy: [{title: VALUE}]"
        for name in ("few", "some", "streamed", "postPages"):
            for limit in ("", ", limit: 1000"):
                self.assertEqual(len(self.groups(f"{name}Aggregate({by}{limit}) {{ count }}")), 5)
            self.bad(f"{name}Aggregate({by}, limit: 1001) {{ count }}", "limit", "1000")
            self.assertEqual(self.groups(f"{name}Aggregate {{ count }}"), [{"count": 6}])


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
        postgresql = world.WORLD.postgresql
        queries = ("{ postsAggregate(groupBy: [{author: {name: VALUE}}], having: {count: {gt: 1}}) "
                   "{ count countDistinct { likes } sum { likes } } }",
                   f"{{ postsAggregate({MONTHS}) {{ group {{ createdAt }} count }} }}",
                   "{ users(limit: 4) { postsAggregate { count } postPagesAggregate(groupBy: [{status: VALUE}]) "
                   "{ count } drafts(limit: 2) { commentsAggregate { count } } } }")
        with postgresql.logged_statements():
            for query in queries:
                self.assertEqual(len(self.statements(query)), 1, query)

    def statements(self, query):
        """That read tables; PostgreSQL's processes hear of the setting in their own time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            before = world.WORLD.postgresql.log_size()
            self.data(query)
            self.data("{ numbersAggregate { count } }")  # behind it, so it is in the log by then
            lines = world.WORLD.postgresql.log_since(before)
            read = [line for line in lines if re.search(r"(statement|execute [^:]*): ", line) and
                    re.search(r"\btv_(post|user|number)\b", line)]
            if any("tv_number" in line for line in read):
                return [line for line in read if "tv_number" not in line]
            time.sleep(0.05)
        raise AssertionError("PostgreSQL logs no statements")


class InFilters(Case):
    def names(self, condition):
        return [one["name"] for one in self.groups(
            f"users(where: {{{condition}}}, orderBy: [{{id: ASC}}]) {{ name }}")]

    def test_rows_by_what_their_related_rows_come_to(self):
        for condition, expected in {
                "postsAggregate: {count: {gte: 2}}": ["Ada", "Bob", "Cleo"],
                "postsAggregate: {count: {eq: 0}}": ["Nobody"],
                "postsAggregate: {sum: {likes: {isNull: true}}}": ["Nobody"],
                "postsAggregate: {sum: {likes: {gt: 5}}}": ["Bob", "Cleo"],
                "postsAggregate: {where: {status: {eq: PUBLISHED}}, count: {eq: 1}}": ["Bob", "Cleo"],
                "postsAggregate: {where: {status: {eq: PUBLISHED}}, count: {gte: 1}, max: {likes: "
                "{lt: 5}}}": ["Ada"],
                "postsAggregate: {where: {comments: {some: {text: {eq: \"good\"}}}}, count: {eq: 1}}":
                    ["Ada"],
                "draftsAggregate: {count: {gt: 0}}": ["Bob"],
                "draftsAggregate: {where: {status: {eq: PUBLISHED}}, count: {gt: 0}}": [],
                "postPagesAggregate: {min: {title: {eq: \"Z\"}}}": ["Cleo"],
                "NOT: {postsAggregate: {count: {gte: 1}}}": ["Nobody"],
                "OR: [{postsAggregate: {count: {eq: 0}}}, {name: {eq: \"Ada\"}}]": ["Ada", "Nobody"],
                "postsAggregate: {countDistinct: {author: {name: {gt: 0}}}}": ["Ada", "Bob"],
                "postsAggregate: {where: {commentsAggregate: {count: {gt: 0}}}, count: {gt: 0}}":
                    ["Ada", "Bob"]}.items():
            self.assertEqual(self.names(condition), expected, condition)

    def test_of_an_aggregate_and_of_a_row_that_belongs(self):
        self.assertEqual(self.groups(
            "postsAggregate(where: {user: {postsAggregate: {sum: {likes: {gt: 5}}}}}) { count }"),
            [{"count": 4}])
        self.assertEqual(self.groups(
            "postsAggregate(where: {commentsAggregate: {count: {gt: 1}}}) { count max { title } }"),
            [{"count": 1, "max": {"title": "a"}}])

    def test_what_says_nothing_is_refused(self):
        for condition in ("{}", "null", "{where: {status: {eq: DRAFT}}}", "{count: {}}",
                          "{count: {gt: null}}", "{sum: {}}", "{sum: {likes: {}}}",
                          "{where: {status: {}}, count: {gt: 1}}"):
            self.bad(f"users(where: {{postsAggregate: {condition}}}) {{ name }}", "postsAggregate")
        for declared, condition in (
                ("PostWhereInput", "{where: $v, count: {gt: 1}}"), ("Int", "{count: {gt: $v}}"),
                ("IntFilter", "{count: $v, sum: {likes: {gt: 1}}}"), ("PostAggregateFilter", "$v")):
            self.refused(f"query ($v: {declared}) {{ users(where: {{postsAggregate: {condition}}}) "
                         "{ name } }", "BAD_USER_INPUT", "postsAggregate")

    def test_no_groups_there(self):
        self.refused("{ users(where: {postsAggregate: {group: {title: {eq: \"a\"}}}}) { name } }",
                     "GRAPHQL_VALIDATION_FAILED")

    def test_permissions_hold(self):
        for condition in ("{sum: {salary: {gt: 1}}}",
                          "{where: {salary: {gt: 1}}, count: {gt: 0}}"):
            query = f"{{ users(where: {{postsAggregate: {condition}}}) {{ name }} }}"
            self.refused(query, "FORBIDDEN", "post:salary")
            self.data(query, x_scope="post:salary")
