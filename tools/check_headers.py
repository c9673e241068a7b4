#!/usr/bin/env python3
"""Compiles each header of include/ alone, and with --all each of src/ with the flags of its room.

usage: check_headers.py [--all] COMPILE_COMMANDS_JSON
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def flags_of(commands, room):
    """The include and define flags of some file of the room, which may be a unity file."""
    for entry in commands:
        if f"/src/{room}/" in entry["file"] or f"/fraiseql_{room}.dir/" in entry["file"]:
            words = shlex.split(entry["command"])
            kept = []
            for at, word in enumerate(words):
                if word.startswith(("-I", "-D", "-W", "-std")):
                    kept.append(word)
                elif word == "-isystem":
                    kept += [word, words[at + 1]]
            return kept
    return None


def compile_alone(header, flags):
    shown = header.relative_to(ROOT)
    done = subprocess.run(
        ["g++", *flags, "-fsyntax-only", "-x", "c++", "-include", str(header), os.devnull],
        capture_output=True, text=True)
    return shown, done.returncode, done.stderr


def main():
    commands = json.loads(pathlib.Path(sys.argv[-1]).read_text())
    jobs = []
    for header in sorted((ROOT / "src").rglob("*.hpp") if "--all" in sys.argv else ()):
        jobs.append((header, flags_of(commands, header.relative_to(ROOT / "src").parts[0])))
    for header in sorted((ROOT / "include").rglob("*.hpp")):
        jobs.append((header, ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{ROOT}/include"]))
    faults = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for shown, status, text in pool.map(lambda job: compile_alone(*job), jobs):
            if status != 0:
                faults += 1
                print(f"{shown} does not compile alone:\n{text}", file=sys.stderr)
    print(f"{len(jobs)} headers, {faults} faults")
    return 1 if faults or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
