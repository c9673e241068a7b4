#!/usr/bin/env python3
"""Aggregates as clients meet them, end to end: aggregates_test.py PROGRAM [Case.test ...]."""

import sys
import unittest

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

import access_test  # noqa: E402
import groups_test  # noqa: E402
import hostile_test  # noqa: E402
import schema_test  # noqa: E402
import which_test  # noqa: E402
import world  # noqa: E402

MODULES = (groups_test, which_test, access_test, schema_test, hostile_test)


def suite(names):
    loader = unittest.defaultTestLoader
    if not names:
        return unittest.TestSuite(map(loader.loadTestsFromModule, MODULES))
    return unittest.TestSuite(
        loader.loadTestsFromName(name, module) for name in names for module in MODULES
        if hasattr(module, name.split(".")[0]))


def main():
    with world.started(sys.argv[1]) as world.WORLD:
        world.WORLD.postgresql.rows((world.HERE / "posts.sql").read_text(encoding="utf-8"))
        result = unittest.TextTestRunner().run(suite(sys.argv[2:]))
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
