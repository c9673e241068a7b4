// Relay: the compiler takes our schema, and the runtime joins the pages of our connections.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';

import { blog, room, run, textOf } from './served.mjs';

const require = createRequire(import.meta.url);
const {
  Environment, Network, RecordSource, Store, commitMutation, createOperationDescriptor,
  fetchQuery, getPaginationMetadata, getPaginationVariables, getSingularSelector,
} = require('relay-runtime');

// What a program has in graphql`...` tags.
const source = `
import { graphql } from 'relay-runtime';
graphql\`query reader_page_Query { ...reader_posts }\`;
graphql\`
  fragment reader_posts on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" })
  @refetchable(queryName: "reader_more_Query") {
    posts(first: $first, after: $after) @connection(key: "reader_posts") {
      edges { node { id title author { id name } } }
    }
  }\`;
graphql\`
  mutation reader_rename_Mutation($name: String!) {
    updateUser(input: { identifier: "grace", changes: { name: $name } }) { id name }
  }\`;
graphql\`query reader_user_Query { user(identifier: "grace") { id name } }\`;
`;

const config = { src: 'src', schema: 'schema.graphql', language: 'javascript',
  artifactDirectory: 'made', noFutureProofEnums: true, eagerEsModules: false };

async function compile(name, text) {
  const directory = room(name, {
    'relay.config.json': JSON.stringify(config),
    'schema.graphql': textOf(blog.sdl),
    'src/reader.js': text,
    'made/package.json': '{"type": "commonjs"}',
  });
  return { directory, ...(await run('relay-compiler/cli.js', ['relay.config.json'], directory)) };
}

const makeEnvironment = () =>
  new Environment({
    network: Network.create(async (request, variables) => {
      const answered = await fetch(blog.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: request.text, variables }),
      });
      return answered.json();
    }),
    store: new Store(new RecordSource()),
  });

test('Relay pages through a connection, and a mutation changes what it has', async () => {
  const { directory, status, said } = await compile('relay', source);
  assert.equal(status, 0, said);
  const made = (name) => require(join(directory, 'made', `${name}.graphql.js`));
  const environment = makeEnvironment();

  const page = made('reader_page_Query');
  const fragment = made('reader_posts');
  const operation = createOperationDescriptor(page, {});
  const retained = environment.retain(operation);
  await fetchQuery(environment, page, {}).toPromise();
  const read = () => {
    const whole = environment.lookup(operation.fragment).data;
    return environment.lookup(getSingularSelector(fragment, whole)).data.posts;
  };
  const titles = () => read().edges.map((edge) => edge.node.title);
  assert.deepEqual(titles().slice(0, 2), ['Letters', 'Can machines "think"?']);
  assert.equal(titles().length, 3);

  // As usePaginationFragment does it: the query that the compiler made, with the last cursor.
  const { connectionPathInFragmentData, paginationRequest, paginationMetadata } =
    getPaginationMetadata(fragment, 'reader_posts');
  assert.deepEqual(connectionPathInFragmentData, ['posts']);
  let pages = 1;
  while (read().pageInfo.hasNextPage) {
    const variables = getPaginationVariables('forward', 3, read().pageInfo.endCursor, {}, {},
      paginationMetadata);
    await fetchQuery(environment, paginationRequest, variables).toPromise();
    pages += 1;
  }
  assert.equal(pages, 3);
  assert.equal(new Set(titles()).size, 7);
  assert.equal(titles().length, 7);
  assert.equal(titles()[6], 'The difference engine');

  const user = createOperationDescriptor(made('reader_user_Query'), {});
  const kept = environment.retain(user);
  await fetchQuery(environment, made('reader_user_Query'), {}).toPromise();
  const name = () => environment.lookup(user.fragment).data.user.name;
  const before = name();
  const rename = (to) => new Promise((resolve, reject) => {
    commitMutation(environment, { mutation: made('reader_rename_Mutation'),
      variables: { name: to }, onError: reject,
      onCompleted: (data, errors) => errors ? reject(errors[0]) : resolve(data) });
  });
  await rename('Admiral Hopper');
  assert.equal(name(), 'Admiral Hopper');
  await rename(before);
  assert.equal(name(), before);
  kept.dispose();
  retained.dispose();
});

test('the compiler of Relay refuses a field that our schema does not have', async () => {
  const { status, said } = await compile('relay-refused', source.replace('title', 'headline'));
  assert.notEqual(status, 0);
  assert.match(said, /headline/);
});
