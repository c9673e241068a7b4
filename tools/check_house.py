#!/usr/bin/env python3
"""Compares the #include lines of src/ with house.txt: which room may include which.

Also: a room may include public headers (include/fraiseql) only from frontend and cli,
public headers include the standard library and each other only, and pure rooms include
nothing that is a socket, clock, thread, environment or file. And each name that a .cpp takes
by `using` is used there: clang-tidy looks at that in the file given to the compiler alone, which
in a unity build is none of ours.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
IMPURE = re.compile(
    r"^(boost/(?!container/)|libpq|sys/|unistd|netinet|thread$|mutex$|ctime$|time\.h|fstream$|iostream$|"
    r"filesystem$|atomic$|future$|condition_variable$|random$|cstdlib$)")
USING = re.compile(r"^using (?:\w+::)+(\w+);", re.M)
# The check that aborts is the one place a pure room may end the process from. Counts are read by
# other threads than the one that writes them.
IMPURE_ALLOWED = {("base/check.cpp", "cstdlib"), ("base/meters.hpp", "atomic")}
READS_PUBLIC_HEADERS = {"frontend", "cli"}


def read_house():
    rooms, pure, faults = {}, set(), []
    for line in (ROOT / "house.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, allowed = line.partition(":")
        name, *marks = head.split()
        if marks == ["pure"]:
            pure.add(name)
        for other in allowed.split():
            if other not in rooms:
                faults.append(f"house.txt: {name} names {other}, which does not stand above it")
        rooms[name] = set(allowed.split())
    return rooms, pure, faults


def check_room_file(path, rooms, pure):
    relative = path.relative_to(ROOT / "src")
    room = relative.parts[0]
    if room not in rooms:
        return [f"src/{room} is not in house.txt"]
    faults = []
    text = path.read_text()
    # <chrono> is the calendar, too; only its clocks are impure.
    if room in pure and re.search(r"_clock\b", text):
        faults.append(f"{relative}: the pure room {room} reads a clock")
    for name in USING.findall(text) if path.suffix == ".cpp" else []:
        if len(re.findall(rf"\b{name}\b", text)) == 1:
            faults.append(f"{relative}: nothing uses `using ...::{name}`")
    for bracket, name in INCLUDE.findall(text):
        first = name.split("/")[0]
        if bracket == '"' and first in rooms:
            if first != room and first not in rooms[room]:
                faults.append(f"{relative}: {room} may not include {name}")
        elif first == "fraiseql" and room not in READS_PUBLIC_HEADERS:
            faults.append(f"{relative}: {room} may not include the public header {name}")
        elif room in pure and IMPURE.match(name) and (str(relative), name) not in IMPURE_ALLOWED:
            faults.append(f"{relative}: the pure room {room} includes <{name}>")
    return faults


def check_public_header(path):
    faults = []
    for bracket, name in INCLUDE.findall(path.read_text()):
        is_standard = bracket == "<" and re.fullmatch(r"[a-z_]+", name)
        if not (is_standard or name.startswith("fraiseql/")):
            faults.append(f"{path.relative_to(ROOT)}: a public header includes {name}")
    return faults


def main():
    rooms, pure, faults = read_house()
    files = 0
    for path in sorted((ROOT / "src").rglob("*.[ch]pp")):
        faults += check_room_file(path, rooms, pure)
        files += 1
    for path in sorted((ROOT / "include").rglob("*.hpp")):
        faults += check_public_header(path)
        files += 1
    for room in rooms:
        readme = ROOT / "src" / room / "README.md"
        if not readme.exists():
            faults.append(f"src/{room}/README.md is missing")
        elif len(readme.read_text().splitlines()) > 40:
            faults.append(f"src/{room}/README.md has more than 40 lines")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{files} files, {len(rooms)} rooms, {len(faults)} faults")
    return 1 if faults or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
