"""Mutations: the server beside pgbench that calls the same function, alone and among readers.

pgbench sends what the server sends: the call and the read-back, as PostgreSQL's log has them, in
one pipeline with one Sync, so that they are one transaction on both sides. Answers are compared
before the clock starts. Afterwards PostgreSQL must have counted an update for each answer, and a
sync of everything must find nothing to do.
"""

import concurrent.futures
import json
import os
import random
import statistics
import tempfile
import time

import load
import process
import sync_costs
from cluster import SERVING_ROLE
from load import CONNECTIONS, Pgbench, Wrk, in_turns, together
from reads import script_of
from servers import Failed, Server, plain
from workloads import READS, TITLE, Requests, body_of

MUTATION = """mutation($post: String!, $title: String!) {
  updatePost(input: { identifier: $post, changes: { title: $title } }) { id title }
}"""
HOT = "post-1"
BODIES = 20_000  # to draw requests from
CHECKED = 640  # requests whose answers are compared
WRITERS = 8  # among as many readers as there are connections otherwise
READ_AMONG_WRITES = next(one for one in READS if one.name == "Q2b")

# pgbench 15 prepares a script when it comes to its first statement, which a pipeline forbids.
PREPARE_FIRST = r"""\if :is_first
select 1;
\set is_first 0
\endif
"""

OUT_OF_SYNC = """
create temporary table served as
  select to_jsonb(v) - 'updated_at' as one from tv_user v
   union all select to_jsonb(v) - 'updated_at' from tv_post v;
do $$ begin
  perform fn_sync_tv_user(array(select id from tb_user union select id from tv_user));
  perform fn_sync_tv_post(array(select id from tb_post union select id from tv_post));
end $$;
create temporary table synced as
  select to_jsonb(v) - 'updated_at' as one from tv_user v
   union all select to_jsonb(v) - 'updated_at' from tv_post v;
select count(*) from ((table served except all table synced)
                      union all (table synced except all table served)) as lost"""


def make_ready(cluster):
    """Each row is written once, so that pages have room for new versions and no turn pays for being
    the first to write to a page after a checkpoint."""
    cluster.sql("update tb_post set title = title")
    cluster.sql("select fn_sync_tv_post(array(select id from tb_post))")


def clean(cluster):
    """Before each turn, since autovacuum does not run."""
    cluster.sql("vacuum")
    time.sleep(0.2)  # until that session has ended, whose CPU time is nobody's


def flush_us(cluster):
    """How long the disk takes to keep one page of PostgreSQL's log: the median of twenty."""
    taken = []
    with tempfile.TemporaryFile(dir=cluster.directory) as file:
        for _ in range(20):
            os.pwrite(file.fileno(), bytes(8192), 0)
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - start) * 1e6)
    return statistics.median(taken)


class Updates:
    """How many there should have been since it was made, of the command table and of the read table,
    and how many PostgreSQL has counted."""

    def __init__(self, cluster):
        self._cluster = cluster
        self._before, self._least, self._most = self._now(), [0, 0], [0, 0]

    def expect(self, tables, least, most):
        """Of the first so many tables: who writes without read tables writes one."""
        for at in range(tables):
            self._least[at] += least
            self._most[at] += most

    def check(self):
        """Once all servers have stopped: PostgreSQL counts a session's when it ends."""
        done = [after - before for after, before in zip(self._now(), self._before)]
        if any(not least <= one <= most
               for one, least, most in zip(done, self._least, self._most)):
            raise Failed(f"{done} updates of tb_post and tv_post, not {self._least} to {self._most}")

    def _now(self):
        sessions = f"select count(*) from pg_stat_activity where usename = '{SERVING_ROLE}'"
        deadline = time.monotonic() + 10
        while self._cluster.sql(sessions) != "0" and time.monotonic() < deadline:
            time.sleep(0.05)
        return [int(one) for one in self._cluster.sql(
            "select n_tup_upd from pg_stat_user_tables where schemaname = 'public'"
            " and relname in ('tb_post', 'tv_post') order by relname").split()]


class Mutations:
    """Requests that change any of these posts, in the words of a server that writes so many tables."""

    def __init__(self, server, cluster, arguments, posts, updates, tables=2, document=MUTATION):
        self.tables, self._document, self._updates = tables, document, updates
        choice = random.Random(arguments.seed)
        chosen = [choice.choice(posts) for _ in range(BODIES)]
        self._check_answers(server, cluster, chosen[:CHECKED // 4])
        self.path = os.path.join(cluster.directory, f"{server.name}-writes-{len(posts)}")
        with open(self.path, "w", encoding="utf-8") as file:
            file.writelines(self._body(post, at) + "\n" for at, post in enumerate(chosen))
        self.answer_bytes = server.answer_bytes([self._body(posts[0], 0)])
        updates.expect(tables, 1, 1)

    def _body(self, post, number):
        return body_of(self._document, {"post": post, "title": f"Title {number:07}"})

    def _check_answers(self, server, cluster, posts):
        """Many at once, each with a title of its own, which its answer must have whoever else writes
        that row. What the command table has in the end was one of the answers."""
        def ask(number):
            post = posts[number % len(posts)]
            answer = server.ask(self._body(post, number))
            got = plain(answer.get("data") or {}, server.unwrapped).get("updatePost")
            if answer.get("errors") or not got or got.get("title") != f"Title {number:07}":
                raise Failed(f"answers differ: Title {number:07} for {post} was answered {answer}")
            return post, json.dumps(got, sort_keys=True)

        with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
            answers = set(pool.map(ask, range(CHECKED)))
        for post in set(posts):
            stored = json.loads(cluster.sql(
                f"select {TITLE} from tb_post p where identifier = '{post}'"))
            if (post, json.dumps(stored, sort_keys=True)) not in answers:
                raise Failed(f"answers differ: PostgreSQL has {stored} of {post}, which was no answer")
        self._updates.expect(self.tables, CHECKED, CHECKED)


def write_turn(cluster, updates, tables, writer, reader=None):
    """A side for in_turns, with what it has read where there are readers beside the writers."""
    def turn(seconds, seed):
        clean(cluster)
        flush = {"flush_us": flush_us(cluster)}
        wrote, *read = together(cluster, seconds, seed, writer, *filter(None, [reader]))
        # wrk leaves while its last requests are under way: they are done, but nobody was answered.
        under_way = writer.connections if writer.server else 0
        updates.expect(tables, wrote["requests"], wrote["requests"] + under_way)
        return wrote | flush | {"reads_per_second": one["per_second"] for one in read}
    return turn


def pgbench_script(statements, count):
    """One transaction of them all; of any of `count` posts, or of the hot one where that is 1."""
    script, given = "", {"is_first": 1}
    for number, (text, parameters) in enumerate(statements, 1):
        line, values = load.pgbench_script(text, parameters, f"s{number}p")
        for name, value in values.items():
            if count > 1 and value == HOT:
                line = line.replace(f":{name}", "('post-' || :i::text)")
        script, given = script + line, given | values
    drawn = f"\\set i random(1, {count})\n"
    return f"{PREPARE_FIRST}{drawn}\\startpipeline\n{script}\\endpipeline\n", given


def all_posts(cluster):
    return cluster.sql("select identifier from tb_post order by pk_post").split()


def measure_rows(arguments, cluster, say, server, updates):
    posts = all_posts(cluster)
    statements = cluster.logged_statements(
        lambda: server.ask(body_of(MUTATION, {"post": HOT, "title": "Title"})), count=2)
    updates.expect(2, 1, 1)
    reads = Requests(READ_AMONG_WRITES, server, cluster, arguments)
    read_script = Pgbench(cluster, *script_of(arguments, cluster, server, READ_AMONG_WRITES, reads),
                          CONNECTIONS)
    reads.answer_bytes = None  # titles change meanwhile
    reader = Wrk(server, reads, CONNECTIONS)
    for name, which, writers, readers in (
            ("M1", posts, CONNECTIONS, (None, None)), ("M1 hot", [HOT], CONNECTIONS, (None, None)),
            ("X1", posts, WRITERS, (reader, read_script))):
        mutations = Mutations(server, cluster, arguments, which, updates)
        script, given = pgbench_script(statements, len(which))
        yield {"what": name, "statements": statements, "pgbench": script,
               "rounds": in_turns(arguments, name, say, {
                   "server": write_turn(cluster, updates, 2, Wrk(server, mutations, writers),
                                        readers[0]),
                   "pgbench": write_turn(cluster, updates, 2,
                                         Pgbench(cluster, script, given, writers), readers[1])},
                   ["server"])}


def measure(arguments, cluster, say):
    make_ready(cluster)
    updates = Updates(cluster)
    with Server(arguments.program, cluster) as server:
        rows = list(measure_rows(arguments, cluster, say, server, updates))
        peak = process.memory_mib(server.pid, "VmHWM")
    updates.check()
    lost = cluster.sql(OUT_OF_SYNC)
    if lost != "0":
        raise SystemExit(f"error: a sync of everything changed {lost} rows of the read tables")
    costs = sync_costs.measure(arguments, cluster, say, lambda: clean(cluster))
    return {"workloads": rows, "costs": costs, "peak_rss_mib": peak}
