"""A mutation in the blog, beside pgbench that calls the same function; and what syncs cost.

pgbench sends what the server sends: the call and the read-back, as PostgreSQL's log has
them, in one pipeline with one Sync, so that they are one transaction on both sides.
Answers are compared before the clock starts. Afterwards PostgreSQL must have counted an
update for each answer, and a sync of everything must find nothing to do.
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
from lists import POST, body_of, fill_with_blog
from table import row

CONNECTIONS = 32
BAR = 0.9
MUTATION = """mutation($post: String!, $title: String!) {
  updatePost(input: { identifier: $post, changes: { title: $title } }) { id title createdAt }
}"""
HOT = "post-1"
BODIES = 20_000  # to draw requests from
CHECKED = 640  # requests whose answers are compared

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


def title_of(number):
    return f"Title {number:07}"


def request(post, number):
    return body_of(MUTATION, {"post": post, "title": title_of(number)})


def make_ready(cluster):
    """The right to write; and each row is written once, so that pages have room for new versions
    and no turn pays for being the first to write to a page after a checkpoint."""
    cluster.sql(f"grant insert, update, delete on all tables in schema public to {SERVING_ROLE}")
    cluster.sql("update tb_post set title = title")
    cluster.sql("select fn_sync_tv_post(array(select id from tb_post))")


def clean(cluster):
    """Before each turn, since autovacuum does not run."""
    for table in ("tb_post", "tv_post", "tb_user", "tv_user"):
        cluster.sql(f"vacuum {table}")
    time.sleep(0.2)  # until these sessions have ended, whose CPU time is nobody's


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


def updates(cluster):
    """Of the command table and of the read table, as PostgreSQL counts them: a session's own
    are there once it has ended, so the server must have stopped."""
    sessions = f"select count(*) from pg_stat_activity where usename = '{SERVING_ROLE}'"
    deadline = time.monotonic() + 10
    while cluster.sql(sessions) != "0" and time.monotonic() < deadline:
        time.sleep(0.05)
    return [int(one) for one in cluster.sql(
        "select n_tup_upd from pg_stat_user_tables where relname in ('tb_post', 'tv_post')"
        " order by relname").split()]


def must_have_updated(cluster, before, least, most):
    """Ends the run where there were fewer updates since then, or more."""
    done = [after - start for after, start in zip(updates(cluster), before)]
    if min(done) < least or max(done) > most:
        raise SystemExit(f"error: {done} updates of tb_post and tv_post, not {least} to {most}")


def check_answers(arguments, cluster, posts):
    """Many at once, each with a title of its own, which its answer must have whoever else writes
    that row. What the command table has in the end was one of the answers."""
    before = updates(cluster)

    def ask(number):
        post = posts[number % len(posts)]
        answer = server.ask(request(post, number))
        got = (answer.get("data") or {}).get("updatePost")
        if not got or got["title"] != title_of(number):
            raise SystemExit(f"error: {title_of(number)} for {post} was answered {answer}")
        return post, json.dumps(got, sort_keys=True)

    with blog(arguments, cluster) as server:
        with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
            answers = set(pool.map(ask, range(CHECKED)))
    for post in set(posts):
        stored = json.loads(cluster.sql(f"select {POST} from tb_post where identifier = '{post}'"))
        if (post, json.dumps(stored, sort_keys=True)) not in answers:
            raise SystemExit(f"error: PostgreSQL has {stored} of {post}, which was no answer")
    must_have_updated(cluster, before, CHECKED, CHECKED)


def pgbench_script(statements, count):
    """One transaction of them all; of any of `count` posts, or of the hot one where that is None."""
    script, given = "", {"is_first": 1}
    for number, (text, parameters) in enumerate(statements, 1):
        line, values = load.pgbench_script(text, parameters, f"s{number}p")
        for name, value in values.items():
            if count and value == HOT:
                line = line.replace(f":{name}", "('post-' || :i::text)")
        script, given = script + line, given | values
    drawn = f"\\set i random(1, {count})\n" if count else ""
    return f"{PREPARE_FIRST}{drawn}\\startpipeline\n{script}\\endpipeline\n", given


def blog(arguments, cluster):
    return load.Server(arguments.blog, cluster.url(SERVING_ROLE), cluster.directory)


def measure_one(arguments, cluster, say, name, posts):
    """The rounds for requests that change any of these posts, or the hot one where there are none."""
    choice = random.Random(arguments.seed)
    chosen = [choice.choice(posts or [HOT]) for _ in range(BODIES)]
    check_answers(arguments, cluster, chosen[:CHECKED // 4])
    bodies = os.path.join(cluster.directory, "writes")
    with open(bodies, "w", encoding="utf-8") as file:
        file.writelines(request(post, number) + "\n" for number, post in enumerate(chosen))
    before, updated = updates(cluster), []

    def ours(seconds, seed):
        clean(cluster)
        flush = {"flush_us": flush_us(cluster)}
        got = load.run_wrk(server, cluster, bodies, CONNECTIONS, seconds, seed) | flush
        # wrk leaves while its last requests are under way: they are done, but nobody was answered.
        updated.append((got["requests"], got["requests"] + CONNECTIONS))
        return got

    def theirs(seconds, seed):
        clean(cluster)
        got = load.run_pgbench(server, cluster, script, given, CONNECTIONS, seconds, seed)
        updated.append((got["transactions"], got["transactions"]))
        return got

    with blog(arguments, cluster) as server:
        statements = cluster.logged_statements(lambda: server.ask(request(HOT, 0)), count=2)
        updated.append((1, 1))
        script, given = pgbench_script(statements, len(posts))
        rounds = load.in_turns(arguments, name, say, ours, theirs)
        peak = process.memory_mib(server.pid, "VmHWM")
    must_have_updated(cluster, before, *(sum(counts) for counts in zip(*updated)))
    return {"what": name, "statements": statements, "pgbench": script, "bar": BAR,
            "rounds": rounds, "server_peak_rss_mib": peak}


def measure(arguments, cluster, say):
    say(f"filling in a blog of {arguments.users} users")
    fill_with_blog(cluster, arguments.users)
    sizes = sync_costs.sizes(cluster)
    make_ready(cluster)
    posts = cluster.sql("select identifier from tb_post order by pk_post").split()
    say(f"{arguments.rounds} rounds of {arguments.seconds} s a turn")
    workloads = [measure_one(arguments, cluster, say, name, which)
                 for name, which in (("mutation of any post", posts),
                                     ("mutation of one hot post", []))]
    lost = cluster.sql(OUT_OF_SYNC)
    if lost != "0":
        raise SystemExit(f"error: a sync of everything changed {lost} rows of the read tables")
    costs = sync_costs.measure(arguments, cluster, say, len(posts), lambda: clean(cluster))
    return {"workloads": workloads, "costs": costs, "sizes": sizes}


def table_of(got):
    table = []
    for one in got["workloads"]:
        rounds = one["rounds"]

        def ours(key, scale=1.0, rounds=rounds):
            return [each["server"][key] * scale for each in rounds]

        table += [
            row(f"{one['what']}: over pgbench -c{CONNECTIONS}",
                [each["ratio"] for each in rounds], "x", 2, one["bar"], at_least=True),
            row("  server", ours("per_second"), "requests/s", 0),
            row("  pgbench", [each["pgbench"]["per_second"] for each in rounds],
                "transactions/s", 0),
            row("  P95", ours("p95_us", 1e-3), "ms", 2),
            row("  a flush to the disk", ours("flush_us", 1e-3), "ms", 2),
            row("  CPU per request, server", ours("server_us"), "us", 1),
            row("  CPU per request, PostgreSQL", ours("postgres_us"), "us", 1),
            row("  CPU per request, PostgreSQL under pgbench",
                [each["pgbench"]["postgres_us"] for each in rounds], "us", 1),
        ]
    table.append(row("resident memory of the blog under writes, at most",
                     [max(one["server_peak_rss_mib"] for one in got["workloads"])], "MiB", 1, 80))
    return table + sync_costs.table_of(got["costs"], got["sizes"])
