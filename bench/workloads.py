"""What is read: the documents for the server under test, their variables, and what the answer's
`data` must be, which is worked out of the command side's tables (tb_*), that the server does not
know. Peers say the same in their own words (peers/NAME/peer.json)."""

import hashlib
import json
import math
import os
import random
import subprocess
import uuid
from dataclasses import dataclass, field

from cluster import ROOT, SERVING_ROLE, environment_for_tools
from servers import Failed

BLOG = os.path.join(ROOT, "examples", "blog")
DRAWN = 20_000  # requests to draw from, where variables are drawn
CHECKED = 20  # of them, whose answers are compared
PAGE_SIZE = 20

PUBLISHED = "p.status = 'published'"
TITLE = "json_build_object('id', p.id, 'title', p.title)"
DATED = """json_build_object('id', p.id, 'title', p.title, 'createdAt',
             to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"""
AUTHOR = "json_build_object('identifier', u.identifier, 'name', u.name)"
AUTHORED = f"json_build_object('id', p.id, 'title', p.title, 'author', {AUTHOR})"


def posts(fields, condition, limit, offset=0):
    """The newest posts, as PostgreSQL has them."""
    return f"""
select json_build_object('posts', coalesce(json_agg({fields} order by p.created_at desc, p.id desc), '[]'))
  from (select * from tb_post p where {condition}
         order by created_at desc, id desc limit {limit} offset {offset}) p
  join tb_user u on u.pk_user = p.fk_author"""


def comments_of_post(fields):
    return f"""(select coalesce(json_agg({fields} order by c.created_at, c.id), '[]')
    from (select * from tb_comment where fk_post = p.pk_post order by created_at, id limit 5) c
    join tb_user w on w.pk_user = c.fk_author)"""


USERS = """
select json_build_object('users', json_agg(json_build_object(
         'id', id, 'identifier', identifier, 'name', name) order by name, id))
  from (select * from tb_user order by name, id limit 20) u"""
COMMENTS = """
select json_build_object('comments', json_agg(json_build_object(
         'id', c.id, 'content', c.content, 'author', json_build_object('name', w.name),
         'post', json_build_object('title', p.title)) order by c.created_at desc, c.id desc))
  from (select * from tb_comment order by created_at desc, id desc limit 20) c
  join tb_user w on w.pk_user = c.fk_author join tb_post p on p.pk_post = c.fk_post"""
FLAT = """
select json_build_object('comments', json_agg(json_build_object('id', id, 'content', content)
         order by created_at desc, id desc))
  from (select * from tb_comment order by created_at desc, id desc limit {limit}) c"""
USER = """
select json_build_object('user', (
  select json_build_object('id', id, 'identifier', identifier, 'name', name)
    from tb_user where id = '{id}'))"""
TREE = f"""
select json_build_object('users', json_agg(json_build_object('name', u.name, 'publishedPosts',
    (select coalesce(json_agg(json_build_object('title', p.title, 'comments',
              {comments_of_post("json_build_object('content', c.content, 'author', json_build_object('name', w.name))")})
            order by p.created_at, p.id), '[]')
       from (select * from tb_post p where fk_author = u.pk_user and {PUBLISHED}
              order by created_at, id limit 3) p)) order by u.name, u.id))
  from (select * from tb_user order by name, id limit 10) u"""
NESTED = posts(f"""json_build_object('id', p.id, 'title', p.title, 'author', {AUTHOR}, 'comments',
    {comments_of_post("json_build_object('id', c.id, 'content', c.content)")})""", "true", 10)

ONE_USER = "query($id: ID!) { user(id: $id) { id identifier name } }"
LIST = """query($limit: Int!) {
  posts(limit: $limit, where: { status: { eq: PUBLISHED } }) { id title createdAt }
}"""
PAGE = """query($after: String) {
  posts: postPages(first: 20, after: $after) {
    edges { node { id title createdAt } }
    pageInfo { hasNextPage endCursor }
  }
}"""


def user_id(number):
    return str(uuid.UUID(hashlib.md5(f"user {number}".encode()).hexdigest()))


def any_user(choice, users):
    return lambda: {"id": user_id(choice.randint(1, users))}


def popular_user(choice, users):
    """Zipf's law, s = 1: the second half as often as the first, the third a third as often. What is
    drawn is the logarithm, evenly, which pgbench can do at no cost."""
    return lambda: {"id": user_id(int(math.exp(choice.random() * math.log(users + 1))))}


@dataclass(frozen=True)
class Workload:
    name: str
    document: str
    answer: str  # SQL, with {name} for each variable
    variables: dict = field(default_factory=dict)  # where they are the same each time
    draw: object = None  # of a source of chance and the number of users makes what draws variables
    drawn: str = ""  # how pgbench draws them: a line that sets i, with {users}
    key: str = ""  # and what it then has in the place of the parameter
    page: int = 1  # the page by cursor

    def first_body(self):
        return body_of(self.document, self.variables)


def list_of(limit):
    return Workload(f"L{limit}", LIST, posts(DATED, PUBLISHED, limit), {"limit": limit})


def page(number):
    return Workload(f"P{number}", PAGE, posts(DATED, "true", PAGE_SIZE, (number - 1) * PAGE_SIZE),
                    {"after": None}, page=number)


def look_up(name, draw, drawn):
    return Workload(name, ONE_USER, USER, draw=draw, drawn=drawn,
                    key="md5('user ' || :i::text)::uuid")


READS = [
    Workload("Q1", "{ users(limit: 20) { id identifier name } }", USERS),
    Workload("Q2", "{ posts(limit: 10) { id title } }", posts(TITLE, "true", 10)),
    Workload("Q2b", "{ posts(limit: 10) { id title author { identifier name } } }",
             posts(AUTHORED, "true", 10)),
    Workload("Q3", "{ comments(limit: 20) { id content author { name } post { title } } }", COMMENTS),
    look_up("C3", any_user, r"\set i random(1, {users})"),
    look_up("C3 zipf", popular_user,
            r"\set i int(exp(random(0, 999999) / 1000000.0 * ln({users} + 1)))"),
    Workload("F1", "{ posts(limit: 10, where: { status: { eq: PUBLISHED } }) { id title } }",
             posts(TITLE, PUBLISHED, 10)),
    Workload("F2", "{ posts(limit: 10, where: { status: { eq: PUBLISHED } }) {"
             " id title author { identifier name } } }", posts(AUTHORED, PUBLISHED, 10)),
    Workload("F3", """query($prefix: String!, $since: DateTime!) {
  posts(limit: 20, where: {
    status: { eq: PUBLISHED }, title: { startsWith: $prefix }, createdAt: { gte: $since }
  }) { id title createdAt }
}""", posts(DATED, f"{PUBLISHED} and starts_with(title, '{{prefix}}') and created_at >= '{{since}}'", 20),
             {"prefix": "Notes on", "since": "2024-03-01T00:00:00Z"}),
    list_of(20), list_of(100), list_of(1000),
    Workload("N", """{
  users(limit: 10) { name publishedPosts(limit: 3) { title comments(limit: 5) { content author { name } } } }
}""", TREE),
    page(1), page(50),
]
NESTED_POSTS = Workload("nested", """{
  posts(limit: 10) { id title author { identifier name } comments(limit: 5) { id content } }
}""", NESTED)


def flat_comments(limit):
    return Workload("flat", "query($limit: Int!) { comments(limit: $limit) { id content } }", FLAT,
                    {"limit": limit})


def body_of(document, variables):
    return json.dumps({"query": document, "variables": variables})


def last_cursor(value):
    """What the page's `endCursor` is, wherever in the answer."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("pageInfo"), dict):
        return value["pageInfo"].get("endCursor")
    return next(filter(None, map(last_cursor, value.values())), None)


def variables_for_page(server, document, number):
    after = None
    for _ in range(number - 1):
        after = last_cursor(server.ask(body_of(document, {"after": after})).get("data"))
        if after is None:
            raise Failed("its document has no pageInfo { endCursor } to find the next page by")
    return {"after": after}


class Requests:
    """The requests of a workload in a file, a body a line, from which load is drawn; made for one
    server and in its words, since cursors are its own."""

    def __init__(self, workload, server, cluster, arguments, document=None):
        document = document or workload.document
        if workload.draw:
            draw = workload.draw(random.Random(arguments.seed), arguments.users)
            drawn = [draw() for _ in range(DRAWN)]
        elif workload.page > 1:
            drawn = [variables_for_page(server, document, workload.page)]
        else:
            drawn = [workload.variables]
        checked = drawn[:CHECKED]
        if workload.draw:
            checked.append({"id": "00000000-0000-4000-8000-000000000000"})  # who is not there
        pairs = [(body_of(document, one), expected(cluster, workload, one)) for one in checked]
        server.must_answer(pairs)
        self.answer_bytes = server.answer_bytes([body for body, _ in pairs[:CHECKED]])
        self.first = body_of(document, drawn[0])
        self.path = os.path.join(cluster.directory, f"{server.name}-{workload.name}".replace("/", "-"))
        with open(self.path, "w", encoding="utf-8") as file:
            file.writelines(body_of(document, one) + "\n" for one in drawn)


def expected(cluster, workload, variables):
    return json.loads(cluster.sql(workload.answer.format(**variables)))


def fill_with_blog(cluster, users):
    for name in sorted(os.listdir(os.path.join(BLOG, "db"))):
        cluster.sql_file(os.path.join(BLOG, "db", name))
    environment = environment_for_tools() | {"DATABASE_URL": cluster.url("postgres")}
    subprocess.run([os.path.join(BLOG, "seed"), str(users)], check=True, env=environment,
                   stdout=subprocess.DEVNULL)
    cluster.sql("vacuum analyze")
    cluster.sql("checkpoint")
    cluster.sql("grant select, insert, update, delete on all tables in schema public"
                f" to {SERVING_ROLE}")
