#!/usr/bin/env python3
"""Faults: PostgreSQL and the server are killed while clients write (./dev fault).

usage: run.py PROGRAM [--short] [--seed N] [--seconds N] [--kills N] [--only NAME ...]
"""

import argparse
import asyncio
import dataclasses
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import scenarios  # noqa: E402
from postgresql import environment_for_tools  # noqa: E402
from server import Failed  # noqa: E402


def has_keys(program):
    """Whether the program knows idempotency keys: `fraiseql install` makes their table."""
    told = subprocess.run([program, "--help"], capture_output=True, text=True, check=True,
                          env=environment_for_tools())
    return "\n  install" in told.stdout


def parsed():
    parser = argparse.ArgumentParser(prog="./dev fault", description=__doc__.splitlines()[0])
    parser.add_argument("program", help="fraiseql")
    parser.add_argument("--short", action="store_true", help="half a minute, as the tests run it")
    parser.add_argument("--seed", type=int, help="of a run that is to be had again")
    parser.add_argument("--seconds", type=float, help="that PostgreSQL is restarted")
    parser.add_argument("--kills", type=int, help="of the server")
    parser.add_argument("--only", nargs="+", choices=scenarios.ALL, default=list(scenarios.ALL),
                        metavar="NAME", help=f"of {', '.join(scenarios.ALL)}")
    return parser.parse_args()


def main():
    asked = parsed()
    amount = scenarios.SHORT if asked.short else scenarios.LONG
    said = {"seconds": asked.seconds, "kills": asked.kills}
    amount = dataclasses.replace(amount, **{k: v for k, v in said.items() if v is not None})
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}", flush=True)
    faults = []
    for name in asked.only:
        print(name, flush=True)
        run = scenarios.Run(asked.program, seed, amount, has_keys(asked.program))
        try:
            asyncio.run(scenarios.ALL[name](run))
        except Failed as failure:
            run.check(False, str(failure))
        faults += [f"{name}: {fault}" for fault in run.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults; again by --seed {seed}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
