"""What it costs that it matters who asks: the blog with a tenant for each user, a token (HS256) with
each request, and policies of PostgreSQL on what is read, beside the same tables past the policies,
without tokens. And look-ups of 1, 10 and 100 tenants mixed, since requests of different tenants
share no round trip's transaction.

A cluster of its own, so that no other part reads tables with policies.
"""

import json
import os
import random

from cluster import SERVING_ROLE, Cluster
from load import CONNECTIONS, Wrk, in_turns, turn_of
from servers import SCHEMA, Failed, Server
from tokens import Issuer
from workloads import DATED, LIST, ONE_USER, PUBLISHED, USER, body_of, fill_with_blog, posts, user_id

TENANTS = 100
MIXED = (1, 10, 100)
DRAWN = 20_000
CHECKED = 20
PAST_POLICIES = "bench_past_policies"
SESSION = 'extend schema @session(setting: "app.tenant_id", claim: "tenant_id")\n'

# The index of the list has the tenant first.
ISOLATE = f"""
alter table tv_user add tenant_id int not null default 0;
alter table tv_post add tenant_id int not null default 0;
create index on tv_post (tenant_id, status, created_at, id);
alter table tv_user enable row level security;
alter table tv_post enable row level security;
create policy of_the_tenant on tv_user for select
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::int));
create policy of_the_tenant on tv_post for select
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::int));
create role {PAST_POLICIES} login bypassrls in role {SERVING_ROLE};
grant select on all tables in schema public to {PAST_POLICIES}"""
# A user's tenant is what pk_user leaves over; a post's is its author's.
SPREAD = f"""
update tv_user v set tenant_id = u.pk_user % {TENANTS} from tb_user u where u.id = v.id;
update tv_post v set tenant_id = p.fk_author % {TENANTS} from tb_post p where p.id = v.id"""


class Asked:
    """Requests in a file, a token before each where there is one. Of some the answers are compared;
    with tokens also that another tenant's user is not seen."""

    def __init__(self, server, cluster, name, drawn):
        """`drawn` are lists of a token, a body and what `data` must be."""
        for token, body, expected in drawn[:CHECKED]:
            answer = server.ask(body, token)
            if answer.get("errors") or answer.get("data") != expected():
                raise Failed(f"answers differ: {body} was answered {answer}")
        self.answer_bytes = server.answer_bytes([body for _, body, _ in drawn[:CHECKED]],
                                                [token for token, _, _ in drawn[:CHECKED]])
        self.path = os.path.join(cluster.directory, f"identity-{name}".replace(" ", "-"))
        with open(self.path, "w", encoding="utf-8") as file:
            file.writelines((f"{token}\t" if token else "") + f"{body}\n" for token, body, _ in drawn)


def look_ups(cluster, arguments, tokens, tenants, of=TENANTS):
    """Users of the first `tenants` of so many, each by a token of the tenant if there are tokens."""
    choice = random.Random(arguments.seed)
    numbers = {}
    for key in range(1, arguments.users + 1):
        numbers.setdefault(key % of, []).append(key)
    for _ in range(DRAWN):
        tenant = choice.randrange(tenants)
        user = user_id(choice.choice(numbers[tenant]))
        yield (tokens and tokens[tenant], body_of(ONE_USER, {"id": user}),
               lambda user=user: json.loads(cluster.sql(USER.format(id=user))))


def lists(cluster, tokens):
    """20 posts of the one tenant there is."""
    return [(tokens and tokens[0], body_of(LIST, {"limit": 20}),
             lambda: json.loads(cluster.sql(posts(DATED, PUBLISHED, 20))))]


def must_be_apart(server, tokens):
    """A user of the tenant 1 is not seen with a token of the tenant 0, nor without one."""
    body = body_of(ONE_USER, {"id": user_id(1)})
    for token in (tokens[0], None):
        answer = server.ask(body, token)
        if answer.get("data") != {"user": None}:
            raise Failed(f"a user of another tenant was answered: {answer}")


def schema_with_session(cluster):
    path = os.path.join(cluster.directory, "schema-with-session.graphql")
    with open(SCHEMA, encoding="utf-8") as given, open(path, "w", encoding="utf-8") as made:
        made.write(SESSION + given.read())
    return path


def beside(arguments, cluster, say, name, with_it, without):
    """Both servers, each with its requests, in turns."""
    sides = {key: turn_of(cluster, Wrk(server, Asked(server, cluster, f"{name}-{key}", drawn), CONNECTIONS))
             for key, (server, drawn) in {"with": with_it, "without": without}.items()}
    return {"what": name, "rounds": in_turns(arguments, f"identity, {name}", say, sides, list(sides))}


def mixed(arguments, cluster, say, server, tokens):
    sides = {str(count): turn_of(cluster, Wrk(server, Asked(
        server, cluster, f"mixed-{count}", list(look_ups(cluster, arguments, tokens, count))),
        CONNECTIONS)) for count in MIXED}
    return in_turns(arguments, "tenants mixed", say, sides, list(sides))


def measure(arguments, say):
    with Cluster() as cluster:
        fill_with_blog(cluster, arguments.users)
        cluster.sql(ISOLATE)
        cluster.sql("vacuum full analyze")
        issuer = Issuer(cluster.directory)
        tokens = [issuer.token(sub=f"user-{at}", tenant_id=at) for at in range(TENANTS)]
        with Server(arguments.program, cluster, issuer.settings(),
                    schema=schema_with_session(cluster)) as known, \
                Server(arguments.program, cluster, role=PAST_POLICIES) as unknown:
            rows = [
                beside(arguments, cluster, say, "C3",
                       (known, list(look_ups(cluster, arguments, tokens, 1, 1))),
                       (unknown, list(look_ups(cluster, arguments, None, 1, 1)))),
                beside(arguments, cluster, say, "L20", (known, lists(cluster, tokens)),
                       (unknown, lists(cluster, None)))]
            cluster.sql(SPREAD)
            cluster.sql("vacuum full analyze")
            must_be_apart(known, tokens)
            return {"workloads": rows, "tenants": TENANTS,
                    "mixed": mixed(arguments, cluster, say, known, tokens)}
