"""Random queries for rows, and how a request writes them."""

import dataclasses
import json
from fractions import Fraction

from evaluator import PATHS, About, Group, Query, Relation, Type, Unclear, can, groups_of, result_of
from values import UNITS_OF_DAYS, Enumeration

DIRECTIONS = ("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST",
              "DESC_NULLS_LAST")


class Name(str):
    """Of an enumeration's value: written without quotes."""


class Given(str):
    """A variable."""


def written(value):
    """A value in a document."""
    if isinstance(value, Given):
        return f"${value}"
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@dataclasses.dataclass
class Case:
    query: Query
    selected: list  # of (function, path)
    arguments: dict  # as a client gives them
    owners: dict | None = None  # which owners' groups are asked for


def at(path, inner):
    for name in reversed(path):
        inner = {name: inner}
    return inner


class Draws:
    """Queries on these rows."""

    def __init__(self, rng, rows):
        self.rng, self.rows, self.of = rng, rows, rows.of

    def case(self):
        rng = self.rng
        query = Query(where=self._where(self.of, 2) if rng.random() < 0.3 else None)
        query.group_by = self._group_by()
        groups = groups_of(self.of, self.rows.things, query.group_by)
        if rng.random() < 0.4:
            query.having = self._having(groups, 2)
        if rng.random() < 0.6:
            query.order_by = [self._order(query) for _ in range(rng.choice((1, 1, 2, 3)))]
        query.limit = rng.choice((None, None, None, 1, 2, 5, 20, 100, 100, 100, 0))
        query.offset = rng.choice((None,) * 7 + (0, 1, 3))
        owners = None
        if rng.random() < 0.7:
            owners = {"thingsAggregate": self._comes_to(self.of)} if rng.random() < 0.6 else \
                self._where(self.rows.owner, 1)
        return Case(query, self._selected(query), self.arguments(query), owners)

    def arguments(self, query):
        made = {}
        if query.where is not None:
            made["where"] = query.where
        if query.group_by:
            made["groupBy"] = [self._by(one) for one in query.group_by]
        if query.having is not None:
            made["having"] = query.having
        if query.order_by:
            made["orderBy"] = [at((function, *path), Name(direction))
                               for function, path, direction in query.order_by]
        for name in ("limit", "offset"):
            if getattr(query, name) is not None:
                made[name] = getattr(query, name)
        return made

    def _by(self, by):
        path, unit, zone = by
        if self.of.kind_at(path) == "DateTime":
            return at(path, {"unit": Name(unit)} | ({"timeZone": zone} if zone else {}))
        return at(path, Name(unit or "VALUE"))

    # Groups

    def _group_by(self):
        rng = self.rng
        count = rng.choice((0, 1, 1, 1, 2, 2, 3, 8))
        paths = list(self.of.paths(lambda kind: can("group", kind)))
        few = [path for path in paths if self.of.kind_at(path) in ("DateTime", "Date", "Boolean") or
               path[-1] in ("kind", "name", "ownerId", "label")]
        chosen = []
        for _ in range(count):
            path = rng.choice(few if rng.random() < 0.6 else paths)
            if path not in [one[0] for one in chosen]:
                chosen.append((path, *self._unit(self.of.kind_at(path))))
        return chosen

    def _unit(self, kind):
        rng = self.rng
        if kind == "Date":
            return rng.choice(("VALUE", *UNITS_OF_DAYS)), None
        if kind != "DateTime":
            return None, None
        unit = rng.choice(("VALUE", "HOUR", "HOUR", "DAY", "DAY", *UNITS_OF_DAYS))
        has_zone = unit != "VALUE" and rng.random() < 0.8
        return unit, rng.choice(self.rows.zones) if has_zone else None

    # Conditions

    def _where(self, of, depth):
        rng, draw = self.rng, self.rng.random()
        if depth > 0 and draw < 0.3:
            inner = [self._where(of, depth - 1) for _ in range(rng.randrange(1, 3))]
            return rng.choice(({"AND": inner}, {"OR": inner}, {"NOT": inner[0]}))
        # Related rows of related rows of all rows are more than the evaluator has time for.
        name = rng.choice([name for name, kind in of.kinds.items()
                           if depth >= 0 or not isinstance(kind, Relation)])
        kind = of.kinds[name]
        if isinstance(kind, Relation):
            if kind.takes == "groups":
                return {name: self._comes_to(kind.to)}
            inner = self._where(kind.to, 0 if kind.takes == "row" and depth else -1)
            return {name: inner if kind.takes == "row" else
                    {rng.choice(("some", "every", "none")): inner}}
        if isinstance(kind, Type):
            if rng.random() < 0.2:
                return {name: {"isNull": rng.random() < 0.5}}
            return {name: self._where(kind, 0)}
        return {name: self._operators(kind, lambda: self.rows.value(kind))}

    def _comes_to(self, of):
        """Of related rows, of which there are some hundred at most."""
        made = {"where": self._where(of, -1)} if self.rng.random() < 0.5 else {}
        return made | self._on_groups([Group(of, self.rows.things[::3], {})])

    def _operators(self, kind, value):
        rng = self.rng

        def asked():
            one = value()
            if isinstance(kind, Enumeration):
                return Name({stored: name for name, stored in kind.stored.items()}[one])
            return self.rows.asked(kind, one)

        draw = rng.random()
        if draw < 0.15:
            return {"isNull": rng.random() < 0.5}
        if draw < 0.3:
            return {rng.choice(("in", "notIn")): [asked() for _ in range(rng.randrange(4))]}
        if draw < 0.5 or not can("min", kind):
            return {rng.choice(("eq", "neq")): asked()}
        return {rng.choice(("gt", "gte", "lt", "lte")): asked()}

    def _having(self, groups, depth):
        rng, draw = self.rng, self.rng.random()
        if depth and draw < 0.3:
            inner = [self._having(groups, depth - 1) for _ in range(rng.randrange(1, 3))]
            return rng.choice(({"AND": inner}, {"OR": inner}, {"NOT": inner[0]}))
        return self._on_groups(groups)

    def _on_groups(self, groups):
        rng = self.rng
        if rng.random() < 0.3:
            return {"count": {rng.choice(("gt", "gte", "lt", "neq")): rng.randrange(1, 4)}}
        by = groups[0].grouped() if groups else []
        function = rng.choice(PATHS if by else PATHS[1:])
        path = rng.choice(by) if function == "group" else self._path(function)
        kind = result_of(function, self.of.kind_at(path))
        condition = self._operators(kind, lambda: self._threshold(groups, function, path, kind))
        inner = at(path[1:], condition)
        if len(path) > 1 and rng.random() < 0.3:
            inner = rng.choice(({"NOT": inner}, {"AND": [inner]}, {"OR": [inner, inner]}))
        inner = {path[0]: inner}
        return {function: {"NOT": inner} if rng.random() < 0.1 else inner}

    def _path(self, function):
        return self.rng.choice(list(self.of.paths(lambda kind: can(function, kind))))

    def _threshold(self, groups, function, path, kind):
        """One that some group has, or is near to."""
        found = []
        for group in groups[:20]:
            try:
                found.append(group.value(function, path))
            except Unclear:
                pass
        found = [one for one in found if one is not None]
        if not found:
            return 0 if kind == "Int" else self.rows.value(kind)
        one = self.rng.choice(found)
        if kind == "Duration" and isinstance(one, About):
            return (0, 0, int(one.value) + 1_000_000)
        if isinstance(one, About):
            return Fraction(round(one.value * 100), 100)
        return one

    # Orders and what is selected

    def _function(self, query):
        has_groups = bool(query.group_by)
        function = self.rng.choice(PATHS if has_groups else PATHS[1:])
        if function == "group":
            return function, self.rng.choice(query.group_by)[0]
        return function, self._path(function)

    def _order(self, query):
        is_count = self.rng.random() < 0.3
        function, path = ("count", ()) if is_count else self._function(query)
        return function, path, self.rng.choice(DIRECTIONS)

    def _selected(self, query):
        made = [("group", by[0]) for by in query.group_by if self.rng.random() < 0.9]
        if self.rng.random() < 0.8 or not made:
            made.append(("count", ()))
        for _ in range(self.rng.randrange(4)):
            one = self._function(query)
            made += [one] if one not in made else []
        return made


def selection(selected):
    tree = {}
    for function, path in selected:
        inner = tree
        for name in (function, *path):
            inner = inner.setdefault(name, {})

    def text(of):
        return " ".join(name + (f" {{ {text(inner)} }}" if inner else "")
                        for name, inner in of.items())
    return "{ " + text(tree) + " }"


def call(field, case, type_name, form, declared, variables, prefix):
    """The field with its arguments: in the document, as variables, or some of each."""
    arguments = dict(case.arguments)
    types = {"where": f"{type_name}WhereInput", "groupBy": f"[{type_name}GroupByInput!]",
             "having": f"{type_name}HavingInput",
             "orderBy": f"[{type_name}AggregateOrderByInput!]", "limit": "Int", "offset": "Int"}
    for index, name in enumerate(list(arguments)):
        if form == "variables" or form == "mixed" and index % 2:
            variables[prefix + name] = arguments[name]
            declared.append(f"${prefix}{name}: {types[name]}")
            arguments[name] = Given(prefix + name)
    if form == "zones" and "groupBy" in arguments:
        arguments["groupBy"] = with_zones(case.arguments["groupBy"], declared, variables, prefix)
    text = ", ".join(f"{name}: {written(value)}" for name, value in arguments.items())
    return f"{field}{f'({text})' if text else ''} {selection(case.selected)}"


def with_zones(value, declared, variables, prefix):
    """Each time zone by a variable."""
    if isinstance(value, list):
        return [with_zones(one, declared, variables, prefix) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, inner in value.items():
        if name == "timeZone":
            variable = f"{prefix}zone{len(variables)}"
            variables[variable] = inner
            declared.append(f"${variable}: String!")
            made[name] = Given(variable)
        else:
            made[name] = with_zones(inner, declared, variables, prefix)
    return made
