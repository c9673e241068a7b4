#!/usr/bin/env python3
"""Real clients against the examples: clients_test.py DIRECTORY_OF_PROGRAMS [FILE ...]

Starts PostgreSQL, the quickstart and the blog, and runs *.test.mjs, or those given. Exits with 77
(skipped) only where FRAISEQL_ORACLE=skip asks for it; ./dev installs the npm packages.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE.parent / "support"))

from examples import Example, PostgreSQL  # noqa: E402

SKIPPED = 77


def node():
    """The one that the oracle has: some of the packages want a newer one than Debian's."""
    found = sorted((HERE.parent / "oracle/node_modules").glob("node-linux-*/bin/node"))
    return next((one for one in found if os.access(one, os.X_OK)), None)


def main():
    if os.environ.get("FRAISEQL_ORACLE") == "skip":
        print("skipped: FRAISEQL_ORACLE=skip")
        return SKIPPED
    for directory in (HERE.parent / "oracle", HERE):
        if not (directory / "node_modules/.package-lock.json").exists():
            print(f"not installed: npm ci --ignore-scripts --prefix {directory}", file=sys.stderr)
            return 1
    programs = pathlib.Path(sys.argv[1]).resolve()
    files = [pathlib.Path(one) for one in sys.argv[2:]] or sorted(HERE.glob("*.test.mjs"))
    with PostgreSQL() as postgresql, tempfile.TemporaryDirectory(prefix="fraiseql-clients-") as room, \
            Example(postgresql, "quickstart", programs,
                    "--automatic-persisted-queries") as quickstart, \
            Example(postgresql, "blog", programs) as blog:
        environment = {**os.environ, "CLIENTS_ROOM": room}
        for example in (quickstart, blog):
            sdl = pathlib.Path(room) / f"{example.name}.graphql"
            sdl.write_bytes(subprocess.run([programs / example.name, "schema", "print"], check=True,
                                           capture_output=True).stdout)
            environment[f"{example.name.upper()}_URL"] = example.address + "/graphql"
            environment[f"{example.name.upper()}_SDL"] = str(sdl)
        # Two at a time: as many as write nothing that others read.
        return subprocess.run([node(), "--test", "--test-concurrency=2", "--test-timeout=300000",
                               "--test-reporter=spec", *files], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
