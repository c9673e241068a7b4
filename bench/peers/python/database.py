"""What the three Python peers share: the pool, the SQL over tb_*, and the batch functions that
each peer's DataLoader calls. Rows are asyncpg's records; every row has its keys (pk_*, fk_*),
by which the loaders join."""

import gc
from datetime import datetime
from functools import cached_property, partial

import asyncpg

POOL_SIZE = 8

USER = "SELECT pk_user, id::text AS id, identifier, name FROM tb_user"
POST = "SELECT pk_post, fk_author, id::text AS id, title, created_at FROM tb_post"
COMMENT = "SELECT fk_post, fk_author, id::text AS id, content FROM tb_comment"

pool = None


async def _keep_session(_):
    """asyncpg resets a session before it gives it back, which is a round trip. Nothing here
    changes a session."""


def with_pool(application):
    """The ASGI application, with a pool from startup to shutdown. The collector's thresholds are
    raised, and what lives as long as the process is no longer looked at by it (gc.freeze): each
    request makes many small objects that reference counts free."""
    async def serve(scope, receive, send):
        global pool
        if scope["type"] != "lifespan":
            return await application(scope, receive, send)
        await receive()
        # Host, user and database are those of libpq's variables (PGHOST, ...).
        pool = await asyncpg.create_pool(min_size=POOL_SIZE, max_size=POOL_SIZE,
                                         reset=_keep_session)
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 50, 100)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
    return serve


def iso8601(time):
    """asyncpg's times are in UTC."""
    return time.isoformat()[:19] + "Z"


parse_iso8601 = datetime.fromisoformat


def users(limit):
    return pool.fetch(f"{USER} ORDER BY name, id LIMIT $1", limit)


def user(id):
    return pool.fetchrow(f"{USER} WHERE id = $1::uuid", id)


def posts(limit, status=None, title_starts_with=None, created_since=None):
    """One text for each set of arguments, so that PostgreSQL plans only what is asked."""
    values = [limit]
    conditions = []
    for condition, value in (("status = ", status), ("created_at >= ", created_since)):
        if value is not None:
            values.append(value)
            conditions.append(f"{condition}${len(values)}")
    if title_starts_with is not None:
        values.append(title_starts_with)
        conditions.append(f"starts_with(title, ${len(values)})")
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    return pool.fetch(f"{POST}{where} ORDER BY created_at DESC, id DESC LIMIT $1", *values)


def comments(limit):
    return pool.fetch(f"{COMMENT} ORDER BY created_at DESC, id DESC LIMIT $1", limit)


def update_post(identifier, title):
    return pool.fetchrow(
        "UPDATE tb_post SET title = $2 WHERE identifier = $1"
        " RETURNING pk_post, fk_author, id::text AS id, title, created_at", identifier, title)


async def _users_by_key(keys):
    found = {row["pk_user"]: row
             for row in await pool.fetch(f"{USER} WHERE pk_user = ANY ($1::bigint[])", keys)}
    return [found[key] for key in keys]


async def _posts_by_key(keys):
    found = {row["pk_post"]: row
             for row in await pool.fetch(f"{POST} WHERE pk_post = ANY ($1::bigint[])", keys)}
    return [found[key] for key in keys]


async def _published_posts_of(limit, keys):
    rows = await pool.fetch(
        f"""SELECT one.* FROM unnest($1::bigint[]) AS author (key)
             CROSS JOIN LATERAL ({POST} WHERE fk_author = author.key AND status = 'published'
                                  ORDER BY created_at, tb_post.id LIMIT $2) one""", keys, limit)
    return _grouped(rows, "fk_author", keys)


async def _comments_of(limit, keys):
    rows = await pool.fetch(
        f"""SELECT one.* FROM unnest($1::bigint[]) AS post (key)
             CROSS JOIN LATERAL ({COMMENT} WHERE fk_post = post.key
                                  ORDER BY created_at, tb_comment.id LIMIT $2) one""", keys, limit)
    return _grouped(rows, "fk_post", keys)


def _grouped(rows, column, keys):
    """PostgreSQL gives the rows of one key in their order."""
    found = {key: [] for key in keys}
    for row in rows:
        found[row[column]].append(row)
    return [found[key] for key in keys]


class Loaders:
    """The loaders of one request, each made when it is first asked for."""

    def __init__(self, loader):
        self._loader = loader
        self._by_limit = {}

    @cached_property
    def users(self):
        return self._loader(_users_by_key)

    @cached_property
    def posts(self):
        return self._loader(_posts_by_key)

    def published_posts_of(self, limit):
        return self._limited(_published_posts_of, limit)

    def comments_of(self, limit):
        return self._limited(_comments_of, limit)

    def _limited(self, load, limit):
        found = self._by_limit.get((load, limit))
        if found is None:
            found = self._by_limit[load, limit] = self._loader(partial(load, limit))
        return found
