// Apollo Client: its cache knows our objects, its pages are ours, its errors have our codes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';

import { blog, quickstart, unless } from './served.mjs';

const clientOf = (uri, cache = new InMemoryCache()) =>
  new ApolloClient({ link: new HttpLink({ uri }), cache });

test('Apollo queries and mutates', async () => {
  const client = clientOf(quickstart.url);
  const { data } = await client.query({
    query: gql`query one($by: String!) { note(identifier: $by) { __typename id title body } }`,
    variables: { by: 'hello-world' },
  });
  assert.equal(data.note.__typename, 'Note');
  assert.equal(data.note.title, 'Hello, world');

  const made = await client.mutate({
    mutation: gql`mutation make($input: CreateNote!) { createNote(input: $input) { id title body } }`,
    variables: { input: { title: 'Made by Apollo' } },
  });
  assert.equal(made.data.createNote.title, 'Made by Apollo');
  assert.equal(made.data.createNote.body, null);
});

test('Apollo keeps an object once, by its type and id, and a mutation changes it', async () => {
  const client = clientOf(blog.url);
  const query = gql`{ user(identifier: "alan") { id name organisation { id name } } }`;
  const before = (await client.query({ query })).data.user;
  assert.equal(before.organisation.name, 'Bletchley Park');
  const kept = client.cache.extract();
  assert.equal(kept[`User:${before.id}`].name, before.name);
  assert.deepEqual(kept[`User:${before.id}`].organisation, {
    __ref: `Organisation:${before.organisation.id}`,
  });

  const name = before.name + ' again';
  await client.mutate({
    mutation: gql`
      mutation rename($name: String!) {
        updateUser(input: { identifier: "alan", changes: { name: $name } }) { id name }
      }`,
    variables: { name },
  });
  const after = await client.query({ query, fetchPolicy: 'cache-only' });
  assert.equal(after.data.user.name, name);
  await client.mutate({
    mutation: gql`
      mutation rename($name: String!) {
        updateUser(input: { identifier: "alan", changes: { name: $name } }) { id }
      }`,
    variables: { name: before.name },
  });
});

test('Apollo fetches more of a connection until there is no more', async () => {
  const cache = new InMemoryCache({
    typePolicies: { Query: { fields: { posts: relayStylePagination() } } },
  });
  const client = clientOf(blog.url, cache);
  const query = gql`
    query posts($after: String) {
      posts(first: 3, after: $after) {
        totalCount
        edges { cursor node { id title } }
        pageInfo { hasNextPage endCursor }
      }
    }`;
  const seen = client.watchQuery({ query });
  let shown = [];
  const followed = seen.subscribe((result) => {
    shown = result.data?.posts?.edges ?? [];
  });
  let { posts } = (await client.query({ query })).data;
  assert.equal(posts.edges.length, 3);
  let pages = 1;
  while (posts.pageInfo.hasNextPage && pages < 10) {
    await seen.fetchMore({ variables: { after: posts.pageInfo.endCursor } });
    posts = client.cache.readQuery({ query }).posts;
    pages += 1;
  }
  // Who watches the query sees all of them, a little later.
  for (let waits = 0; shown.length < posts.edges.length && waits < 1000; ++waits) await sleep(20);
  followed.unsubscribe();
  assert.deepEqual(shown, posts.edges);
  assert.equal(pages, Math.ceil(posts.totalCount / 3));
  assert.equal(posts.edges.length, posts.totalCount);
  assert.equal(new Set(posts.edges.map((edge) => edge.node.id)).size, posts.totalCount);
  assert.equal(posts.edges[0].node.title, 'Letters');
});

test('Apollo tells the members of a union apart', async () => {
  const client = clientOf(blog.url, new InMemoryCache({
    possibleTypes: { CreatePostResult: ['Post', 'TitleTaken'] },
  }));
  const { data } = await client.mutate({
    mutation: gql`
      mutation {
        createPost(input: { author: "ada", title: "A note on loops", content: "Again." }) {
          ... on Post { id }
          ... on TitleTaken { message suggestions }
        }
      }`,
  });
  assert.equal(data.createPost.__typename, 'TitleTaken');
  assert.equal(data.createPost.suggestions[0], 'A note on loops (2)');
});

test('Apollo has our errors, of a request and of a field', async () => {
  const client = clientOf(quickstart.url);
  const refused = await client.query({ query: gql`{ nope }` }).catch((error) => error);
  assert.ok(CombinedGraphQLErrors.is(refused), String(refused));
  assert.equal(refused.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');

  const raised = await client
    .mutate({ mutation: gql`mutation { createNote(input: { title: " " }) { id } }` })
    .catch((error) => error);
  assert.ok(CombinedGraphQLErrors.is(raised), String(raised));
  assert.equal(raised.errors[0].message, 'a note needs a title');
  assert.equal(raised.errors[0].extensions.code, 'BAD_USER_INPUT');
  assert.deepEqual(raised.errors[0].path, ['createNote']);
});

const hashed = 'Apollo sends a hash, and the text once it is asked for';
test(hashed, unless(hashed), async () => {
  const sent = [];
  const listening = async (url, how) => {
    sent.push({ method: how.method, url: String(url), body: how.body });
    return fetch(url, how);
  };
  const client = new ApolloClient({
    link: new PersistedQueryLink({
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
      useGETForHashedQueries: true,
    }).concat(new HttpLink({ uri: quickstart.url, fetch: listening })),
    cache: new InMemoryCache(),
  });
  const query = gql`query hashed { note(identifier: "hello-world") { id title } }`;
  const ask = () => client.query({ query, fetchPolicy: 'network-only' });
  assert.equal((await ask()).data.note.title, 'Hello, world');
  assert.equal((await ask()).data.note.title, 'Hello, world');
  assert.deepEqual(sent.map((one) => one.method), ['GET', 'POST', 'GET']);
  assert.ok(!sent[2].url.includes('query='), sent[2].url);
});
