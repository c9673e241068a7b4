#!/usr/bin/env python3
"""Random rows and aggregates: what is answered is what the evaluator says, of documents and of real
columns, of the rows of each owner, whether values are written or given: property_test.py PROGRAM.

FRAISEQL_SEED is the seed, FRAISEQL_AGGREGATES how many cases (600 unless said).
"""

import copy
import os
import random
import sys
import unittest

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

from evaluator import Unclear, evaluate, holds, is_same  # noqa: E402
from random_case import Draws, call, written  # noqa: E402
from random_rows import CHANGES, Rows, text_of  # noqa: E402
from values import UNITS_OF_DAYS, beginning_in, instant  # noqa: E402
from world import HERE, MANY, Client, started  # noqa: E402

WORLD = None
CASES = int(os.environ.get("FRAISEQL_AGGREGATES", "600"))
SEED = int(os.environ.get("FRAISEQL_SEED") or random.randrange(2**32))
CASES_OF_ROWS = 25
FORMS = ("document", "variables", "mixed", "zones")
ROOTS = (("things", "thingsAggregate", "Thing"), ("columns", "columnsAggregate", "Column"))
OF_OWNERS = (("things", "thingsAggregate", "Thing"),
             ("columns", "columnPagesAggregate", "Column"))


class Wrong(Exception):
    pass


def answered_at(group, function, path):
    for name in (function, *path):
        group = group[name]
    return group


def compare(where, expected, answered, selected):
    if len(answered) != len(expected):
        raise Wrong(f"{where}: {len(answered)} groups instead of {len(expected)}: {answered}")
    for index, (group, found) in enumerate(zip(expected, answered)):
        for function, path in selected:
            value = group.value(function, path)
            given = answered_at(found, function, path)
            if not is_same(group.kind(function, path), value, given):
                raise Wrong(f"{where}: {'.'.join((function, *path))} of group {index} is {given!r} "
                            f"instead of {value!r}: {found}")


def request(case, form, with_owners):
    declared, variables = [], {}
    fields = [f"{alias}: {call(field, case, of, form, declared, variables, alias)}"
              for alias, field, of in ROOTS]
    if with_owners:
        inner = " ".join(
            f"{alias}: {call(field, case, of, form, declared, variables, 'of' + alias)}"
            for alias, field, of in OF_OWNERS)
        which = ""
        if case.owners:
            declared.append("$owners: OwnerWhereInput")
            variables["owners"] = case.owners
            which = "(where: $owners)" if form != "document" else f"(where: {written(case.owners)})"
        fields.append(f"owners{which} {{ id {inner} }}")
    if form == "document":
        declared, variables = [], {}
    head = f"query ({', '.join(declared)}) " if declared else ""
    return head + "{ " + " ".join(fields) + " }", variables


def judge(client, rows, case, form, with_owners):
    """Raises Wrong, with the request, or Unclear."""
    expected = {"": evaluate(rows.of, rows.things, case.query)}
    if with_owners:
        for owner in rows.owners:
            if not holds(rows.owner, owner, case.owners or {}):
                continue
            its = [one for one in rows.things if one["owner_id"] == owner["id"]]
            expected[owner["id"]] = evaluate(rows.of, its, case.query, 20)
    query, variables = request(case, form, with_owners)
    answer = client.ask(query, variables)
    try:
        if "errors" in answer:
            raise Wrong(answer["errors"])
        data = answer["data"]
        for alias, _, _ in ROOTS:
            compare(alias, expected[""], data[alias], case.selected)
        if with_owners:
            found = [owner["id"] for owner in data["owners"]]
            if sorted(found) != sorted(set(expected) - {""}):
                raise Wrong(f"the owners {found} instead of {[one for one in expected if one]}")
        for owner in data.get("owners", ()):
            for alias, _, _ in OF_OWNERS:
                compare(f"{alias} of {owner['id']}", expected[owner["id"]], owner[alias],
                        case.selected)
    except Wrong as wrong:
        raise Wrong(f"{wrong}\n{query}\n{text_of(variables)}") from None


def is_wrong(client, rows, case):
    try:
        judge(client, rows, case, "document", False)
    except Wrong as wrong:
        return wrong
    except Unclear:
        pass
    return None


def smaller(draws, case):
    """Cases with something left out."""
    for name in ("where", "having", "limit", "offset"):
        if getattr(case.query, name) is not None:
            made = copy.copy(case)
            made.query = copy.copy(case.query)
            setattr(made.query, name, None)
            made.arguments = draws.arguments(made.query)
            yield made
    for index in range(len(case.query.order_by)):
        made = copy.copy(case)
        made.query = copy.copy(case.query)
        made.query.order_by = case.query.order_by[:index] + case.query.order_by[index + 1:]
        made.arguments = draws.arguments(made.query)
        yield made
    for index in range(len(case.selected) if len(case.selected) > 1 else 0):
        made = copy.copy(case)
        made.selected = case.selected[:index] + case.selected[index + 1:]
        yield made


def fewer(rows):
    """Rows with some left out."""
    size = len(rows.things)
    step = max(1, size // 2)
    while step:
        for begin in range(0, size, step):
            made = copy.copy(rows)
            made.things = rows.things[:begin] + rows.things[begin + step:]
            yield made
        step //= 2


class Aggregates(unittest.TestCase):
    def test_the_calendar_of_the_evaluator_is_that_of_postgresql(self):
        rng = random.Random(SEED)
        asked = [(instant(rng.choice(changes)) + rng.choice(
            (0, -1, 1, rng.randrange(-30 * 3_600_000_000, 30 * 3_600_000_000))), unit, zone)
                 for zone, changes in CHANGES.items() for unit in ("HOUR", *UNITS_OF_DAYS)
                 for _ in range(8)]
        found = WORLD.postgresql.rows(" union all ".join(
            f"select {index}, (extract(epoch from date_trunc('{unit}', timestamptz 'epoch' + "
            f"interval '1 microsecond' * {moment}, '{zone}')) * 1000000)::bigint"
            for index, (moment, unit, zone) in enumerate(asked)) + " order by 1")
        for one, (_, microseconds) in zip(asked, found):
            self.assertEqual(beginning_in(*one), int(microseconds), one)

    def test_answers_are_what_the_evaluator_says(self):
        rng = random.Random(SEED)
        client = Client(WORLD.server("things.graphql", "--max-cost", str(MANY), "--max-aliases",
                                     "1000", "--max-tokens", "100000"))
        self.addCleanup(client.__exit__)
        judged = unclear = 0
        draws = None
        for number in range(CASES):
            if number % CASES_OF_ROWS == 0:
                rows = Rows(rng)
                WORLD.postgresql.rows(rows.sql())
                draws = Draws(rng, rows)
            case, form = draws.case(), rng.choice(FORMS)
            try:
                judge(client, rows, case, form, number % 2 == 0)
                judged += 1
            except Unclear:
                unclear += 1
            except Wrong as wrong:
                self.fail(f"FRAISEQL_SEED={SEED}, case {number} ({form}): {wrong}\n"
                          f"{self.shrunk(client, draws, rows, case)}")
        print(f"seed {SEED}: {judged} cases, {unclear} beside them say nothing")
        self.assertLess(unclear, 20 + CASES // 5)

    @staticmethod
    def shrunk(client, draws, rows, case):
        """The least that is still wrong, as text."""
        wrong = is_wrong(client, rows, case)
        if wrong is None:
            return "it is right as a document of root fields alone"
        steps, goes_on = 0, True
        while goes_on and steps < 200:
            goes_on = False
            for one in smaller(draws, case):
                steps += 1
                if found := is_wrong(client, rows, one):
                    case, wrong, goes_on = one, found, True
                    break
            for some in () if goes_on else fewer(rows):
                steps += 1
                WORLD.postgresql.rows(some.sql())
                if steps < 200 and (found := is_wrong(client, some, case)):
                    rows, wrong, goes_on = some, found, True
                    break
        return f"shrunk: {wrong}\n{text_of(rows.things)}"


def main():
    global WORLD  # pylint: disable=global-statement
    with started(sys.argv[1]) as WORLD:
        WORLD.postgresql.rows((HERE / "things.sql").read_text(encoding="utf-8"))
        program = unittest.main(argv=sys.argv[:1] + sys.argv[2:], exit=False)
    return 0 if program.result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
