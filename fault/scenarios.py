"""What is done to PostgreSQL and to the server while clients write, and what must hold then.

A scenario is a coroutine that gets a Run, raises Failed or adds to `run.faults`, and prints its
figures. How much of it is done says `Run.amount`.
"""

import asyncio
import os
import random
import statistics
import subprocess
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

import client
from judge import Rules
from load import ENTER, Load
from postgresql import ROOT, PostgreSQL, Refused, environment_for_tools
from server import Failed, Server, eventually

HERE = os.path.join(ROOT, "fault")
SCHEMA = os.path.join(HERE, "schema.graphql")
ENDED = frozenset({"UNAVAILABLE", "UNKNOWN_OUTCOME"})


@dataclass
class Amount:
    seconds: float  # that PostgreSQL is restarted again and again
    kills: int  # of the server
    rate: int  # mutations a second while PostgreSQL is restarted
    killed_rate: int  # while the server is
    rounds: int  # of killing single backends


SHORT = Amount(seconds=5, kills=4, rate=40, killed_rate=60, rounds=2)
LONG = Amount(seconds=60, kills=50, rate=200, killed_rate=500, rounds=20)


@dataclass
class Run:
    program: str
    seed: int
    amount: Amount
    has_keys: bool
    faults: list = field(default_factory=list)

    def rng(self, name):
        return random.Random(f"{self.seed}/{name}")

    def check(self, holds, otherwise):
        if not holds:
            self.faults.append(otherwise)
            print(f"  FAULT {otherwise}", flush=True)

    def say(self, text):
        print(f"  {text}", flush=True)

    async def judge(self, load, **rules):
        verdict = await load.verdict(Rules(**rules))
        self.say(str(verdict))
        for fault in verdict.faults:
            self.check(False, fault)
        self.check(verdict.acknowledged > 0, "nothing was acknowledged at all")


@asynccontextmanager
async def served(run, is_up=True, **of_postgresql):
    """A fresh database and the server on it, which must live to the end."""
    with PostgreSQL(**of_postgresql) as postgresql:
        postgresql.apply(os.path.join(HERE, "db"))
        if run.has_keys:
            subprocess.run([run.program, "install", "--database-url", postgresql.url("postgres"),
                            "--serving-role", "serving"], check=True, stdout=subprocess.DEVNULL,
                           env=environment_for_tools())
        if not is_up:
            postgresql.stop("fast")
        with Server(run.program, SCHEMA, postgresql.url(), postgresql.directory) as server:
            server.start()
            if is_up:
                await server.until_ready()
            yield postgresql, server
            server.ensure_alive()


def spread(seconds):
    return (f"median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s "
            f"({len(seconds)} times)")


async def postgresql_restarts(run):
    """PostgreSQL is restarted, killed, or loses a process, again and again."""
    rng = run.rng("restarts")
    ready, answered = [], []
    async with served(run) as (postgresql, server):
        rate = run.amount.rate / (2 if run.has_keys else 1)
        load = Load(server, postgresql, "restart", seed=run.seed, rate=rate)
        keyed = Load(server, postgresql, "keyed", seed=run.seed, rate=rate, has_keys=True)
        async with load, keyed if run.has_keys else nullcontext():
            await load.until_acknowledged()
            end = asyncio.get_running_loop().time() + run.amount.seconds
            kinds = ["fast", "immediate", "crash"]
            while kinds or asyncio.get_running_loop().time() < end:
                await asyncio.sleep(rng.uniform(0.1, 1.0))
                kind = kinds.pop() if kinds else rng.choice(("fast", "immediate", "crash"))
                await _restart(postgresql, kind, rng)
                seconds = await asyncio.gather(server.until_ready(), load.until_acknowledged())
                ready.append(seconds[0])
                answered.append(seconds[1])
        await run.judge(load)
        if run.has_keys:
            await run.judge(keyed, has_keys=True)
    run.say(f"ready after PostgreSQL was back: {spread(ready)}")
    run.say(f"first acknowledged: {spread(answered)}")


async def _restart(postgresql, kind, rng):
    if kind == "crash":
        with postgresql.session() as session:
            postgresql.crash(rng.choice(session.rows(PROCESSES))[0])
            # Recovery begins when all other sessions have ended, this one, too.
            await eventually(lambda: not _answers(session), "PostgreSQL does not notice")
        await eventually(lambda: _takes_connections(postgresql), "PostgreSQL does not recover")
        return
    await asyncio.to_thread(postgresql.stop, kind)
    await asyncio.sleep(rng.uniform(0, 0.5))
    await asyncio.to_thread(postgresql.start)


PROCESSES = "select pid from pg_stat_activity where pid <> pg_backend_pid() order by pid"
BACKENDS = ("select pid from pg_stat_activity where backend_type = 'client backend' "
            "and usename = 'serving'")


def _backends(postgresql, where="true"):
    return [pid for (pid,) in postgresql.rows(f"{BACKENDS} and {where} order by pid")]


def _takes_connections(postgresql):
    try:
        with postgresql.session() as session:
            return _answers(session)
    except Refused:
        return False


def _answers(session):
    try:
        return session.value("select 1") == "1"
    except Refused:
        return False


async def server_is_killed(run):
    """The server is killed and started again at once; clients send again what has a key."""
    rng = run.rng("kills")
    ready, answered = [], []
    async with served(run) as (postgresql, server):
        async with Load(server, postgresql, "kill", seed=run.seed, rate=run.amount.killed_rate,
                        clients=32, has_keys=run.has_keys) as load:
            for _ in range(run.amount.kills):
                await load.until_acknowledged()
                await asyncio.sleep(rng.uniform(0, 0.5))
                server.kill()
                server.start()
                seconds = await asyncio.gather(server.until_ready(), load.until_acknowledged())
                ready.append(seconds[0])
                answered.append(seconds[1])
        await run.judge(load, server_is_killed=True, has_keys=run.has_keys)
    run.say(f"ready after the server was started: {spread(ready)}")
    run.say(f"first acknowledged: {spread(answered)}")


async def backends_are_killed(run):
    """Single backends end: of each lane, before, during and after what they are used for."""
    rng = run.rng("backends")
    async with served(run) as (postgresql, server):
        async with Load(server, postgresql, "backend", seed=run.seed, rate=run.amount.rate / 2,
                        takes=0.05) as load:
            for _ in range(run.amount.rounds * 10):
                await asyncio.sleep(rng.uniform(0, 0.2))
                pids = await asyncio.to_thread(_backends, postgresql)
                if pids:
                    await asyncio.to_thread(_terminate, postgresql, [rng.choice(pids)])
            await load.until_acknowledged()
        await run.judge(load)
        for number in range(run.amount.rounds):
            await _under_a_mutation(run, postgresql, server, f"during-{number}", rng)
            await _under_reads(run, postgresql, server)
            await _before_and_after(run, postgresql, server, f"after-{number}")
        await server.until_ready()


def _terminate(postgresql, pids):
    listed = ",".join(pids)
    postgresql.rows(f"select pg_terminate_backend(pid) from unnest('{{{listed}}}'::int[]) pid")


async def _kill_the_sleeper(postgresql):
    def is_killed():
        pids = _backends(postgresql, "wait_event = 'PgSleep'")
        if pids:
            _terminate(postgresql, pids)
        return bool(pids)
    await eventually(is_killed, "no statement sleeps")


async def _under_a_mutation(run, postgresql, server, token, rng):
    one = client.Client(server.port)
    asked = asyncio.create_task(one.ask(ENTER, {"input": {
        "token": token, "attempt": 1, rng.choice(("before", "after")): 30}}))
    await _kill_the_sleeper(postgresql)
    answer = await asked
    one.close()
    run.check(answer.outcome in ENDED, f"a killed mutation is answered with {answer.text}")
    run.check(postgresql.rows(f"select 1 from tb_entry where token = '{token}'") == [],
              f"the killed mutation {token} was done")


async def _under_reads(run, postgresql, server):
    """A read that is cut off is sent again: its answer is right."""
    one = client.Client(server.port)
    entered = await _enter(one, "read")
    expected = int(postgresql.value("select count(*) from tv_entry"))
    for query, variables, right in (
            ("query($s: Float!) { slowCount(input: {seconds: $s}) }", {"s": 0.5},
             {"slowCount": expected}),
            ("query($id: ID!) { slowEntry(id: $id) { token } }", {"id": entered},
             {"slowEntry": {"token": "read"}})):
        asked = asyncio.create_task(one.ask(query, variables))
        await _kill_the_sleeper(postgresql)
        answer = await asked
        run.check(answer.data == right or answer.outcome == "UNAVAILABLE",
                  f"a killed read is answered with {answer.text or answer.outcome}, not {right}")
    one.close()


async def _enter(one, token):
    """Sends it until it is done, one row each time; its id."""
    while True:
        answer = await one.ask(ENTER, {"input": {"token": token, "attempt": 1}})
        if answer.outcome == client.DONE:
            return answer.data["enter"]["id"]
        if answer.outcome not in ENDED:
            raise Failed(f"a mutation is answered with {answer.text or answer.outcome}")


async def _before_and_after(run, postgresql, server, token):
    one = client.Client(server.port)
    for query in ("mutation", "query"):
        _terminate(postgresql, _backends(postgresql))  # all lanes, idle
        if query == "mutation":
            entered = await _enter(one, token)
        else:
            await _reads(run, one, token, entered)
    _terminate(postgresql, _backends(postgresql))
    await _reads(run, one, token, entered)
    one.close()


async def _reads(run, one, token, entered):
    """By key and as a list, until there is an answer."""
    for query, variables, right in (
            ("query($id: ID!) { entry(id: $id) { token } }", {"id": entered},
             {"entry": {"token": token}}),
            ("query($t: String!) { entries(where: {token: {eq: $t}}) { token } }", {"t": token},
             {"entries": [{"token": token}]})):
        answer = await _ask_until(one, query, variables, lambda one: one.outcome != "UNAVAILABLE")
        run.check(answer.data == right,
                  f"a read answers {answer.text or answer.outcome}, not {right}")


async def _ask_until(one, query, variables, is_enough):
    deadline = asyncio.get_running_loop().time() + client.PATIENCE_SECONDS
    while True:
        answer = await one.ask(query, variables)
        if is_enough(answer) or asyncio.get_running_loop().time() > deadline:
            return answer
        await asyncio.sleep(0.02)


async def connections_are_taken(run):
    """Others take all connections that PostgreSQL has, then give them back."""
    async with served(run, max_connections=20) as (postgresql, server):
        async with Load(server, postgresql, "taken", seed=run.seed, rate=run.amount.rate) as load:
            await load.until_acknowledged()
            held = await asyncio.to_thread(_take_all, postgresql)
            await eventually(lambda: not server.is_ready(), "it is ready without connections")
            await _is_unavailable(run, server)
            for one in held:
                one.close()
            await _is_back(run, server, load, "others gave their connections back")
        await run.judge(load)


def _take_all(postgresql):
    """All but those reserved for superusers; those of the server are ended until it has none."""
    superuser = postgresql.session()
    wanted = int(superuser.value("select current_setting('max_connections')::int - "
                                 "current_setting('superuser_reserved_connections')::int"))
    held = [superuser]
    while len(held) < wanted:
        try:
            held.append(postgresql.session("serving"))
        except Refused as refused:
            if refused.sqlstate != "53300":
                raise
            # The server gives its sessions this name.
            superuser.rows("select pg_terminate_backend(pid) from pg_stat_activity "
                           "where usename = 'serving' and application_name = 'fraiseql'")
    return held


async def _is_unavailable(run, server):
    one = client.Client(server.port)
    absent = "00000000-0000-0000-0000-000000000000"
    for query, variables in (("{ entries(limit: 1) { token } }", None),
                             ("query($id: ID!) { entry(id: $id) { token } }", {"id": absent}),
                             (ENTER, {"input": {"token": "unavailable", "attempt": 1}})):
        answer = await one.ask(query, variables)
        run.check(answer.outcome == "UNAVAILABLE" and answer.status == 503,
                  f"without the database: {answer.status} {answer.text or answer.outcome}")
    one.close()


async def database_is_read_only(run):
    """default_transaction_read_only, as after a switch to a standby: reads go on."""
    async with served(run) as (postgresql, server):
        async with Load(server, postgresql, "read-only", seed=run.seed,
                        rate=run.amount.rate) as load:
            await load.until_acknowledged()
            one = client.Client(server.port)
            entered = await _enter(one, "before")
            _alter(postgresql, "set default_transaction_read_only = on")
            answer = await _ask_until(one, ENTER, {"input": {"token": "refused", "attempt": 1}},
                                      lambda answer: answer.outcome != client.DONE)
            run.check(answer.outcome == "UNAVAILABLE", f"read only, it answers {answer.text}")
            await _reads(run, one, "before", entered)
            _alter(postgresql, "reset default_transaction_read_only")
            await _is_back(run, server, load, "writing was allowed")
            one.close()
        await run.judge(load)


async def _is_back(run, server, load, since):
    ready, acknowledged = await asyncio.gather(server.until_ready(), load.until_acknowledged())
    run.say(f"after {since}: ready in {ready:.2f} s, acknowledged in {acknowledged:.2f} s")


def _alter(postgresql, what):
    postgresql.rows(f"alter system {what}")
    postgresql.rows("select pg_reload_conf()")


async def postgresql_comes_late(run):
    """There is no PostgreSQL when the server starts."""
    async with served(run, is_up=False) as (postgresql, server):
        await eventually(lambda: server.ensure_alive() or server.is_listening(), "it is not live")
        run.check(not server.is_ready(), "it is ready without a database")
        await _is_unavailable(run, server)
        async with Load(server, postgresql, "late", seed=run.seed, rate=run.amount.rate) as load:
            await asyncio.sleep(0.5)
            await asyncio.to_thread(postgresql.start)
            await _is_back(run, server, load, "PostgreSQL came")
        await run.judge(load)


ALL = {
    "postgresql-restarts": postgresql_restarts,
    "server-is-killed": server_is_killed,
    "backends-are-killed": backends_are_killed,
    "connections-are-taken": connections_are_taken,
    "database-is-read-only": database_is_read_only,
    "postgresql-comes-late": postgresql_comes_late,
}
