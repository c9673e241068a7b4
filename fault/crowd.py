"""Crowds: clients of both tenants ask at once while PostgreSQL gives the server no answer, so that
what they ask waits in line, is sent together and, where it is equal, is asked once.

The processes of PostgreSQL that serve the server are stopped for that time; who asks first has
sessions of its own, and has all that may be under way. What PostgreSQL executed is counted by its
log. Nothing is timed: what has waited too long is refused, and asked again by the client.
"""

import asyncio
import os
import signal
import uuid

from client import Client

FILLING = 40  # more than what may be under way on two connections
FILLING_LISTS = 6
SOME = 24  # of the clients ask at once
FILL_LOOK_UP = "query($id: ID!) { note(id: $id) { title } }"
FILL_LIST = "query { notes(limit: 3) { title } }"


class Crowd:
    """Of one server. `client_of(tenant_id)` is a client of a tenant that has no rows."""

    def __init__(self, postgresql, rng, client_of):
        self._postgresql, self._rng = postgresql, rng
        self._filling = [client_of(str(uuid.UUID(int=number))) for number in range(1, FILLING + 1)]
        self.asked, self.executed, self.of_many = 0, 0, 0

    async def ask_at_once(self, port, members, nobodies):
        """Look-ups of the same few rows and equal lists, and mutations beside them."""
        some = self._rng.sample(members, min(SOME, len(members))) + nobodies[:2]
        number = self._rng.randrange(1, 7)
        reads = [ask for one in some
                 for ask in (one.lists, one.comments, one.aggregates,
                             lambda one=one: one.look_up(number),
                             lambda one=one: one.look_up(number + self._rng.randrange(6)))]
        self._rng.shuffle(reads)
        writes = [one.renames for one in self._rng.sample(members, 4)]
        begin = self._postgresql.log_size()
        before = sum(one.reads for one in some)
        held = await asyncio.to_thread(self._hold)
        try:
            tasks = [asyncio.create_task(one.ask(FILL_LOOK_UP, {"id": str(uuid.UUID(int=1))}))
                     for one in self._filling]
            tasks += [asyncio.create_task(one.ask(FILL_LIST))
                      for one in self._filling[:FILLING_LISTS]]
            await self._until_read(port)
            tasks += [asyncio.create_task(ask()) for ask in reads]
            await self._until_read(port)
        finally:
            for pid in held:
                _signal(pid, signal.SIGCONT)
        await asyncio.gather(*tasks)
        self.asked += sum(one.reads for one in some) - before + FILLING + FILLING_LISTS
        for line in self._postgresql.log_since(begin):
            # Not of the look at the database.
            if "execute" in line and "pg_catalog.pg_class" not in line and " tv_" in _plain(line):
                self.executed += 1
                self.of_many += "any(" in _plain(line)
        await asyncio.gather(*(write() for write in writes))

    def close(self):
        for one in self._filling:
            one.close()

    def _hold(self):
        pids = [int(row[0]) for row in self._postgresql.rows(
            "select pid from pg_stat_activity where usename = 'serving'")]
        return [pid for pid in pids if _signal(pid, signal.SIGSTOP)]

    @staticmethod
    async def _until_read(port):
        """What was sent before has been read: the server takes one after the other."""
        await asyncio.sleep(0.05)
        clients = [Client(port) for _ in range(4)]  # some of them on each loop
        for client in clients:
            await client.ask("{ __typename }")
        for client in clients:
            client.close()


def _plain(line):
    return line.lower().replace('"', " ").replace(".", " ").replace("any (", "any(")


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:  # it has ended
        return False
    return True
