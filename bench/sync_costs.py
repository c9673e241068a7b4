"""What read tables cost whoever writes: time, by pgbench with one client, and space.

Each step is a transaction of one statement, whose commit does not wait for the disk: that
would take the same time for all, and hide what they do. In each round all steps take a
turn, so that ratios are of the same minute.
"""

from cluster import SERVING_ROLE
from load import Pgbench, together

SYNC = "  PERFORM fn_sync_tv_post(ARRAY[v_id]);\n"
NAMED = "FUNCTION public.fn_update_post("
CASCADES = (1, 10, 100)

CHANGES = '{"title": "A new title"}'
RENAME = '{"name": "A New Name"}'


def function_without_sync(cluster):
    """fn_update_post_without_sync: the same source but for one line."""
    source = cluster.sql("select pg_get_functiondef('fn_update_post'::regproc)") + "\n"
    if source.count(SYNC) != 1 or source.count(NAMED) != 1:
        raise SystemExit(f"error: fn_update_post is not as {__file__} knows it\n{source}")
    cluster.sql(source.replace(SYNC, "").replace(NAMED, "FUNCTION fn_update_post_without_sync("))


def authors(cluster):
    """Users who have written just so many posts, which others wrote before."""
    first = 1
    for count in CASCADES:
        cluster.sql(f"""
          select fn_create_user('author-of-{count}', 'An Author');
          update tb_post set fk_author = (select pk_user from tb_user
                                           where identifier = 'author-of-{count}')
           where pk_post between {first} and {first + count - 1};
          select fn_sync_tv_post(array(select id from tb_post
                                        where pk_post between {first} and {first + count - 1}))""")
        first += count


def steps(posts):
    """Groups of a name and steps, each a name, a script and its variables; the first is what the
    others are compared with."""
    any_post = f"\\set i random(1, {posts})\n"
    post = "'post-' || :i::text"
    changes, rename = {"changes": CHANGES}, {"changes": RENAME}
    return [
        ("a new title for any post", [
            ("UPDATE of tb_post alone",
             f"{any_post}update tb_post set title = 'A new title' where identifier = {post};\n", {}),
            ("fn_update_post without its sync",
             f"{any_post}select fn_update_post_without_sync({post}, :changes);\n", changes),
            ("fn_update_post", f"{any_post}select fn_update_post({post}, :changes);\n", changes),
        ]),
        ("a new name for an author", [
            ("UPDATE of tb_user alone",
             "update tb_user set name = 'A New Name' where identifier = 'author-of-1';\n", {}),
            *((f"fn_update_user, {count} post{'s' if count > 1 else ''}",
               f"select fn_update_user('author-of-{count}', :changes);\n", rename)
              for count in CASCADES),
        ]),
    ]


def measure(arguments, cluster, say, clean):
    function_without_sync(cluster)
    authors(cluster)
    cluster.sql(f"alter role {SERVING_ROLE} set synchronous_commit = off")
    groups = []
    for group, wanted in steps(int(cluster.sql("select count(*) from tb_post"))):
        measured = [{"what": name, "script": script, "rounds": []} for name, script, _ in wanted]
        for number in range(arguments.rounds):
            for one, (_, script, given) in zip(measured, wanted):
                clean()
                [got] = together(cluster, arguments.seconds, arguments.seed + number,
                                 Pgbench(cluster, script, given, 1))
                one["rounds"].append({"us": 1e6 / got["per_second"],
                                      "postgres_us": got["postgres_us"]})
            say(f"  {group}, round {number + 1}: "
                + ", ".join(f"{one['rounds'][-1]['us']:.0f} us" for one in measured))
        groups.append({"what": group, "steps": measured})
    cluster.sql(f"alter role {SERVING_ROLE} reset synchronous_commit")
    return groups


def sizes(cluster):
    """Bytes of each table with its indexes, of the command side and of the query side."""
    return {entity: {side: int(cluster.sql(f"select pg_total_relation_size('{side}_{entity}')"))
                     for side in ("tb", "tv")}
            for entity in ("organisation", "user", "post", "comment")}
