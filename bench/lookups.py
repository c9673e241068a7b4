"""Look-ups by id in the quickstart, at a few and at many connections."""

import json
import os
import random

import load
import process
from cluster import ROOT, SERVING_ROLE
from table import row

SQL_DIRECTORY = os.path.join(ROOT, "examples", "quickstart", "db")
DOCUMENT = "query($id: ID!) { note(id: $id) { id title } }"
PGBENCH_SCRIPT = r"""\set i random(1, {count})
select t."data" from tv_note t where t.id = md5(:i::text)::uuid;
"""

# Connections to the server, clients of pgbench beside them, the least ratio.
LEVELS = ((32, 32, 1.3), (256, 64, 1.5))


def body_of(note_id):
    return json.dumps({"query": DOCUMENT, "variables": {"id": note_id}})


def fill_with_notes(cluster, count):
    """The quickstart's tables with `count` notes of about 450 bytes, and the right to serve them.

    The ids are md5 of the note's number, so that pgbench can draw an existing one.
    """
    for name in sorted(os.listdir(SQL_DIRECTORY)):
        if name.endswith(".sql"):
            cluster.sql_file(os.path.join(SQL_DIRECTORY, name))
    cluster.sql(f"""
      delete from tv_note; delete from tb_note;
      insert into tb_note (id, identifier, title, body)
      select md5(i::text)::uuid, 'note-' || i, 'Note number ' || i, repeat(md5('b' || i), 10)
        from generate_series(1, {count}) i;
      insert into tv_note (id, identifier, data)
      select id, identifier, jsonb_build_object('id', id, 'identifier', identifier,
                                                'title', title, 'body', body) from tb_note;""")
    cluster.sql("vacuum analyze")
    cluster.sql("checkpoint")
    cluster.sql(f"""
      grant select on tv_note to {SERVING_ROLE};
      grant select, insert on tb_note to {SERVING_ROLE};""")
    return cluster.sql("select id from tv_note order by id").split()


def compare_answers(server, cluster, ids):
    """Ends the run where the server's answer is not what PostgreSQL has."""
    for note_id in ids:
        stored = cluster.sql("select json_build_object('id', data->'id', 'title', data->'title')"
                             f" from tv_note where id = '{note_id}'")
        load.must_be(server.ask(body_of(note_id)),
                     {"data": {"note": json.loads(stored) if stored else None}})


def measure(arguments, cluster, say):
    say(f"filling in {arguments.notes} notes")
    ids = fill_with_notes(cluster, arguments.notes)
    bodies = os.path.join(cluster.directory, "lookups")
    with open(bodies, "w", encoding="utf-8") as file:
        file.writelines(body_of(one) + "\n" for one in ids)
    with load.Server(arguments.quickstart, cluster.url(SERVING_ROLE),
                     cluster.directory) as server:
        idle = process.memory_mib(server.pid, "VmRSS")
        chosen = random.Random(arguments.seed).sample(ids, min(20, len(ids)))
        compare_answers(server, cluster, chosen + ["00000000-0000-4000-8000-000000000000"])
        say(f"answers are right; {arguments.rounds} rounds of {arguments.seconds} s a turn")
        script = PGBENCH_SCRIPT.format(count=arguments.notes)
        levels = []
        for connections, clients, bar in LEVELS:
            rounds = load.in_turns(
                arguments, f"{connections} connections", say,
                lambda seconds, seed, at=connections: load.run_wrk(
                    server, cluster, bodies, at, seconds, seed),
                lambda seconds, seed, at=clients: load.run_pgbench(
                    server, cluster, script, {}, at, seconds, seed))
            levels.append({"connections": connections, "pgbench_clients": clients, "bar": bar,
                           "rounds": rounds})
        return {"levels": levels, "server_idle_rss_mib": idle,
                "server_peak_rss_mib": process.memory_mib(server.pid, "VmHWM")}


def table_of(got):
    table = []
    for level in got["levels"]:
        at = f"{level['connections']} connections"
        rounds = level["rounds"]

        def ours(key, scale=1.0, rounds=rounds):
            return [one["server"][key] * scale for one in rounds]

        is_first = level is got["levels"][0]
        table += [
            row(f"look-up by id, {at}: over pgbench -c{level['pgbench_clients']}",
                [one["ratio"] for one in rounds], "x", 2, level["bar"], at_least=True),
            row("  server", ours("per_second"), "requests/s", 0),
            row("  pgbench", [one["pgbench"]["per_second"] for one in rounds],
                "transactions/s", 0),
            row("  P50", ours("p50_us", 1e-3), "ms", 2),
            row("  P95", ours("p95_us", 1e-3), "ms", 2, 1 if is_first else None),
            row("  P99", ours("p99_us", 1e-3), "ms", 2),
            row("  CPU per look-up, server", ours("server_us"), "us", 1, 14),
            row("  CPU per look-up, PostgreSQL", ours("postgres_us"), "us", 1),
            row("  CPU per look-up, PostgreSQL under pgbench",
                [one["pgbench"]["postgres_us"] for one in rounds], "us", 1),
        ]
    table.append(row("resident memory of the server, idle",
                     [got["server_idle_rss_mib"]], "MiB", 1, 25))
    table.append(row("resident memory of the server, at most",
                     [got["server_peak_rss_mib"]], "MiB", 1, 80))
    return table
