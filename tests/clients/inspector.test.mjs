// graphql-inspector: what introspection says is what `schema print` prints; its checks of documents
// and of changes work on it.
import assert from 'node:assert/strict';
import test from 'node:test';

import { CriticalityLevel, diff, validate } from '@graphql-inspector/core';
import {
  Source, buildClientSchema, buildSchema, getIntrospectionQuery, printSchema,
} from 'graphql';

import { blog, quickstart, textOf } from './served.mjs';

async function introspect(url) {
  const answered = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: getIntrospectionQuery({
        specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true,
        inputValueDeprecation: true, oneOf: true,
      }),
    }),
  });
  assert.equal(answered.status, 200);
  // By way of text, so that its directives are seen where they stand.
  return buildSchema(printSchema(buildClientSchema((await answered.json()).data)));
}

for (const [name, example] of Object.entries({ quickstart, blog })) {
  test(`the printed schema of ${name} is the one that introspection answers`, async () => {
    const printed = buildSchema(textOf(example.sdl));
    assert.deepEqual(await diff(printed, await introspect(example.url)), []);
    assert.deepEqual(await diff(await introspect(example.url), printed), []);
  });
}

test('graphql-inspector sees what breaks clients of a changed schema', async () => {
  const sdl = textOf(quickstart.sdl);
  const changed = sdl.replace(/^ {2}body: String$/m, '');
  assert.notEqual(changed, sdl);
  const changes = await diff(buildSchema(sdl), buildSchema(changed));
  assert.deepEqual(changes.map((one) => [one.type, one.path, one.criticality.level]),
    [['FIELD_REMOVED', 'Note.body', CriticalityLevel.Breaking]]);
});

test('graphql-inspector checks documents against the schema', () => {
  const schema = buildSchema(textOf(blog.sdl));
  const good = new Source('query a($n: Int) { posts(first: $n) { edges { node { id } } } }', 'good');
  const bad = new Source('{ users { nom } }', 'bad');
  const invalid = validate(schema, [good, bad]);
  assert.deepEqual(invalid.map((one) => one.source.name), ['bad']);
  assert.match(invalid[0].errors[0].message, /"nom"/);
});
