// The blog, served by Mercurius on Fastify.

import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import * as blog from './blog.mjs';

const port = Number(process.env.PORT);

const author = (queries) => blog.usersOf(queries.map(({ obj }) => obj.fk_author));

// A batch for each limit: a document may ask for a field twice.
const limited = (load, key) => async (queries) => {
  const batches = Map.groupBy(queries, ({ params }) => params.limit);
  const answers = new Map();
  await Promise.all([...batches].map(async ([limit, batch]) => {
    const lists = await load(batch.map(({ obj }) => obj[key]), limit);
    batch.forEach((query, at) => answers.set(query, lists[at]));
  }));
  return queries.map((query) => answers.get(query));
};

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  jit: 1,
  graphiql: false,
  resolvers: {
    Query: {
      users: (_, { limit }) => blog.users(limit),
      user: (_, { id }) => blog.user(id),
      posts: (_, given) => blog.posts(given),
      comments: (_, { limit }) => blog.comments(limit),
    },
    Mutation: { updatePost: (_, { identifier, title }) => blog.updatePost(identifier, title) },
  },
  loaders: {
    User: { publishedPosts: limited(blog.publishedPostsOf, 'pk_user') },
    Post: { author, comments: limited(blog.commentsOf, 'pk_post') },
    Comment: { author, post: (queries) => blog.postsOf(queries.map(({ obj }) => obj.fk_post)) },
  },
});
await app.listen({ host: '127.0.0.1', port });
