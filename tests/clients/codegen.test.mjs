// graphql-codegen from the running server: what it writes passes a strict compiler, and fits.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client/core';

import { blog, compileStrictly, room, run } from './served.mjs';

const documents = `
query User($by: String!) {
  user(identifier: $by) { __typename id name email createdAt organisation { name } posts(limit: 2) { title status } }
}
query Posts($where: PostWhereInput, $first: Int) {
  posts(where: $where, first: $first) { edges { node { id title } } pageInfo { endCursor } }
}
mutation CreatePost($input: CreatePost!) {
  createPost(input: $input) {
    __typename
    ... on Post { id }
    ... on TitleTaken { suggestions }
  }
}
`;

const config = {
  schema: blog.url,
  documents: 'documents.graphql',
  generates: {
    'made.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        strictScalars: true,
        useTypeImports: true,
        scalars: { ID: 'string', DateTime: 'string', EmailAddress: 'string' },
      },
    },
  },
};

// Lines with @ts-expect-error must be wrong: one that is right fails, too.
const reader = `
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { UserDocument, PostsDocument, CreatePostDocument } from './made';

type ResultOf<D> = D extends TypedDocumentNode<infer R, any> ? R : never;
type VariablesOf<D> = D extends TypedDocumentNode<any, infer V> ? V : never;

export function user(result: ResultOf<typeof UserDocument>): string {
  // @ts-expect-error there may be no such user
  result.user.name;
  const found = result.user!;
  const name: string = found.name;
  // @ts-expect-error who writes may have no address
  const email: string = found.email;
  const statuses: ('DRAFT' | 'PUBLISHED' | 'ARCHIVED')[] = found.posts.map((post) => post.status);
  return name + email + statuses + found.createdAt.toUpperCase() + found.organisation?.name;
}
export const asked: VariablesOf<typeof UserDocument> = { by: 'ada' };
// @ts-expect-error it is required
export const unasked: VariablesOf<typeof UserDocument> = {};
export const filtered: VariablesOf<typeof PostsDocument> = {
  first: 2,
  where: { title: { startsWith: 'A' }, OR: [{ status: { in: ['DRAFT', 'PUBLISHED'] } }] },
};
// @ts-expect-error there is no such operator
export const misfiltered: VariablesOf<typeof PostsDocument> = { where: { title: { begins: 'A' } } };
export function made(result: ResultOf<typeof CreatePostDocument>): string {
  const answer = result.createPost;
  if (answer.__typename === 'TitleTaken') return answer.suggestions.join();
  return answer.id;
}
`;

test('graphql-codegen makes types from the running server that a strict compiler takes', async () => {
  const directory = room('codegen', {
    'documents.graphql': documents,
    'codegen.json': JSON.stringify(config),
    'reader.ts': reader,
    'package.json': '{"type": "module"}',
  });
  const { status, said } = await run('@graphql-codegen/cli/esm/bin.js',
    ['--config', 'codegen.json'], directory);
  assert.equal(status, 0, said);
  const compiled = await compileStrictly(directory, '--module', 'esnext', '--moduleResolution',
    'bundler', '--outDir', 'js', '--noUnusedLocals', 'false', 'reader.ts');
  assert.equal(compiled.status, 0, compiled.said);

  const { UserDocument, PostsDocument } = await import(join(directory, 'js/made.js'));
  const client = new ApolloClient({ link: new HttpLink({ uri: blog.url }), cache: new InMemoryCache() });
  const user = await client.query({ query: UserDocument, variables: { by: 'ada' } });
  assert.equal(user.data.user.organisation.name, 'Analytical Society');
  const posts = await client.query({
    query: PostsDocument,
    variables: { first: 2, where: { title: { startsWith: 'The' } } },
  });
  assert.deepEqual(posts.data.posts.edges.map((edge) => edge.node.title), ['The difference engine']);
});
