"""Rows as a read table may have them: missing keys, nulls, values spelled in many ways."""

import datetime
import ipaddress
import json
import uuid
from fractions import Fraction

from evaluator import Relation, Type
from values import DAY, EPOCH, MICROSECOND, TEXTS, Enumeration, instant

KIND = Enumeration("Kind", {"RED": "z-red", "GREEN": "green", "IN_BETWEEN": "in_between"})
DEEPER = Type("Deeper", {"value": "Float", "since": "Date"})
INSIDE = Type("Inside", {"label": "String", "amount": "Decimal", "count": "Int",
                         "seenAt": "DateTime", "deeper": DEEPER}, {"seenAt": "last_seen"})
NOTE = Type("Note", {"id": "ID", "thingId": "ID", "text": "String", "weight": "Int"},
            {"thingId": "thing_id"})

# When clocks change, and where.
CHANGES = {
    "Europe/Berlin": ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2025-12-31T23:00:00Z"),
    "America/New_York": ("2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"),
    "America/St_Johns": ("2026-03-08T05:30:00Z", "2026-11-01T04:30:00Z"),
    "Australia/Lord_Howe": ("2025-04-05T15:00:00Z", "2025-10-04T15:30:00Z"),
    "Atlantic/Azores": ("2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z"),
    "America/Havana": ("2024-03-10T05:00:00Z", "2024-11-03T05:00:00Z"),
    "America/Sao_Paulo": ("2018-02-18T02:00:00Z", "2018-11-04T03:00:00Z"),
    "Africa/Cairo": ("2024-04-25T22:00:00Z", "2024-10-31T21:00:00Z"),
    "Asia/Tehran": ("2021-03-21T20:30:00Z", "2021-09-21T19:30:00Z"),
    "Asia/Kathmandu": ("2024-12-31T18:15:00Z",),
    "Asia/Kolkata": ("2024-02-28T18:30:00Z",),
    "Pacific/Apia": ("2011-12-30T10:00:00Z", "2011-04-02T14:00:00Z"),
    "Pacific/Chatham": ("2026-04-04T14:00:00Z", "2026-09-26T14:00:00Z"),
    "Africa/Monrovia": ("1972-01-07T00:44:30Z",),
    "Etc/GMT+3": ("2024-03-01T03:00:00Z",),
    "EST5EDT": ("2040-03-11T07:00:00Z", "2040-11-04T06:00:00Z"),
    "UTC": ("2024-12-30T00:00:00Z", "1969-12-31T23:59:59Z"),
}
TEXT_POOL = ["", "a", "A", "ab", "b", "ä", "ß", "Z", "10", "9", "😀", "\uffee", "a b", "O'Neil", 'a"b',
             "\\", "%", "a\nb", "null", "$1", "\u00e9", "e\u0301"]


class Spelled(str):
    """A number in JSON with these digits."""


def text_of(value):
    """JSON."""
    if isinstance(value, Spelled):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(k)}:{text_of(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text_of, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def decimal_text(value):
    """Of a number whose digits end."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
        assert digits < 400, value
    text = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    text = text[:-digits] + "." + text[-digits:] if digits else text
    return ("-" if value < 0 else "") + text


def moment_text(rng, microseconds):
    """RFC 3339, with whatever offset."""
    offset = rng.choice((0, 0, 60, 120, -300, 330, 345, -210, 765, -720))
    one = EPOCH + microseconds * MICROSECOND + datetime.timedelta(minutes=offset)
    text = one.isoformat()
    if not offset and rng.random() < 0.5:
        return text + "Z"
    return text + f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def duration_text(value):
    months, days, microseconds = value
    seconds = decimal_text(Fraction(microseconds, 1_000_000))
    return f"P{months}M{days}DT{seconds}S"


class Rows:
    """Of the table, of those that it is related to, and their types; drawn from the seed."""

    def __init__(self, rng):
        self.rng = rng
        self.style = rng.choice(("empty", "one", "nulls", "ties", "ties", "ties", "mixed", "mixed",
                                 "mixed", "mixed", "wide", "wide", "big", "big"))
        self.zones = rng.sample(sorted(CHANGES), 3)
        self._pools = {}
        size = {"empty": 0, "one": 1}.get(self.style) or rng.choice((3, 12, 60, 150))
        if self.style == "empty":
            size = 0
        self.owners = [{"id": self._uuid(), "name": rng.choice(["Ada", "Bob", None]),
                        "rank": rng.randrange(3)} for _ in range(4)]
        self.owner = Type("Owner", {"id": "ID", "name": "String", "rank": "Int"})
        self.of = self._type("Thing")
        self.owner.kinds["thingsAggregate"] = Relation(self.of, "ownerId", "id",
                                                       lambda: self.things, "groups")
        self.things = []
        self.things = [self._thing() for _ in range(size)]
        self.notes = [self._note() for _ in range(size)]

    def _type(self, name):
        kinds = {"id": "ID", "ownerId": "ID", "name": "String", "whole": "Int", "big": "BigInt",
                 "exact": "Decimal", "approx": "Float", "flag": "Boolean", "kind": KIND,
                 "token": "UUID", "madeAt": "DateTime", "day": "Date", "clock": "Time",
                 "span": "Duration", "mail": "EmailAddress", "ip": "IPAddress", "inside": INSIDE,
                 "owner": Relation(self.owner, "id", "ownerId", lambda: self.owners, "row"),
                 "notes": Relation(NOTE, "thingId", "id", lambda: self.notes)}
        return Type(name, kinds, {"ownerId": "owner_id", "madeAt": "made_at"})

    def _uuid(self):
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def _note(self):
        return {"id": self._uuid(), "thing_id": self.rng.choice(self.things)["id"],
                "text": self.rng.choice(TEXT_POOL), "weight": self.rng.randrange(4)}

    def _thing(self):
        made = {"id": self._uuid(), "owner_id": self.rng.choice(self.owners[:3])["id"]}
        return made | self._members(self.of)

    def _members(self, of):
        made = {}
        for name, kind in of.kinds.items():
            if name in ("id", "ownerId") or isinstance(kind, Relation):
                continue
            chance = self.rng.random()
            nulls = {"nulls": 1, "ties": 0.2, "wide": 0.05}.get(self.style, 0.15)
            if chance < nulls / 2:
                continue
            made[of.key_of(name)] = None if chance < nulls else self._value(kind)
        return made

    def _value(self, kind):
        if isinstance(kind, Type):
            return self._members(kind)
        return self.stored(kind, self.value(kind))

    def value(self, kind):
        """One that a field of the kind may have; from a few, where there are to be ties."""
        if self.style == "ties" or self.rng.random() < 0.2:
            name = kind.name if isinstance(kind, Enumeration) else kind
            if name not in self._pools:
                self._pools[name] = [self._drawn(kind) for _ in range(self.rng.choice((1, 2, 3)))]
            return self.rng.choice(self._pools[name])
        return self._drawn(kind)

    def _drawn(self, kind):
        rng = self.rng
        if isinstance(kind, Enumeration):
            return rng.choice(list(kind.stored.values()))
        if kind == "EmailAddress":
            return rng.choice(["a@b.de", "A@b.de", "z@example.org"])
        if kind == "ID":
            return rng.choice(self.owners + self.things[:3])["id"]
        if kind in TEXTS:
            return rng.choice(TEXT_POOL)
        is_big = self.style == "big"
        draw = {
            "Int": lambda: rng.choice((2**31 - 1, -2**31)) if is_big else rng.randrange(-20, 20),
            "BigInt": lambda: rng.choice((2**63 - 1, 2**63 - 2, -2**63)) if is_big
            else rng.randrange(-2**40, 2**40),
            "Decimal": self._decimal, "Float": self._float,
            "Boolean": lambda: rng.random() < 0.5,
            "UUID": lambda: uuid.UUID(int=rng.getrandbits(128)).bytes,
            "DateTime": self._moment,
            "Date": lambda: datetime.date(2024, 12, 20) + datetime.timedelta(rng.randrange(-40, 500)),
            "Time": lambda: rng.choice((0, DAY - 1, rng.randrange(DAY), 3_600_000_000)),
            "Duration": lambda: (rng.randrange(-3, 14), rng.randrange(-40, 40),
                                 rng.choice((0, 1, -5_500_000, rng.randrange(-DAY, DAY)))),
            "IPAddress": lambda: (4, rng.choice((0x0A000001, 0xC0A80000 + rng.randrange(300))))
            if rng.random() < 0.8 else (6, rng.randrange(1, 5)),
        }
        return draw[kind]()

    def _decimal(self):
        if self.style == "big":
            return Fraction(self.rng.randrange(-10**30, 10**30), 10**self.rng.randrange(12))
        return Fraction(self.rng.randrange(-5_000, 5_000), self.rng.choice((1, 10, 100)))

    def _float(self):
        if self.style == "wide":
            return self.rng.choice((1e-7, 1e100, -2.5e17, self.rng.uniform(-1000, 1000)))
        return self.rng.randrange(-400, 400) / 8

    def _moment(self):
        base = instant(self.rng.choice(CHANGES[self.rng.choice(self.zones)]))
        return base + self.rng.choice(
            (0, -1, 1, 1_800_000_000, -1_800_000_000, 3_600_000_000, DAY,
             self.rng.randrange(-30 * 3_600_000_000, 30 * 3_600_000_000),
             self.rng.randrange(-60 * DAY, 60 * DAY)))

    def stored(self, kind, value):
        """As a document may have it."""
        rng = self.rng
        if kind == "BigInt":
            return rng.choice((str(value), Spelled(value)))
        if kind in ("Int", "Decimal"):
            text = decimal_text(Fraction(value))
            if rng.random() < 0.3:
                text += ("" if "." in text else ".") + "0" * rng.randrange(1, 3)
            return text if kind == "Decimal" and rng.random() < 0.4 else Spelled(text)
        if kind == "Float":
            return Spelled(rng.choice((repr(value), f"{value:.17e}")))
        if kind == "DateTime" and rng.random() < 0.3:
            return moment_text(rng, value).replace("T", " ").replace("Z", "+00")
        if kind == "Duration" and rng.random() < 0.3 and value[2] == 0:
            return rng.choice((f"{value[0]} mons {value[1]} days", f"{value[0]} mons {value[1]} days "
                               "00:00:00"))
        return self.asked(kind, value)

    def asked(self, kind, value):
        """As a client may write it."""
        rng = self.rng
        if kind == "Int" or isinstance(kind, Enumeration) or kind in TEXTS or kind == "Boolean":
            return value
        if kind == "BigInt":
            return rng.choice((value, str(value)))
        if kind == "Float":
            return float(value)
        if kind == "UUID":
            text = str(uuid.UUID(bytes=value))
            return rng.choice((text, text.upper()))
        if kind == "Time":
            return (EPOCH + value * MICROSECOND).time().isoformat()
        if kind == "IPAddress":
            return str((ipaddress.IPv4Address if value[0] == 4 else ipaddress.IPv6Address)(value[1]))
        return {"Decimal": lambda: decimal_text(value), "DateTime": lambda: moment_text(rng, value),
                "Date": lambda: value.isoformat(), "Duration": lambda: duration_text(value)}[kind]()

    def sql(self):
        def quoted(rows):
            return "'" + text_of(rows).replace("'", "''") + "'::jsonb"
        return (f"begin; select fill_related({quoted(self.owners)}, {quoted(self.notes)}); "
                f"select fill_things({quoted(self.things)}); commit")
