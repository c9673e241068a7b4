"""Random queries on the schema of text.py, valid and as clients print them: a fixed seed."""

import random

SEED = 1
SCALARS = {
    "User": ["id", "name", "email", "age"],
    "Post": ["id", "title", "body"],
    "Comment": ["id", "text"],
}
# Of each type its fields of another one: what they are called, their type, their arguments.
OBJECTS = {
    "Query": [("user", "User", ["id"]), ("users", "User", ["first"]), ("t0", "T0", [])],
    "User": [("friends", "User", ["first", "after"]), ("posts", "Post", ["first"])],
    "Post": [("author", "User", []), ("comments", "Comment", ["first"])],
    "Comment": [("author", "User", []), ("post", "Post", [])],
}
ARGUMENT_TYPES = {"id": "ID!", "first": "Int", "after": "String", "a": "Int", "b": "[String!]"}
WORDS = ["alpha", "beta", "gamma", "delta", "a longer text of some words", "é", "10 %", "\\\"x\\\""]


class Maker:
    def __init__(self, rng):
        self._rng = rng
        self._left = rng.randint(5, 49)  # fields
        self._indented = rng.random() < 0.7
        self._aliases = 0
        self._variables = {}
        self._fragments = {}

    def document(self):
        below = self._selections("Query", 1)
        name = self._rng.choice(["", "Page", "UserWithPosts", "q"])
        declared = ", ".join(f"${variable}: {of}" for variable, of in self._variables.items())
        if declared and not name:
            name = "Q"
        begin = f"query {name}" + (f"({declared})" if declared else "") + " " if name else ""
        return "\n\n".join([begin + below, *self._fragments.values()]) + "\n"

    def _selections(self, parent, depth):
        made = []
        for _ in range(self._rng.randint(1, 7)):
            made.append(self._selection(parent, depth))
            self._left -= 1
            if self._left <= 0:
                break
        if not self._indented:
            return "{ " + " ".join(made) + " }"
        pad = "  " * depth
        return "{\n" + "".join(f"{pad}{one}\n" for one in made) + "  " * (depth - 1) + "}"

    def _selection(self, parent, depth):
        roll = self._rng.random()
        if depth < 6 and (parent == "Query" or roll < 0.3):
            return self._object(parent, depth)
        if parent in SCALARS and roll < 0.37:
            return self._spread(parent)
        if parent in SCALARS and depth < 6 and roll < 0.43:
            return f"... on {parent}{self._condition()} {self._selections(parent, depth + 1)}"
        if parent in SCALARS:
            field = self._rng.choice(SCALARS[parent] + ["__typename"])
            return (self._alias() if self._rng.random() < 0.1 else "") + field + self._condition()
        return f"{self._alias()}f{self._rng.randrange(20)}{self._arguments(['a', 'b'])}"

    def _object(self, parent, depth):
        of_parent = OBJECTS.get(parent)
        if of_parent is None:
            index = (int(parent[1:]) + 1) % 50
            return f"{self._alias()}next {self._selections(f'T{index}', depth + 1)}"
        field, of, takes = self._rng.choice(of_parent)
        given = self._arguments(takes, must=field == "user")
        return f"{self._alias()}{field}{given} {self._selections(of, depth + 1)}"

    def _spread(self, parent):
        if parent not in self._fragments:
            fields = "\n".join(f"  {one}" for one in SCALARS[parent])
            self._fragments[parent] = f"fragment {parent}Parts on {parent} {{\n{fields}\n}}"
        return f"...{parent}Parts{self._condition()}"

    def _alias(self):
        # All are different, so that every two fields can be merged.
        self._aliases += 1
        return f"{self._rng.choice(['a', 'item', 'other'])}{self._aliases}: "

    def _condition(self):
        if self._rng.random() >= 0.04:
            return ""
        self._variables["with"] = "Boolean!"
        return f" @{self._rng.choice(['include', 'skip'])}(if: $with)"

    def _arguments(self, names, must=False):
        given = [one for one in names if must or self._rng.random() < 0.7]
        return "(" + ", ".join(f"{one}: {self._value(one)}" for one in given) + ")" if given else ""

    def _value(self, name):
        if self._rng.random() < 0.3:
            self._variables[name] = ARGUMENT_TYPES[name]
            return f"${name}"
        if name == "after":
            return self._text()
        if name == "b":
            return "[" + ", ".join(self._text() for _ in range(self._rng.randint(0, 3))) + "]"
        return str(self._rng.randint(0, 1000))

    def _text(self):
        return f'"{self._rng.choice(WORDS)}"'


def random_documents(count):
    """Of about 770 bytes on average."""
    rng = random.Random(SEED)
    return [Maker(rng).document() for _ in range(count)]
