#!/usr/bin/env python3
"""Leaks: two tenants on shared connections, and functions that leave things behind
(./dev fault --leak).

usage: leak.py PROGRAM [--short] [--seed N] [--seconds N] [--clients N]
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from client import Client  # noqa: E402
from crowd import Crowd  # noqa: E402
from postgresql import ROOT, SERVING_ROLE, PostgreSQL, environment_for_tools  # noqa: E402
from server import Failed, Server, eventually  # noqa: E402
from tenants import AMBER, COBALT, Member, Record, rows_of  # noqa: E402
from tokens import Issuer  # noqa: E402

HERE = os.path.join(ROOT, "fault", "leak")
LOCK = 4711  # of leak/db/03_left.sql
LEFT_READING = ("tenant", "own setting", "role by set_config", "search_path", "statement_timeout",
                "lock_timeout", "client_encoding", "row_security", "time zone", "advisory lock")
LEFT = LEFT_READING + ("role", "no role", "temporary table", "read only", "isolation",
                       "no prepared statements", "prepared statement", "channel", "cursor",
                       "advisory lock and raises")
# So few connections that clients wait for each other. With two loops each has one of a kind, and
# what waits in one goes by that of the other.
SETTINGS = {
    1: ("--loops", "1", "--hot-connections", "1", "--cold-connections", "2",
        "--mutation-connections", "2"),
    2: ("--loops", "2", "--hot-connections", "2", "--cold-connections", "2",
        "--mutation-connections", "2")}
# What is streamed is little.
STREAMS = ("--stream-bytes", "100")
EACH = 3  # of the clients of each tenant ask at once behind what was left


class Leak:
    """One server, with or without a role for each request, and its clients. Where there are no
    roles there are two loops."""

    def __init__(self, asked, postgresql, record, has_roles):
        self._asked, self._postgresql, self._record = asked, postgresql, record
        self._has_roles = has_roles
        self._rng = random.Random(f"{asked.seed}/{has_roles}")
        issuer = Issuer(postgresql.directory)
        schema = os.path.join(postgresql.directory, f"schema-{has_roles}.graphql")
        with open(schema, "w", encoding="utf-8") as file:
            for name in ("schema.graphql", "role.graphql")[:2 if has_roles else 1]:
                with open(os.path.join(HERE, name), encoding="utf-8") as part:
                    file.write(part.read())
        self._server = Server(asked.program, schema, postgresql.url(), postgresql.directory,
                              [*issuer.settings(), *SETTINGS[1 if has_roles else 2], *STREAMS])
        self._issuer = issuer

    async def run(self):
        with self._server as server:
            server.start()
            await server.until_ready()
            self._members = [self._member(number) for number in range(self._asked.clients)]
            self._nobodies = [Member(self._record, server.port, number, None, writes=False,
                                     role="visitor" if self._has_roles else "serving")
                              for number in range(4)]
            self._record.usual = {}
            await self._at_once([self._members[0].state, self._members[0].state_writing])
            for what in LEFT:
                await self._after_leaving("leave", "mutation", what)
                if what in LEFT_READING:
                    await self._after_leaving("leaveReading", "query", what)
            await self._crowded()
            await self._mixed()
            for one in self._members + self._nobodies:
                one.close()
            if self._record.faults:
                print(server.last_words(), flush=True)
            server.ensure_alive()

    def _member(self, number):
        """Every third may only read where there are roles."""
        tenant = (AMBER, COBALT)[number % 2]
        role = ("reader" if number % 3 == 2 else "member") if self._has_roles else "serving"
        token = self._issuer.token(sub=f"{tenant.name}-{number}", tenant_id=tenant.id, role=role)
        return Member(self._record, self._server.port, number // 2, tenant, token=token, role=role,
                      writes=role != "reader")

    async def _after_leaving(self, field, operation, what):
        await self._leave(self._members[0], field, operation, what, COBALT)
        some = (self._rng.sample(self._members[::2], EACH) + self._nobodies[:1] +
                self._rng.sample(self._members[1::2], EACH))
        asks = [ask for one in some for ask in one.asks]
        await self._at_once([ask for one in some for ask in (one.state, one.state_writing)])
        await self._at_once(self._rng.sample(asks, len(asks) // 2))
        if "lock" in what:
            await eventually(self._is_lock_free, f"the lock of {what!r} ({field}) is held",
                             self._server)

    async def _leave(self, one, field, operation, what, other):
        query = f"{operation}($input: Leave!) {{ {field}(input: $input) }}"
        await one.ask(query, {"input": {"what": what, "other": other.id}},
                      ("BAD_USER_INPUT",) if what.endswith("raises") else ())

    async def _crowded(self):
        crowd = Crowd(self._postgresql, self._rng, self._client_of)
        with self._postgresql.logged_statements():
            for _ in range(self._asked.crowds):
                await crowd.ask_at_once(self._server.port, self._members, self._nobodies)
        crowd.close()
        print(f"  crowds: {crowd.asked} reads of {crowd.executed} statements, "
              f"{crowd.of_many} of them for many keys", flush=True)
        if crowd.of_many == 0 or crowd.executed >= crowd.asked:
            self._record.fault("nothing was asked together, so nothing was tried")

    def _client_of(self, tenant_id):
        token = self._issuer.token(sub=tenant_id, tenant_id=tenant_id, role="member")
        return Client(self._server.port, {"authorization": f"Bearer {token}"})

    def _is_lock_free(self):
        with self._postgresql.session() as session:
            return session.value(f"select pg_try_advisory_lock({LOCK})") == "t"

    @staticmethod
    async def _at_once(asks):
        await asyncio.gather(*(ask() for ask in asks))

    async def _mixed(self):
        """All clients at once, equal reads among them, while sessions end and things are left."""
        end = time.monotonic() + self._asked.seconds
        everybody = self._members + self._nobodies
        ending = asyncio.create_task(self._end_sessions())
        try:
            await asyncio.gather(*(self._client(one, number, end)
                                   for number, one in enumerate(everybody)))
        finally:
            ending.cancel()

    async def _client(self, one, number, end):
        rng = random.Random(f"{self._asked.seed}/{self._has_roles}/{number}")
        for kind in rng.sample(one.asks, len(one.asks)):
            await kind()
        while time.monotonic() < end:
            if number < 2:
                field, operation, what = rng.choice(
                    [("leave", "mutation", what) for what in LEFT] +
                    [("leaveReading", "query", what) for what in LEFT_READING])
                await self._leave(one, field, operation, what, (COBALT, AMBER)[number])
            await rng.choice(one.asks)()

    async def _end_sessions(self):
        while True:
            await asyncio.sleep(self._rng.uniform(0.1, 0.4))
            await asyncio.to_thread(
                self._postgresql.rows,
                "select pg_terminate_backend(pid) from (select pid from pg_stat_activity "
                "where usename = 'serving' order by random() limit 1) one")


def look_at_the_tables(postgresql, record):
    """What was written belongs to who wrote it."""
    wrong = postgresql.rows(
        "select title, tenant_id from tb_note where title not like "
        f"case tenant_id when '{AMBER.id}' then 'amber %' when '{COBALT.id}' then 'cobalt %' end")
    if wrong:
        record.fault(f"rows of a tenant that another one wrote: {wrong[:5]}")
    if postgresql.value("select count(*) from tb_note where tenant_id is null") != "0":
        record.fault("rows of no tenant")


def parsed():
    parser = argparse.ArgumentParser(prog="./dev fault --leak", description=__doc__.splitlines()[0])
    parser.add_argument("program", help="fraiseql")
    parser.add_argument("--short", action="store_true", help="as the tests run it")
    parser.add_argument("--seed", type=int, help="of a run that is to be had again")
    parser.add_argument("--seconds", type=float, help="of the mixture, with roles and without each")
    parser.add_argument("--clients", type=int, default=100, help="of both tenants together")
    return parser.parse_args()


async def main():
    asked = parsed()
    if asked.seconds is None:
        asked.seconds = 3 if asked.short else 60
    asked.crowds = 4 if asked.short else 40
    if asked.seed is None:
        asked.seed = random.SystemRandom().randrange(1_000_000)
    print(f"seed {asked.seed}", flush=True)
    record = Record()
    with PostgreSQL() as postgresql:
        postgresql.apply(os.path.join(HERE, "db"))
        subprocess.run([asked.program, "install", "--database-url", postgresql.url("postgres"),
                        "--serving-role", SERVING_ROLE], check=True, stdout=subprocess.DEVNULL,
                       env=environment_for_tools())
        for one, other in ((AMBER, COBALT), (COBALT, AMBER)):
            postgresql.rows(rows_of(one, other, asked.clients // 2))
        for has_roles in (False, True):
            print("a role for each request" if has_roles else "the serving role", flush=True)
            try:
                await Leak(asked, postgresql, record, has_roles).run()
            except Failed as failure:
                record.fault(str(failure))
            print(f"  {record.asked} requests so far, {record.again} of them again", flush=True)
        look_at_the_tables(postgresql, record)
    print(f"{len(record.faults)} faults; again by --seed {asked.seed}", flush=True)
    return 1 if record.faults else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
