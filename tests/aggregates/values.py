"""What stored and answered values of each scalar mean, in Python's own types.

parse() gives a value from what a document, a client or an answer has; key() what it is equal and
ordered by. Instants are microseconds since 1970, times of the day microseconds since midnight,
durations (months, days, microseconds).
"""

import datetime
import ipaddress
import re
import uuid
import zoneinfo
from fractions import Fraction

EPOCH = datetime.datetime(1970, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)
DAY = 86_400_000_000
TEXTS = ("String", "ID", "EmailAddress", "URL")
# Of those with `gt` in filters.
ORDERED = ("Int", "Float", "BigInt", "Decimal", "String", "EmailAddress", "URL", "DateTime", "Date",
           "Time", "Duration")
SUMMED = ("Int", "BigInt", "Decimal", "Float", "Duration")
UNITS_OF_DAYS = ("DAY", "WEEK", "MONTH", "QUARTER", "YEAR")


class Enumeration:
    """Its values by their names, and how each is stored."""

    def __init__(self, name, stored):
        self.name, self.stored = name, stored


def parse(kind, raw):
    """None of null. An enumeration's value becomes the stored text, from that or from its name."""
    if raw is None:
        return None
    if isinstance(kind, Enumeration):
        return kind.stored.get(raw, raw)
    return PARSERS[kind](raw)


def key(kind, value):
    """Of null too, which is behind all others."""
    if value is None:
        return (1,)
    if kind == "Duration":
        months, days, microseconds = value
        return (0, (months * 30 + days) * DAY + microseconds)
    return (0, value)


def whole(raw):
    value = Fraction(str(raw))
    assert value.denominator == 1, raw
    return int(value)


def instant(raw):
    one = datetime.datetime.fromisoformat(raw)
    return (one.replace(tzinfo=None) - one.utcoffset() - EPOCH) // MICROSECOND


def time_of_day(raw):
    one = datetime.time.fromisoformat(raw)
    return ((one.hour * 60 + one.minute) * 60 + one.second) * 1_000_000 + one.microsecond


def duration(raw):
    return iso_duration(raw) if raw.startswith("P") else postgres_interval(raw)


def seconds(text):
    return int(Fraction(text) * 1_000_000)


def iso_duration(raw):
    date, _, time = raw[1:].partition("T")
    parts = {unit: number for number, unit in re.findall(r"(-?[\d.]+)([YMWD])", date)}
    times = {unit: number for number, unit in re.findall(r"(-?[\d.]+)([HMS])", time)}
    return (int(parts.get("Y", 0)) * 12 + int(parts.get("M", 0)),
            int(parts.get("W", 0)) * 7 + int(parts.get("D", 0)),
            (int(times.get("H", 0)) * 60 + int(times.get("M", 0))) * 60_000_000 +
            seconds(times.get("S", "0")))


def postgres_interval(raw):
    """1 year 2 mons -3 days -04:05:06.7"""
    parts = {unit: int(number)
             for number, unit in re.findall(r"([+-]?\d+) (year|mon|day)s?", raw)}
    microseconds = 0
    if time := re.search(r"([+-]?)(\d+):(\d\d):(\d\d(?:\.\d+)?)$", raw):
        microseconds = (int(time[2]) * 60 + int(time[3])) * 60_000_000 + seconds(time[4])
        microseconds *= -1 if time[1] == "-" else 1
    return (parts.get("year", 0) * 12 + parts.get("mon", 0), parts.get("day", 0), microseconds)


def address(raw):
    one = ipaddress.ip_address(raw)
    return (one.version, int(one))


PARSERS = {
    "Int": whole, "BigInt": whole, "Decimal": lambda raw: Fraction(str(raw)), "Float": float,
    "Boolean": bool, "UUID": lambda raw: uuid.UUID(raw).bytes, "DateTime": instant,
    "Date": datetime.date.fromisoformat, "Time": time_of_day, "Duration": duration,
    "IPAddress": address, **{kind: str for kind in TEXTS},
}


def beginning_of(day, unit):
    """Of the day, week, ... that the date is in."""
    if unit == "WEEK":
        return day - datetime.timedelta(days=day.weekday())
    if unit == "MONTH":
        return day.replace(day=1)
    if unit == "QUARTER":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if unit == "YEAR":
        return day.replace(month=1, day=1)
    return day


def beginning_in(microseconds, unit, zone):
    """The instant at which the hour, day, ... begins there that the instant is in.

    An hour that occurs twice is two, each with its offset. Where the midnight does not exist, the
    day begins when the clocks have changed; where it occurs twice, the second counts, as it does
    for PostgreSQL: of both offsets that is the smaller one in both cases.
    """
    utc = (EPOCH + microseconds * MICROSECOND).replace(tzinfo=datetime.timezone.utc)
    local = utc.astimezone(zoneinfo.ZoneInfo(zone))
    if unit == "HOUR":
        offset = local.utcoffset()
        begin = local.replace(minute=0, second=0, microsecond=0, tzinfo=None)
    else:
        begin = datetime.datetime.combine(beginning_of(local.date(), unit), datetime.time())
        there = begin.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        offset = min(there.replace(fold=fold).utcoffset() for fold in (0, 1))
    return (begin - offset - EPOCH) // MICROSECOND
