// The blog, whose schema PostGraphile makes from the tables tb_*. What is added: names without tb_,
// filters by what has no index, and the time in the form that the other servers answer.

import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { sql } from 'postgraphile/pg-sql2';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { extendSchema, makePgSmartTagsPlugin } from 'postgraphile/utils';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

const CONNECTIONS = 8;

const table = (match, name) => ({ kind: 'class', match, tags: { name } });
const relation = (match, fieldName, foreign) => ({
  kind: 'constraint',
  match,
  tags: { fieldName, foreignFieldName: foreign, foreignSimpleFieldName: `${foreign}List` },
});
const NamesPlugin = makePgSmartTagsPlugin([
  // The read tables and the functions that write are the other server's.
  { kind: 'class', match: ({ relname }) => relname.startsWith('tv_'), tags: { behavior: '-*' } },
  { kind: 'procedure', match: () => true, tags: { behavior: '-*' } },
  table('tb_organisation', 'organisation'),
  table('tb_user', 'user'),
  table('tb_post', 'post'),
  table('tb_comment', 'comment'),
  { kind: 'attribute', match: 'tb_post.title', tags: { behavior: '+filterBy' } },
  relation('tb_post.tb_post_fk_author_fkey', 'author', 'posts'),
  relation('tb_comment.tb_comment_fk_author_fkey', 'author', 'comments'),
  relation('tb_comment.tb_comment_fk_post_fkey', 'post', 'comments'),
]);

const createdAt = (post) => sql`to_char(${post.alias}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const SecondsPlugin = extendSchema({
  typeDefs: 'extend type Post { createdSecond: String! }',
  objects: {
    Post: { plans: { createdSecond: ($post) => $post.select(createdAt($post.getClassStep()), TYPES.text) } },
  },
});

// Where PostgreSQL is, is said by PGHOST and so on.
const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [NamesPlugin, SecondsPlugin],
  pgServices: [makePgService({
    schemas: ['public'],
    poolConfig: { min: CONNECTIONS, max: CONNECTIONS, idleTimeoutMillis: 0 },
  })],
  schema: { defaultBehavior: '+connection +list' },
  grafserv: { graphiql: false, websockets: false },
  grafast: { explain: false },
});
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
