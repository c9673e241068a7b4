"""Mutations at a rate, from clients that keep account of them (truth.py).

A client whose mutation has a key (`Idempotency-Key`) sends it again until it is acknowledged. One
without sends it again only where the answer says that nothing was done, as an attempt of its own;
what it does not know it leaves.
"""

import asyncio
import itertools
import os
import random
import time

import truth
from client import DONE, Client
from judge import NOT_DONE, Row, judge
from server import eventually

ENTER = "mutation($input: Enter!) { enter(input: $input) { id token attempt } }"
PAUSE_SECONDS = (0.02, 0.25)
KEY_HEADER = "Idempotency-Key"


class Load:
    """From `with` to its end; then all that was sent has an outcome."""

    def __init__(self, server, postgresql, name, *, seed, rate, clients=16, has_keys=False,
                 takes=0):
        self._server, self._postgresql = server, postgresql
        self._directory = os.path.join(postgresql.directory, f"truth-{name}")
        os.makedirs(self._directory, exist_ok=True)
        self._name, self._seed, self._interval = name, seed, clients / rate
        self._clients, self._has_keys = clients, has_keys
        self._takes = takes / 2  # seconds of sleep in the function, before and behind its writing
        self._tasks, self._is_over = [], False
        self._waiting = []

    async def __aenter__(self):
        self._tasks = [asyncio.create_task(self._client(n)) for n in range(self._clients)]
        return self

    async def __aexit__(self, kind, *_):
        self._is_over = True
        for task in self._tasks:
            if kind:
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=bool(kind))

    async def until_acknowledged(self):
        """Until a mutation is acknowledged that is sent from now on; how many seconds it took."""
        begin = time.monotonic()
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append((begin, waiting))
        await asyncio.wait([waiting, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            await asyncio.gather(*self._tasks)  # a client ended, which says why
        return time.monotonic() - begin

    async def verdict(self, rules):
        """What came of it, once nothing runs in the database any more."""
        await until_quiet(self._postgresql)
        rows = self._postgresql.rows("select token, attempt, id, request from tb_entry "
                                     f"where token like '{self._name}-%'")
        found = [Row(token, int(attempt), *rest) for token, attempt, *rest in rows]
        return judge(truth.read(self._directory), found, rules)

    async def _client(self, number):
        rng = random.Random(f"{self._seed}/{self._name}/{number}")
        kept = truth.Truth(os.path.join(self._directory, f"client-{number:03}.jsonl"))
        client = Client(self._server.port)
        due = time.monotonic() + rng.uniform(0, self._interval)
        for count in itertools.count(1):
            await asyncio.sleep(max(0, due - time.monotonic()))
            if self._is_over:
                break
            await self._mutate(client, kept, rng, f"{self._name}-{number}-{count}")
            # What could not be sent while nobody answered is not made up for.
            due = max(due + self._interval, time.monotonic() - self._interval)
        client.close()
        kept.close()

    async def _mutate(self, client, kept, rng, token):
        attempt, number = 1, 0
        while True:
            number += 1
            send = truth.Send(token, attempt, number)
            kept.intend(send)
            begin = time.monotonic()
            entered = {"token": token, "attempt": attempt,
                       "before": self._takes, "after": self._takes}
            headers = {"X-Request-Id": send.request_id}
            if self._has_keys:
                headers[KEY_HEADER] = token
            answer = await client.ask(ENTER, {"input": entered}, headers)
            row = ((answer.data or {}).get("enter") or {}).get("id")
            kept.learn(send, truth.Outcome(answer.outcome, row))
            if answer.outcome == DONE:
                self._tell(begin)
            if not self._is_to_be_repeated(answer.outcome):
                return
            if not self._has_keys:
                attempt, number = attempt + 1, 0
            await asyncio.sleep(rng.uniform(*PAUSE_SECONDS))

    def _is_to_be_repeated(self, outcome):
        if self._has_keys:
            return outcome in ("lost", "UNKNOWN_OUTCOME") or outcome in NOT_DONE
        return outcome in NOT_DONE and not (self._is_over and outcome == "unsent")

    def _tell(self, begin):
        for since, waiting in self._waiting:
            if begin >= since and not waiting.done():
                waiting.set_result(None)
        self._waiting = [(since, waiting) for since, waiting in self._waiting if not waiting.done()]


async def until_quiet(postgresql):
    """Until no session of the server is in a transaction: what was begun may still commit."""
    def is_quiet():
        return postgresql.value(
            "select count(*) from pg_stat_activity where backend_type = 'client backend' "
            "and pid <> pg_backend_pid() and xact_start is not null") == "0"
    await eventually(is_quiet, "transactions run on")


