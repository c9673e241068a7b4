"""What the transform is measured with: a schema, selections of it, and documents.

The documents are jsonb as PostgreSQL prints it: keys by length, then by bytes, `, ` and `: `
between values. transform.py asks a PostgreSQL whether it would print them so. All is drawn from
one seed. A user has 12 keys, an organisation inside of it with an address and a country, and
a list of posts with their authors.

Each selection comes as a GraphQL document, from which the planner makes our shape, and as a plan
in JSON, which the transforms that ours is compared with take: a value is {kind, depth, non_null}
(bit 0 of non_null: the innermost value, bit 1: the list around it), an object has its fields, an
enumeration its values by their stored spelling.
"""

import json
import os
import random
import re

TYPES = {
    "Directory": {"id": "ID!", "users": "[User!]!"},
    "User": {
        "id": "ID!", "name": "String!", "email": "String!", "nickname": "String", "age": "Int!",
        "rating": "Float!", "isActive": "Boolean!", "role": "Role!", "createdAt": "DateTime!",
        "bio": "String", "organisation": "Organisation!", "posts": "[Post!]!"},
    "Organisation": {"name": "String!", "address": "Address!"},
    "Address": {"street": "String!", "city": "String!", "country": "Country!"},
    "Country": {"code": "String!", "name": "String!"},
    "Post": {"id": "ID!", "title": "String!", "body": "String", "author": "Author!"},
    "Author": {"id": "ID!", "name": "String!"},
}
ROLES = {"admin": "ADMIN", "editor": "EDITOR", "reader": "READER"}


def whole(name):
    """Every field, as a selection."""
    fields = []
    for field, kind in TYPES[name].items():
        inner = re.sub(r"[\[\]!]", "", kind)
        fields.append((field, whole(inner)) if inner in TYPES else field)
    return fields


SELECTIONS = {
    "a": ["isActive", "email", "name"],
    "b": whole("User"),
    "c": ["__typename", "key: id", "role",
          ("organisation", ["name", ("address", ["city"])]),
          ("posts", ["__typename", "headline: title", ("author", ["id", "name"])])],
}
# The operations: the root field, its type, and where the user's selection stands in it.
OPERATIONS = {
    "one": ('user(id: "1")', "User", lambda of_user: of_user),
    "list": ('directory(id: "1")', "Directory", lambda of_user: [("users", of_user)]),
    "rows": ("users(limit: 1000)", "User", lambda of_user: of_user),
}
# What is measured: the documents of each size, and the operation they answer.
SIZES = {"0.4KB": "one", "2KB": "one", "19KB": "one", "list": "list", "rows": "rows"}
BYTES = {"0.4KB": 411, "2KB": 2011, "19KB": 19156}
ROTATED = 16
LISTED = 1000
BYTES_LISTED = 952


def schema():
    types = ["type Query { user: User @findOne directory: Directory @findOne"
             " users: [User!]! @find }", "enum Role { " + " ".join(ROLES.values()) + " }"]
    for name, fields in TYPES.items():
        types.append(f"type {name} {{ " + " ".join(f"{k}: {v}" for k, v in fields.items()) + " }")
    return "\n".join(types) + "\n"


def graphql(selection):
    return "{ " + " ".join(one if isinstance(one, str) else f"{one[0]} {graphql(one[1])}"
                           for one in selection) + " }"


def value_plan(kind, selection):
    name = re.sub(r"[\[\]!]", "", kind)
    depth = kind.count("[")
    non_null = (f"{name}!" in kind) + 2 * (depth > 0 and kind.endswith("]!"))
    plan = {"kind": name, "depth": depth, "non_null": non_null}
    if name == "Role":
        return plan | {"kind": "enum", "values": ROLES}
    if name not in TYPES:
        return plan
    fields = []
    for one in selection:
        text, inner = (one, None) if isinstance(one, str) else one
        alias, _, field = text.rpartition(": ")
        if field == "__typename":
            fields.append({"name": alias or field, "kind": "typename", "value": name})
            continue
        key = re.sub(r"[A-Z]", lambda found: "_" + found[0].lower(), field)
        fields.append({"name": alias or field, "key": key} | value_plan(TYPES[name][field], inner))
    return plan | {"kind": "object", "fields": fields}


def jsonb(value):
    """The text of a jsonb value, as PostgreSQL prints it."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda one: (len(one[0].encode()), one[0].encode()))
        return "{" + ", ".join(f"{jsonb(key)}: {jsonb(inner)}" for key, inner in members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(jsonb, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


WORDS = ("the", "of", "and", "Straße", "über", "database", "schön", "answer", "query", "naïve",
         "café", "market", "window", "Größe", "river", "mountain", "Zürich", "read", "written",
         "東京", "small", "when", "grün", "between", "morning", "index", "für", "letter", "table")
FIRST_NAMES = ("Anna", "Björn", "Chloé", "Dmitri", "Eva", "Jürgen", "Käthe", "Luis", "Mei", "Zoë")
LAST_NAMES = ("Müller", "Smith", "Nováková", "García", "Weiß", "Jørgensen", "Li", "O'Brien")
CITIES = (("München", "DE", "Germany"), ("Zürich", "CH", "Switzerland"), ("Lyon", "FR", "France"),
          ("Malmö", "SE", "Sweden"), ("Porto", "PT", "Portugal"))
ESCAPED = ('"quoted" ', "a\\b ", "line\n", "tab\t", '5" ', "\x1f")
BACKSLASHES_PER_BYTE = 3.7 / 1000


class Writer:
    def __init__(self):
        self.random = random.Random(1)
        self.bytes = 0
        self.backslashes = 0

    def words(self, size):
        """A text of about so many bytes, with an escape where there are too few so far."""
        text = ""
        while len(text.encode()) < size:
            text += self.random.choice(WORDS) + " "
        due = BACKSLASHES_PER_BYTE * (self.bytes + size) - self.backslashes
        while due > 0:
            escape = self.random.choice(ESCAPED)
            at = text.find(" ", self.random.randrange(len(text))) + 1
            text = text[:at] + escape + text[at:]
            due -= json.dumps(escape).count("\\")
        text = text.strip(" ")
        self.bytes += len(json.dumps(text, ensure_ascii=False).encode())
        self.backslashes += json.dumps(text, ensure_ascii=False).count("\\")
        return text

    def name(self):
        return self.random.choice(FIRST_NAMES) + " " + self.random.choice(LAST_NAMES)

    def user(self, size):
        draw = self.random
        city, code, country = draw.choice(CITIES)
        number = draw.randrange(1, 10_000)
        user = {
            "id": number, "name": self.name(), "email": f"u{number}@example.org",
            "nickname": draw.choice((None, f"n{number}")), "age": draw.randrange(18, 90),
            "rating": draw.randrange(5) + draw.choice((0.25, 0.5, 0.75)),
            "is_active": draw.random() < 0.7,
            "role": draw.choice(tuple(ROLES)),
            "created_at": f"20{draw.randrange(10, 27)}-{draw.randrange(1, 13):02}-"
                          f"{draw.randrange(1, 29):02}T{draw.randrange(24):02}:"
                          f"{draw.randrange(60):02}:{draw.randrange(60):02}"
                          + draw.choice(("", ".25", f".{draw.randrange(10**5, 10**6)}"[:7]))
                          .rstrip("0") + "+00:00",
            "bio": None,
            "organisation": {
                "name": draw.choice(("Acme", "Blüte", "Nord")),
                "address": {"street": f"Gasse {draw.randrange(1, 99)}", "city": city,
                            "country": {"code": code, "name": country}}},
            "posts": [],
        }
        self.bytes += 300  # those beside the words
        left = size - len(jsonb(user).encode())
        while left > 300:
            post = {"id": draw.randrange(1, 10**6), "title": self.words(draw.randrange(15, 50)),
                    "body": None if draw.random() < 0.1 else self.words(draw.randrange(80, 240)),
                    "author": {"id": draw.randrange(1, 10**5), "name": self.name()}}
            user["posts"].append(post)
            left -= len(jsonb(post).encode()) + 2
            self.bytes += 85
        if not user["posts"] and left > 90:
            user["posts"].append({"id": number, "title": self.words(left - 85), "body": None,
                                  "author": {"id": number, "name": self.name()}})
        elif left > 12:
            user["bio"] = self.words(left - 10)
        return jsonb(user)

    def users(self, count, size):
        """Of that size in the mean, from three quarters to five quarters of it."""
        return [self.user(round(size * (0.75 + (i * 7 % count + 0.5) / count / 2)))
                for i in range(count)]


def documents():
    writer = Writer()
    made = {name: writer.users(ROTATED, size) for name, size in BYTES.items()}
    made["rows"] = writer.users(LISTED, BYTES_LISTED)
    made["list"] = ['{"id": 1, "users": [' + ", ".join(made["rows"]) + "]}"]
    return made


def write(directory):
    """Everything into files. Gives the documents, by their size."""
    def put(name, text):
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(text)

    put("schema.graphql", schema())
    for selection, of_user in SELECTIONS.items():
        for operation, (field, kind, inside) in OPERATIONS.items():
            put(f"{operation}-{selection}.graphql", f"{{ {field} {graphql(inside(of_user))} }}\n")
            put(f"{operation}-{selection}.json", json.dumps(value_plan(kind, inside(of_user))))
    made = documents()
    for size, texts in made.items():
        put(f"{size}.txt", "\n".join(texts) + "\n")
    put("cells.txt", "".join(f"{size}/{selection} {operation}-{selection} {size} "
                             f"{'rows' if operation == 'rows' else 'one'}\n"
                             for size, operation in SIZES.items() for selection in SELECTIONS))
    os.mkdir(os.path.join(directory, "answers"))
    return made
