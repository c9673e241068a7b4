// genql from the running server: queries as objects, typed by our schema.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { blog, compileStrictly, room, run } from './served.mjs';

const reader = `
import { createClient, everything } from './made';

export async function read(url: string) {
  const client = createClient({ url });
  const { posts } = await client.query({
    posts: {
      __args: { first: 2, where: { status: { eq: 'PUBLISHED' } } },
      edges: { node: { title: true, author: { name: true } } },
    },
  });
  const titles: string[] = posts.edges.map((edge) => edge.node.title);
  // @ts-expect-error it was not asked for
  posts.edges[0]?.node.content;
  const { createPost } = await client.mutation({
    createPost: {
      __args: { input: { author: 'ada', title: 'A note on loops', content: 'Again.' } },
      on_TitleTaken: { message: true },
    },
  });
  return { titles, createPost };
}
void everything;

// Not called: it is for the compiler.
export function wrong(client: ReturnType<typeof createClient>) {
  // @ts-expect-error there is no such argument
  return client.query({ users: { __args: { first: 2 }, name: true } });
}
`;

test('genql makes a client from the running server, and it asks and writes', async () => {
  const directory = room('genql', { 'reader.ts': reader });
  const made = await run('@genql/cli/dist/cli.js',
    ['--endpoint', blog.url, '--output', join(directory, 'made')], directory);
  assert.equal(made.status, 0, made.said);
  const compiled = await compileStrictly(directory, '--module', 'commonjs', '--moduleResolution',
    'node10', '--outDir', 'js', '--lib', 'es2022,dom', 'reader.ts');
  assert.equal(compiled.status, 0, compiled.said);
  const { read } = (await import(join(directory, 'js/reader.js'))).default;
  const { titles, createPost } = await read(blog.url);
  assert.deepEqual(titles, ['Can machines "think"?', 'Banburismus']);
  assert.equal(createPost.message, 'there is a post with this title');
});
