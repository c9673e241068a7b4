#!/usr/bin/env python3
"""Runs docs/guides/row-level-security.md from its first block to its last:
row_level_security_test.py PROGRAM.

A ```sql block begins with who runs it; what it prints is in the ```text block that follows, if one
does. The ```graphql block is served from there on, to the ```sh blocks, each of which prints the
```json block behind it.
"""

import asyncio
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(ROOT / "fault"))

from postgresql import PostgreSQL, postgres_program  # noqa: E402
from server import Server  # noqa: E402
from tokens import Issuer  # noqa: E402

GUIDE = ROOT / "docs/guides/row-level-security.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
RUN_BY = re.compile(r"-- (a superuser|\w+)(, fails)?\n")
TENANTS = {"ONE": "11111111-1111-4111-8111-111111111111",
           "TWO": "22222222-2222-4222-8222-222222222222"}


class Guide:
    def __init__(self, program, postgresql):
        self._program, self._postgresql = program, postgresql
        self._issuer = Issuer(postgresql.directory)
        self._server = None
        self.faults, self.ran = [], 0

    def run(self):
        blocks = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
        for (language, body), (next_language, expected) in zip(blocks, blocks[1:] + [("", "")]):
            self.ran += 1
            if language == "sql":
                self._compare(body, self._sql(body), expected if next_language == "text" else "")
            elif language == "graphql":
                self._serve(body)
            elif language == "sh":
                if next_language != "json":
                    self.faults.append(f"a ```sh block without the ```json it prints:\n{body}")
                self._compare(body, self._sh(body), expected)
            elif language not in ("text", "json"):
                self.faults.append(f"nothing runs a block of {language or 'no language'}:\n{body}")

    def close(self):
        if self._server:
            self._server.__exit__()

    def _compare(self, body, printed, expected):
        if printed.strip() != expected.strip():
            self.faults.append(f"{body}prints\n{printed}instead of\n{expected}")

    def _sql(self, body):
        by = RUN_BY.match(body)
        if not by:
            self.faults.append(f"who runs it?\n{body}")
            return ""
        is_superuser = by[1] == "a superuser"
        ended = subprocess.run(
            [postgres_program("psql"), "-h", self._postgresql.directory, "-X", "-q", "-A", "-t",
             "-v", "ON_ERROR_STOP=1", "-U", "postgres" if is_superuser else by[1],
             "-d", "postgres" if is_superuser else "shop"],
            input=body, capture_output=True, text=True, check=False)
        if by[2]:
            return ended.stderr
        if ended.stderr:
            self.faults.append(f"{body}says\n{ended.stderr}")
        return ended.stdout

    def _serve(self, schema):
        file = os.path.join(self._postgresql.directory, "schema.graphql")
        with open(file, "w", encoding="utf-8") as out:
            out.write(schema)
        url = self._postgresql.url("shop_serving", "shop")
        self._server = Server(self._program, file, url, self._postgresql.directory,
                              self._issuer.settings())
        self._server.start()
        asyncio.run(self._server.until_ready())

    def _sh(self, body):
        tokens = {name: self._issuer.token(sub=name, tenant_id=tenant)
                  for name, tenant in TENANTS.items()}
        command = body.replace("http://127.0.0.1:8080", f"http://127.0.0.1:{self._server.port}")
        return subprocess.run(["bash", "-c", command], env=os.environ | tokens, check=False,
                              capture_output=True, text=True).stdout


def main():
    with PostgreSQL() as postgresql:
        guide = Guide(sys.argv[1], postgresql)
        try:
            guide.run()
        finally:
            guide.close()
    for fault in guide.faults:
        print(fault, file=sys.stderr)
    print(f"{guide.ran} blocks, {len(guide.faults)} faults")
    return 1 if guide.faults or guide.ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
