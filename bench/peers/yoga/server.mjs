// The blog, served by GraphQL Yoga on Node.js's own HTTP server.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import DataLoader from 'dataloader';
import { createSchema, createYoga } from 'graphql-yoga';
import * as blog from './blog.mjs';

const port = Number(process.env.PORT);

// A request's loaders, made when they are needed; one for each limit of a list.
class Loaders {
  #made = new Map();

  load(batch, key, limit) {
    let ofBatch = this.#made.get(batch);
    if (!ofBatch) this.#made.set(batch, (ofBatch = new Map()));
    let loader = ofBatch.get(limit);
    if (!loader) ofBatch.set(limit, (loader = new DataLoader((keys) => batch(keys, limit))));
    return loader.load(key);
  }
}

const author = ({ fk_author }, _, { loaders }) => loaders.load(blog.usersOf, fk_author);

const yoga = createYoga({
  schema: createSchema({
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers: {
      Query: {
        users: (_, { limit }) => blog.users(limit),
        user: (_, { id }) => blog.user(id),
        posts: (_, given) => blog.posts(given),
        comments: (_, { limit }) => blog.comments(limit),
      },
      Mutation: { updatePost: (_, { identifier, title }) => blog.updatePost(identifier, title) },
      User: {
        publishedPosts: ({ pk_user }, { limit }, { loaders }) => loaders.load(blog.publishedPostsOf, pk_user, limit),
      },
      Post: {
        author,
        comments: ({ pk_post }, { limit }, { loaders }) => loaders.load(blog.commentsOf, pk_post, limit),
      },
      Comment: { author, post: ({ fk_post }, _, { loaders }) => loaders.load(blog.postsOf, fk_post) },
    },
  }),
  context: () => ({ loaders: new Loaders() }),
  plugins: [useGraphQlJit()],
  logging: false,
  graphiql: false,
  landingPage: false,
  cors: false,
  multipart: false,
});
createServer(yoga).listen(port, '127.0.0.1');
