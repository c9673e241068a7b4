"""The types that come with aggregates, and what is refused at start."""

import pathlib
import re
import tempfile
import unittest

import world
from world import HERE, run

OURS = re.compile(r"Aggregate|GroupBy|Having")


def blocks(text):
    """Definitions by their names, without descriptions and empty lines."""
    text = re.sub(r'^ *"""\n?.*?"""\n', "", text, flags=re.S | re.M)
    text = re.sub(r"\n\n+(?=  )", "\n", text)
    return {found[1]: found[0] for found in
            re.finditer(r"^(?:type|input|enum) (\w+)[^{]*\{\n.*?^\}", text, re.S | re.M)}


class Schema(unittest.TestCase):
    def setUp(self):
        self.maxDiff = None
        self._directory = tempfile.TemporaryDirectory()
        self.addCleanup(self._directory.cleanup)

    def printed(self, schema, *flags):
        return run(world.WORLD.program, "schema", "print", "--schema", str(schema), *flags)

    def test_types_are_those_of_the_golden_file(self):
        made = self.printed(HERE / "golden.graphql")
        self.assertEqual(made.returncode, 0, made.stderr)
        expected = blocks((HERE / "aggregates.graphql").read_text(encoding="utf-8"))
        found = {name: text for name, text in blocks(made.stdout).items() if OURS.search(name)}
        self.assertEqual(sorted(found), sorted(expected))
        for name, text in expected.items():
            self.assertEqual(found[name], text)

    def test_it_is_written_as_it_was_read(self):
        written = self.printed(HERE / "golden.graphql", "--with-directives")
        self.assertIn("posts: [Post!]! @find(aggregated: true)", written.stdout)
        self.assertFalse(OURS.search(written.stdout), written.stdout)
        again = pathlib.Path(self._directory.name) / "again.graphql"
        again.write_text(written.stdout, encoding="utf-8")
        self.assertEqual(self.printed(again).stdout, self.printed(HERE / "golden.graphql").stdout)

    def changed(self, *replaced, more=""):
        text = (HERE / "golden.graphql").read_text(encoding="utf-8")
        for old, new in replaced:
            self.assertIn(old, text)
            text = text.replace(old, new)
        file = pathlib.Path(self._directory.name) / "changed.graphql"
        file.write_text(text + more, encoding="utf-8")
        return self.printed(file)

    def refused(self, words, *replaced, more=""):
        made = self.changed(*replaced, more=more)
        self.assertNotEqual(made.returncode, 0, words)
        for word in words:
            self.assertIn(word, made.stderr)

    def test_names_that_are_taken_are_refused(self):
        for name in ("PostAggregate", "PostAggregateSum", "PostGroupByInput", "AuthorAggregateMin",
                     "GroupBy", "DateTimeGroupBy", "PostAggregateOrderByInput", "PostHavingInput",
                     "PostAggregateSumFilter"):
            # A type of that name which is used, so that nothing else is wrong with it.
            kind = "enum %s { RED }" if name.endswith(("By",)) else "type %s { id: ID! }"
            self.refused([name], ("extra: JSON", f"extra: JSON own: {name}"), more=kind % name)

    def test_a_field_that_is_there_is_refused(self):
        self.refused(["postsAggregate"], ("  labels: [Label!]! @find(aggregated: true)\n",
                                          "  labels: [Label!]! @find(aggregated: true)\n"
                                          "  postsAggregate: [Label!]! @find\n"))
        self.refused(["labelsAggregate"], ("  extra: JSON\n", "  extra: JSON labelsAggregate: Int\n"))

    def test_only_a_find_can_be_aggregated(self):
        self.refused(["aggregated"], ("  extra: JSON\n", "  extra: JSON\n  first: Label @findOne(on: "
                                      "[{field: \"postId\", equals: \"id\"}], aggregated: true)\n"))
        self.refused(["aggregated"], ("@find(aggregated: true)\n  labels", "@find(aggregated: 1)\n  labels"))

    def test_what_is_not_declared_has_none(self):
        made = self.changed((", aggregated: true", ""), ("(aggregated: true)", ""))
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertFalse(OURS.search(made.stdout))
        made = self.changed(("aggregated: true", "aggregated: false"))
        self.assertFalse(OURS.search(made.stdout))

    def test_a_type_that_has_itself(self):
        made = self.changed(("  isNew: Boolean\n", "  isNew: Boolean\n  more: Flags\n"),
                            ("  flags: Flags\n", "  flags: Flags\n  empty: Empty\n"),
                            more='type Empty { more: Empty some: [Empty!] extra: JSON }\n')
        self.assertEqual(made.returncode, 0, made.stderr)
        found = blocks(made.stdout)
        self.assertIn("more: FlagsAggregateGroup!", found["FlagsAggregateGroup"])
        self.assertNotIn("FlagsAggregateSum", found)
        self.assertFalse([name for name in found if name.startswith("Empty") and OURS.search(name)])
        self.assertNotIn("empty", found["AuthorAggregateGroup"])
