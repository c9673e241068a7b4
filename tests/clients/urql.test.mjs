// urql: documents, mutations, its cache by type name, errors, GET.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';

import { quickstart, unless } from './served.mjs';

function clientOf(options = {}) {
  const sent = [];
  const client = new Client({
    url: quickstart.url,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetch: (url, how) => {
      sent.push({ method: how.method, url: String(url) });
      return fetch(url, how);
    },
    ...options,
  });
  return { client, sent };
}

const notes = gql`query notes($limit: Int) { notes(limit: $limit) { id title } }`;
const make = gql`mutation make($title: String!) { createNote(input: { title: $title }) { id title } }`;

test('urql queries, mutates, and asks again for what a mutation has changed', async () => {
  const { client, sent } = clientOf();
  const all = async () => (await client.query(notes, { limit: 1000 }).toPromise()).data.notes;
  const before = (await all()).length;
  await all();
  assert.equal(sent.length, 1); // the second came from its cache
  const made = await client.mutation(make, { title: 'Made by urql' }).toPromise();
  assert.equal(made.error, undefined);
  assert.equal(made.data.createNote.title, 'Made by urql');
  const after = await all();
  assert.ok(after.length > before);
  assert.ok(after.some((note) => note.id === made.data.createNote.id));
});

test('urql has our errors', async () => {
  const { client } = clientOf();
  const refused = await client.query(gql`{ nope }`, {}).toPromise();
  assert.equal(refused.error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.equal(refused.error.networkError, undefined);
  const raised = await client.mutation(make, { title: ' ' }).toPromise();
  assert.equal(raised.error.graphQLErrors[0].message, 'a note needs a title');
});

const byGet = 'urql asks by GET where that is preferred';
test(byGet, unless(byGet), async () => {
  const { client, sent } = clientOf({ preferGetMethod: 'force' });
  const found = await client.query(notes, { limit: 1 }).toPromise();
  assert.equal(found.error, undefined);
  assert.equal(found.data.notes.length, 1);
  assert.equal(sent[0].method, 'GET');
  assert.match(sent[0].url, /[?&]query=/);
  const made = await client.mutation(make, { title: 'Not made by GET' }).toPromise();
  assert.equal(made.error, undefined);
  assert.equal(sent[1].method, 'POST');
});
