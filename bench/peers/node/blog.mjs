// What the Node.js peers with a schema of their own share: the connections, and the SQL over tb_*.
// Rows have their keys (pk_*, fk_*), by which the batches join.

import pg from 'pg';

const CONNECTIONS = 4;
const LIMIT = 1000;

const USER = 'pk_user, id, identifier, name';
const POST = 'pk_post, fk_author, id, title, created_at AS "createdAt"';
const COMMENT = 'fk_post, fk_author, id, content';
const NEWEST = 'ORDER BY created_at DESC, id DESC';
const OLDEST = 'ORDER BY created_at, id';

// The sessions' time zone is UTC, so a timestamptz is like 2024-03-01 12:00:00+00.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => `${text.slice(0, 10)}T${text.slice(11, 19)}Z`);

// Where PostgreSQL is, is said by PGHOST and so on. A pool hands out a connection for one query at
// a time; in pipeline mode one connection carries many, so they are taken in turn.
const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ pipeline: true, options: '-c TimeZone=UTC' }));
await Promise.all(clients.map((client) => client.connect()));
let turn = 0;
const names = new Map();

// Each text is a named prepared statement, parsed and planned once a connection.
async function rows(text, values) {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `s${names.size}`));
  turn = (turn + 1) % CONNECTIONS;
  return (await clients[turn].query({ name, text, values })).rows;
}

// A limit is a part of the text and no parameter, so that PostgreSQL's generic plan knows it.
function limited(limit) {
  if (limit < 0 || limit > LIMIT) throw new RangeError(`limit is 0 to ${LIMIT}`);
  return `LIMIT ${limit}`;
}

// bigint keys are strings of digits.
const array = (keys) => `{${[...keys].join()}}`;

export const users = (limit) => rows(`SELECT ${USER} FROM tb_user ORDER BY name, id ${limited(limit)}`, []);

export const user = async (id) => (await rows(`SELECT ${USER} FROM tb_user WHERE id = $1`, [id]))[0];

export function posts({ limit, status, titleStartsWith, createdSince }) {
  const values = [];
  const conditions = [];
  const when = (condition, value) => conditions.push(`${condition} $${values.push(value)}`);
  if (status != null) when('status =', status.toLowerCase());
  if (titleStartsWith != null) when('title ^@', titleStartsWith);
  if (createdSince != null) when('created_at >=', createdSince);
  const where = conditions.length ? `WHERE ${conditions.join(' AND ')}` : '';
  return rows(`SELECT ${POST} FROM tb_post ${where} ${NEWEST} ${limited(limit)}`, values);
}

export const comments = (limit) => rows(`SELECT ${COMMENT} FROM tb_comment ${NEWEST} ${limited(limit)}`, []);

export const updatePost = async (identifier, title) =>
  (await rows(`UPDATE tb_post SET title = $2 WHERE identifier = $1 RETURNING ${POST}`, [identifier, title]))[0];

// The batches: an answer for each key, in the order of the keys, which may be there twice.

async function one(text, column, keys) {
  const found = new Map();
  for (const row of await rows(text, [array(new Set(keys))])) found.set(row[column], row);
  return keys.map((key) => found.get(key));
}

export const usersOf = (keys) => one(`SELECT ${USER} FROM tb_user WHERE pk_user = ANY($1::bigint[])`, 'pk_user', keys);

export const postsOf = (keys) => one(`SELECT ${POST} FROM tb_post WHERE pk_post = ANY($1::bigint[])`, 'pk_post', keys);

async function many(text, column, keys) {
  const found = new Map(keys.map((key) => [key, []]));
  for (const row of await rows(text, [array(found.keys())])) found.get(row[column]).push(row);
  return keys.map((key) => found.get(key));
}

export const publishedPostsOf = (keys, limit) =>
  many(
    `SELECT p.* FROM unnest($1::bigint[]) AS key CROSS JOIN LATERAL (
       SELECT ${POST} FROM tb_post WHERE fk_author = key AND status = 'published'
       ${OLDEST} ${limited(limit)}) p`,
    'fk_author',
    keys,
  );

export const commentsOf = (keys, limit) =>
  many(
    `SELECT c.* FROM unnest($1::bigint[]) AS key CROSS JOIN LATERAL (
       SELECT ${COMMENT} FROM tb_comment WHERE fk_post = key ${OLDEST} ${limited(limit)}) c`,
    'fk_post',
    keys,
  );
