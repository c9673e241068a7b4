"""Aggregates over rows in Python: slow, and as docs/api/aggregates.md says, sentence by sentence.

A condition is what a client writes, as JSON. Where PostgreSQL may round and that would decide an
order or a condition, Unclear is raised: such a query says nothing.
"""

import dataclasses
import functools
import typing
from fractions import Fraction

from values import (DAY, ORDERED, SUMMED, UNITS_OF_DAYS, Enumeration, beginning_in, beginning_of,
                    key, parse)

SUM_OF = {"Int": "BigInt", "BigInt": "Decimal", "Decimal": "Decimal", "Float": "Float",
          "Duration": "Duration"}
AVERAGE_OF = {"Int": "Float", "Float": "Float", "BigInt": "Decimal", "Decimal": "Decimal",
              "Duration": "Duration"}
PATHS = ("group", "countDistinct", "sum", "avg", "min", "max")


class Unclear(Exception):
    """It depends on the last digits."""


@dataclasses.dataclass
class About:
    """A number that may be off by so much; exact if it is the same whenever it is equal."""
    value: Fraction
    slack: Fraction
    is_exact: bool = False


@dataclasses.dataclass
class Type:
    """Of rows or of objects inside: kinds are names of scalars, Enumerations, Types and
    Relations."""
    name: str
    kinds: dict
    stored: dict = dataclasses.field(default_factory=dict)

    def key_of(self, name):
        return self.stored.get(name, name)

    def kind_at(self, path):
        return functools.reduce(lambda of, name: of.kinds[name], path, self)

    def paths(self, fits, before=()):
        """Of the scalars and enumerations that fit, those of objects inside too."""
        for name, kind in self.kinds.items():
            if isinstance(kind, Type):
                yield from kind.paths(fits, (*before, name))
            elif not isinstance(kind, Relation) and fits(kind):
                yield (*before, name)


@dataclasses.dataclass
class Relation:
    """The rows of another type whose field `theirs` equals our `ours`; `rows()` gives all. `takes`
    says what a condition on it is: `rows`, a `row`, or `groups`, what they come to."""
    to: Type
    theirs: str
    ours: str
    rows: typing.Callable
    takes: str = "rows"


@dataclasses.dataclass
class Query:
    where: dict | None = None
    group_by: list = dataclasses.field(default_factory=list)  # of (path, unit, time zone)
    having: dict | None = None
    order_by: list = dataclasses.field(default_factory=list)  # of (function, path, direction)
    limit: int | None = None
    offset: int | None = None


def can(function, kind):
    """Whether a type's fields of the function have one of this kind."""
    if function in ("group", "countDistinct"):
        return kind != "JSON"
    return kind in (SUMMED if function in ("sum", "avg") else ORDERED)


def result_of(function, kind):
    if function in ("count", "countDistinct"):
        return "Int"
    return {"sum": SUM_OF, "avg": AVERAGE_OF}.get(function, {}).get(kind, kind)


# Conditions

def stored_at(of, row, path):
    """Null of what is not there, on the way, too."""
    for name in path:
        row = row.get(of.key_of(name)) if isinstance(row, dict) else None
        of = of.kinds[name]
    return row


def value_at(of, row, path):
    return parse(of.kind_at(path), stored_at(of, row, path))


def holds_all(condition, part):
    """Whether each does, which `part` says of what is no combination."""
    def one(name, inner):
        if name == "AND":
            return all([holds_all(each, part) for each in inner])
        if name == "OR":
            return any([holds_all(each, part) for each in inner])
        if name == "NOT":
            return not holds_all(inner, part)
        return part(name, inner)
    return all([one(*item) for item in condition.items()])


def holds(of, row, condition):
    """Whether a row, or an object inside of one or null, matches `where`."""
    return holds_all(condition, lambda name, inner: holds_part(of, row, name, inner))


def holds_part(of, row, name, inner):
    if name == "isNull":
        return (row is None) == inner
    kind = of.kinds[name]
    if isinstance(kind, Relation):
        return holds_related(kind, of, row, inner)
    if isinstance(kind, Type):
        return holds(kind, stored_at(of, row, (name,)), inner)
    return holds_value(kind, value_at(of, row, (name,)), inner)


def related_to(relation, of, row):
    ours = value_at(of, row, (relation.ours,))
    return [other for other in relation.rows()
            if ours is not None and value_at(relation.to, other, (relation.theirs,)) == ours]


def holds_related(relation, of, row, inner):
    rows = related_to(relation, of, row)
    if relation.takes == "row":
        return holds(relation.to, rows[0] if rows else None, inner)
    if relation.takes == "groups":
        looked_at = [other for other in rows if holds(relation.to, other, inner.get("where") or {})]
        return Group(relation.to, looked_at, {}).holds(
            {name: one for name, one in inner.items() if name != "where"})
    quantifiers = {"some": any, "every": all, "none": lambda found: not any(found)}
    return all(quantifiers[name](holds(relation.to, other, condition) for other in rows)
               for name, condition in inner.items())


def holds_value(kind, value, operators):
    return all(holds_operator(kind, value, name, operand) for name, operand in operators.items())


def holds_operator(kind, value, name, operand):
    if name == "isNull":
        return (value is None) == operand
    if name in ("in", "notIn"):
        found = any(holds_operator(kind, value, "eq", one) for one in operand)
        return found == (name == "in")
    if name == "neq":
        return not holds_operator(kind, value, "eq", operand)
    if value is None:
        return False
    if name in ("contains", "startsWith"):
        return operand in value if name == "contains" else value.startswith(operand)
    order = compared(kind, value, parse(kind, operand))
    return {"eq": order == 0, "gt": order > 0, "gte": order >= 0, "lt": order < 0,
            "lte": order <= 0}[name]


def compared(kind, one, other):
    """-1, 0 or 1; of values that are not null."""
    if isinstance(one, About) or isinstance(other, About):
        one, other = (value if isinstance(value, About) else exactly(kind, value)
                      for value in (one, other))
        slack = one.slack + other.slack
        if one.value == other.value and not (one.is_exact and other.is_exact):
            raise Unclear
        if one.value != other.value and abs(one.value - other.value) <= slack:
            raise Unclear
        one, other = one.value, other.value
    else:
        one, other = key(kind, one), key(kind, other)
    return (one > other) - (one < other)


def exactly(kind, value):
    return About(Fraction(key(kind, value)[1]), Fraction(0), True)


# Functions

def total(kind, values):
    if kind == "Duration":
        return tuple(map(sum, zip(*values)))
    if kind != "Float":
        return sum(values)
    exact = [Fraction(value) for value in values]
    size = sum(map(abs, exact))
    # Eighths add up to the last digit, in whatever order.
    if all((value * 8).denominator == 1 for value in exact) and size < 1 << 48:
        return About(sum(exact), Fraction(0), True)
    return About(sum(exact), size * len(values) / (1 << 50))


def average(kind, values):
    count = len(values)
    if kind == "Duration":
        # PostgreSQL rounds what is left of months to millionths of a day.
        return About(Fraction(key(kind, total(kind, values))[1], count), Fraction(100_000))
    if kind == "Float":
        sum_of = total(kind, values)
        value = sum_of.value / count
        return About(value, sum_of.slack / count + abs(value) / (1 << 50), sum_of.is_exact)
    value = Fraction(total(kind, values)) / count
    # PostgreSQL keeps 16 digits of a quotient, some more or less.
    is_exact = abs(value) < 10_000 and (value * 10**12).denominator == 1
    return About(value, abs(value) / 10**14, is_exact)


def applied(function, kind, values):
    """Of values that are not null."""
    if function == "countDistinct":
        return len({key(kind, value) for value in values})
    if not values:
        return None
    if function in ("min", "max"):
        chosen = min if function == "min" else max
        return chosen(values, key=lambda value: key(kind, value))
    return total(kind, values) if function == "sum" else average(kind, values)


# Groups

class Group:
    def __init__(self, of, rows, keys):
        self.of, self.rows, self._keys, self._known = of, rows, keys, {}

    def grouped(self):
        return list(self._keys)

    def value(self, function, path=()):
        if function == "count":
            return len(self.rows)
        if function == "group":
            return self._keys[path]
        if (function, path) not in self._known:
            values = [value_at(self.of, row, path) for row in self.rows]
            self._known[function, path] = applied(
                function, self.of.kind_at(path), [one for one in values if one is not None])
        return self._known[function, path]

    def kind(self, function, path=()):
        return result_of(function, self.of.kind_at(path) if path else None)

    def holds(self, condition):
        return holds_all(condition, self._holds_part)

    def _holds_part(self, name, inner):
        if name == "count":
            return holds_value("Int", len(self.rows), inner)
        return self._holds_inside(name, self.of, (), inner)

    def _holds_inside(self, function, of, path, condition):
        def part(name, inner):
            at, kind = (*path, name), of.kinds[name]
            if isinstance(kind, Type):
                return self._holds_inside(function, kind, at, inner)
            return holds_value(self.kind(function, at), self.value(function, at), inner)
        return holds_all(condition, part)


def group_key(of, row, by):
    path, unit, zone = by
    kind, value = of.kind_at(path), value_at(of, row, path)
    if value is None or unit in (None, "VALUE"):
        return value
    if kind == "Date":
        assert unit in UNITS_OF_DAYS
        return beginning_of(value, unit)
    return beginning_in(value, unit, zone or "UTC")


def groups_of(of, rows, group_by):
    if not group_by:
        return [Group(of, rows, {})]
    found = {}
    for row in rows:
        values = {by[0]: group_key(of, row, by) for by in group_by}
        same = tuple(key(of.kind_at(path), value) for path, value in values.items())
        found.setdefault(same, (values, []))[1].append(row)
    return [Group(of, members, values) for values, members in found.values()]


def order_of(one, other, function, path, direction):
    values = one.value(function, path), other.value(function, path)
    if None in values:
        # As PostgreSQL: last when ascending, first when descending.
        is_first = direction.endswith("FIRST") or direction == "DESC"
        return ((values[0] is not None) - (values[1] is not None)) * (1 if is_first else -1)
    order = compared(one.kind(function, path), *values)
    return -order if direction.startswith("DESC") else order


def evaluate(of, rows, query, limit=100):
    """The groups that are answered, in their order; `limit` is that of the field unless given."""
    rows = [row for row in rows if holds(of, row, query.where or {})]
    groups = [group for group in groups_of(of, rows, query.group_by)
              if group.holds(query.having or {})]
    by = [*query.order_by, *(("group", path, "ASC") for path, _, _ in query.group_by)]

    def order(one, other):
        return next((found for each in by if (found := order_of(one, other, *each))), 0)

    groups.sort(key=functools.cmp_to_key(order))
    begin = query.offset or 0
    return groups[begin:begin + (limit if query.limit is None else query.limit)]


# Answers

def is_same(kind, expected, answered):
    """Whether what is answered is that value, spelled as its type is."""
    if expected is None or answered is None:
        return expected is None and answered is None
    spelled = {"Int": int, "Float": (int, float), "Boolean": bool}
    if isinstance(answered, bool) != (kind == "Boolean") or \
            not isinstance(answered, spelled.get(kind, str)):
        return False
    if isinstance(kind, Enumeration) and answered not in kind.stored:
        return False
    if kind == "DateTime" and not answered.endswith("Z"):
        return False
    found = parse(kind, answered)
    if not isinstance(expected, About):
        return key(kind, found) == key(kind, expected)
    # Of a Float the nearest is answered, which is off in the last digit.
    nearest = abs(expected.value) / (1 << 50) if kind == "Float" else Fraction(0)
    return abs(exactly(kind, found).value - expected.value) <= expected.slack + nearest


__all__ = ["DAY", "PATHS", "About", "Group", "Query", "Relation", "Type", "Unclear", "can",
           "evaluate", "groups_of", "is_same", "related_to", "result_of"]
