"""Lists, pages by cursor and relations in the blog.

pgbench sends what the server sends: the statement and its parameters are read from
PostgreSQL's log. What the server must answer is worked out of the command side's tables
(tb_*), which the server does not know.
"""

import json
import os
import subprocess

import load
import process
from cluster import ROOT, SERVING_ROLE, environment_for_tools
from table import row

CONNECTIONS = 32
BLOG = os.path.join(ROOT, "examples", "blog")
LIST = "query($limit: Int) { publishedPosts(limit: $limit) { id title createdAt } }"
PAGE_SIZE = 20
PAGE = """query($after: String) {
  posts(first: 20, after: $after) {
    edges { cursor node { id title createdAt } }
    pageInfo { hasNextPage endCursor }
  }
}"""
NEST = """{
  users(limit: 10) {
    name
    publishedPosts(limit: 3, orderBy: [{ createdAt: ASC }]) {
      title
      comments(first: 5) { edges { node { content author { name } } } }
    }
  }
}"""

POST = """json_build_object('id', id, 'title', title, 'createdAt',
            to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"""
LIST_TWIN = f"""
select json_agg({POST} order by created_at desc, id desc)
  from (select * from tb_post where status = 'published'
         order by created_at desc, id desc limit {{limit}}) one"""
PAGE_TWIN = f"""
select json_agg({POST} order by created_at desc, id desc)
  from (select * from tb_post order by created_at desc, id desc limit 20 offset {{offset}}) one"""
NEST_TWIN = """
select json_agg(json_build_object('name', u.name, 'publishedPosts',
  (select coalesce(json_agg(json_build_object('title', p.title, 'comments', json_build_object('edges',
     (select coalesce(json_agg(json_build_object('node', json_build_object(
                'content', c.content, 'author', json_build_object('name', w.name)))
                order by c.created_at, c.id), '[]')
        from (select * from tb_comment where fk_post = p.pk_post
               order by created_at, id limit 5) c
        join tb_user w on w.pk_user = c.fk_author)))
     order by p.created_at, p.id), '[]')
     from (select * from tb_post where fk_author = u.pk_user and status = 'published'
            order by created_at, id limit 3) p))
  order by u.name, u.id)
  from (select * from tb_user order by name, id limit 10) u"""


def body_of(document, variables):
    return json.dumps({"query": document, "variables": variables})


def fill_with_blog(cluster, users):
    for name in sorted(os.listdir(os.path.join(BLOG, "db"))):
        cluster.sql_file(os.path.join(BLOG, "db", name))
    environment = environment_for_tools() | {"DATABASE_URL": cluster.url("postgres")}
    subprocess.run([os.path.join(BLOG, "seed"), str(users)], check=True, env=environment,
                   stdout=subprocess.DEVNULL)
    cluster.sql("vacuum analyze")
    cluster.sql("checkpoint")
    cluster.sql(f"grant select on all tables in schema public to {SERVING_ROLE}")


def list_of(server, cluster, limit):
    body = body_of(LIST, {"limit": limit})
    expected = json.loads(cluster.sql(LIST_TWIN.format(limit=limit)))
    load.must_be(server.ask(body), {"data": {"publishedPosts": expected}})
    return body


def page(server, cluster, number):
    """The request for that page, by the cursors of those before it."""
    after = None
    for at in range(1, number + 1):
        body = body_of(PAGE, {"after": after})
        got = server.ask(body)["data"]["posts"]
        expected = json.loads(cluster.sql(PAGE_TWIN.format(offset=(at - 1) * PAGE_SIZE)))
        load.must_be([one["node"] for one in got["edges"]], expected)
        after = got["pageInfo"]["endCursor"]
        load.must_be(after, got["edges"][-1]["cursor"])
    return body


def nest(server, cluster):
    body = body_of(NEST, {})
    load.must_be(server.ask(body), {"data": {"users": json.loads(cluster.sql(NEST_TWIN))}})
    return body


def workloads(server, cluster):
    """What is measured: a name, a request whose answer was found right, the least ratio."""
    return [("list of 20", list_of(server, cluster, 20), 1.0),
            ("list of 100", list_of(server, cluster, 100), None),
            ("list of 1,000", list_of(server, cluster, 1000), None),
            ("page 1 by cursor, of 20", page(server, cluster, 1), None),
            ("page 50 by cursor, of 20", page(server, cluster, 50), None),
            ("nest of 10 x 3 x 5 x 1", nest(server, cluster), None)]


def measure(arguments, cluster, say):
    say(f"filling in a blog of {arguments.users} users")
    fill_with_blog(cluster, arguments.users)
    with load.Server(arguments.blog, cluster.url(SERVING_ROLE), cluster.directory) as server:
        wanted = workloads(server, cluster)
        say(f"answers are right; {arguments.rounds} rounds of {arguments.seconds} s a turn")
        measured = []
        for name, body, bar in wanted:
            path = os.path.join(cluster.directory, "request")
            with open(path, "w", encoding="utf-8") as file:
                file.write(body + "\n")
            [(statement, parameters)] = cluster.logged_statements(
                lambda body=body: server.ask(body))
            rounds = load.in_turns(
                arguments, name, say,
                lambda seconds, seed, path=path: load.run_wrk(
                    server, cluster, path, CONNECTIONS, seconds, seed),
                lambda seconds, seed, text=statement, values=parameters: load.run_pgbench(
                    server, cluster, *load.pgbench_script(text, values), CONNECTIONS, seconds,
                    seed))
            measured.append({"what": name, "statement": statement, "parameters": parameters,
                             "bar": bar, "rounds": rounds})
        return {"workloads": measured,
                "server_peak_rss_mib": process.memory_mib(server.pid, "VmHWM")}


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
            row("  answer", ours("answer_bytes", 1 / 1024), "KiB", 1),
            row("  P95", ours("p95_us", 1e-3), "ms", 2),
            row("  CPU per request, server", ours("server_us"), "us", 1),
            row("  CPU per request, PostgreSQL", ours("postgres_us"), "us", 1),
            row("  CPU per request, PostgreSQL under pgbench",
                [each["pgbench"]["postgres_us"] for each in rounds], "us", 1),
        ]
    table.append(row("resident memory of the blog, at most",
                     [got["server_peak_rss_mib"]], "MiB", 1, 80))
    return table
