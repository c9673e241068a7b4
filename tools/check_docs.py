#!/usr/bin/env python3
"""Runs what the documentation says, against the quickstart.

usage: check_docs.py QUICKSTART_PROGRAM

In README.md and docs/: each ```sh block is run and must print the ```json block that
follows it; ```cpp blocks marked as the quickstart and ```sql blocks must stand in the
example word for word, README.md's ```graphql block in the other one; links must lead
somewhere, and the tests that docs/security.md names must be there. One server with a fresh database serves all pages, in the order of their names,
README.md first. The blocks of RUN_ELSEWHERE have a test of their own.
"""

import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
CASE = re.compile(r"\bTEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
START_DEADLINE_S = 120
RUN_ELSEWHERE = {"docs/guides/row-level-security.md": "tests/guides/row_level_security_test.py"}


def pages():
    yield ROOT / "README.md"
    for name in ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"):
        yield ROOT / name
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from sorted((ROOT / "src").rglob("README.md"))
    yield from sorted((ROOT / "examples").rglob("README.md"))


class Quickstart:
    """The example, served from a copy of its directory on a free port."""

    def __init__(self, program):
        self.directory = tempfile.mkdtemp(prefix="fraiseql-docs-")
        os.chmod(self.directory, 0o755)
        project = pathlib.Path(self.directory) / "quickstart"
        shutil.copytree(ROOT / "examples/quickstart", project,
                        ignore=shutil.ignore_patterns(".fraiseql"))
        self.process = subprocess.Popen(
            [os.path.abspath(program), "serve", "--port", "0", "--fresh"], cwd=project,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.wait_for_address()
        if self.address is None:
            self.process.kill()
            self.stop()
            raise SystemExit("the quickstart did not start")

    def wait_for_address(self):
        """The address it prints, or None when it ends or the deadline passes before."""
        deadline = time.monotonic() + START_DEADLINE_S
        pipe = self.process.stdout.fileno()
        printed = b""
        # Not line by line: a program that prints nothing would be waited for without end.
        while select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
            block = os.read(pipe, 4096)
            if not block:
                return None
            printed += block
            found = re.search(rb"^serving (http://\S+)/graphql\n", printed, re.M)
            if found:
                return found.group(1).decode()
        return None

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        where = pathlib.Path(self.directory) / "quickstart/.fraiseql/where"
        if where.exists():
            shutil.rmtree(where.read_text().strip(), ignore_errors=True)
        shutil.rmtree(self.directory, ignore_errors=True)


def check_page(page, address, sql, program_text, schema_text):
    text = page.read_text()
    shown = page.relative_to(ROOT)
    faults, ran = [], 0
    blocks = BLOCK.findall(text) if str(shown) not in RUN_ELSEWHERE else []
    for at, (language, body) in enumerate(blocks):
        follower = blocks[at + 1] if at + 1 < len(blocks) else ("", "")
        if language == "sh":
            if follower[0] != "json":
                faults.append(f"{shown}: a ```sh block without the ```json it prints")
                continue
            command = body.replace("http://127.0.0.1:8080", address)
            command = command.replace("http://localhost:8080", address)
            printed = subprocess.run(["bash", "-c", command], capture_output=True, text=True).stdout
            ran += 1
            try:
                json.loads(printed or "null")
            except ValueError:
                faults.append(f"{shown}: not JSON: {printed.strip()}\nprinted by: {body}")
                continue
            if printed.strip() != follower[1].strip():
                faults.append(f"{shown}: expected\n{follower[1].strip()}\ngot\n{printed.strip()}")
        if language == "sql" and "decisions" not in str(shown) and body.strip() not in sql:
            faults.append(f"{shown}: this SQL is not in examples/quickstart/db:\n{body}")
        if language == "cpp" and "int main(" in body and body.strip() != program_text.strip():
            faults.append(f"{shown}: the program is not examples/quickstart/main.cpp")
        if language == "graphql" and str(shown) == "README.md" and body != schema_text:
            faults.append(f"{shown}: the schema is not examples/quickstart-sdl/schema.graphql")
    for link in LINK.findall(text):
        if not link.startswith("http") and not (page.parent / link).exists():
            faults.append(f"{shown}: the link {link} leads nowhere")
    return faults, ran


def absent_tests():
    """What the last column of docs/security.md names and is no case and no file of tests."""
    cases = {".".join(found) for file in (ROOT / "tests").rglob("*.cpp")
             for found in CASE.findall(file.read_text())}
    for line in (ROOT / "docs/security.md").read_text().splitlines():
        if not line.startswith("| ") or line.startswith("| attack"):
            continue
        named = re.findall(r"`([^`]+)`", line.split("|")[3])
        if not named:
            yield f"docs/security.md: no test of {line.split('|')[1].strip()}"
        for one in named:
            path, _, name = one.partition(": ")
            there = one in cases or ((ROOT / path).is_file() and name in (ROOT / path).read_text())
            if not there:
                yield f"docs/security.md: there is no test {one}"


def main():
    sql = "".join(f.read_text() for f in sorted((ROOT / "examples/quickstart/db").glob("*.sql")))
    program_text = (ROOT / "examples/quickstart/main.cpp").read_text()
    schema_text = (ROOT / "examples/quickstart-sdl/schema.graphql").read_text()
    faults, ran = list(absent_tests()), 0
    quickstart = Quickstart(sys.argv[1])
    try:
        for page in pages():
            found, commands = check_page(page, quickstart.address, sql, program_text, schema_text)
            faults += found
            ran += commands
    finally:
        quickstart.stop()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{ran} commands run, {len(faults)} faults")
    return 1 if faults or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
