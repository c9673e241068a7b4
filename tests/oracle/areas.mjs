// The areas that are compared. Each has `share` (how many cases for one of `validate`),
// `make(random, seeds)`, which gives a request, and `difference(request, theirs, ours)`,
// which gives the kinds of differences, none where the two agree.
import {buildClientSchema, printSchema} from 'graphql';
import {isDeepStrictEqual} from 'node:util';

import {changesOf} from './changes.mjs';
import {coercionCase} from './coercion_cases.mjs';
import {makeDocuments} from './execution_documents.mjs';
import {makeOperation} from './execution_operations.mjs';
import {makeExecutableSchema} from './execution_schemas.mjs';
import {mutateTokens} from './mutate_tokens.mjs';
import {mutateTree} from './mutate_tree.mjs';
import {answer, buildSchema} from './oracle.mjs';
import {Random} from './random.mjs';
import {join, tokenize} from './tokens.mjs';

const maxRepeats = 300;

function mutate(random, seed, pool, kind) {
  const roll = random.next();
  if (!seed.tree || roll < 0.25) return mutateTokens(random, seed.tokens, pool);
  const text = mutateTree(random, seed.tree, pool, kind);
  return roll < 0.32 ? mutateTokens(random, tokenize(text), pool) : text;
}

// graphql-js has a budget for comparing fields, so names must not come too often.
function fits(text) {
  if (text.length < maxRepeats) return true;
  const counts = new Map();
  for (const [name] of text.matchAll(/[A-Za-z_]\w*/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Math.max(0, ...counts.values()) < maxRepeats;
}

// Most mutations make a document wrong, so the right ones are begun with more often.
function pickSeed(random, seeds) {
  const right = random.chance(0.6) ? seeds.filter(({label}) => label === 'ok') : seeds;
  return random.pick(right.length > 0 ? right : seeds);
}

function makeDocument(random, {executable}) {
  const group = random.pick(executable);
  const from = random.chance(0.97) ? group : random.pick(executable);
  const seed = pickSeed(random, from.seeds);
  const document = mutate(random, seed, group.pool, 'operations');
  return {schema: group.text, document: fits(document) ? document : seed.text};
}

function makeDefinitions(random, {typeSystem}) {
  const seed = pickSeed(random, typeSystem);
  const schema = mutate(random, seed, seed.pool, 'definitions');
  return fits(schema) ? schema : seed.text;
}

// A mutation of the seed that graphql-js takes, or the seed itself.
function makeValid(random, seed) {
  for (let attempt = 0; attempt < 5; ++attempt) {
    const text = mutateTree(random, seed.tree, seed.pool, 'definitions');
    if (buildSchema(text).schema) return text;
  }
  return seed.text;
}

const validSeeds = ({typeSystem}) => typeSystem.filter(({label}) => label === 'ok');
const makeSchema = (random, seeds) => makeValid(random, random.pick(validSeeds(seeds)));

const sorted = (texts) => texts.toSorted();
const place = ({locations}) =>
  sorted((locations ?? []).map(({line, column}) => `${line}:${column}`)).join(' ');
const many = 100;

// The messages of those of `errors` whose places `others` does not have as often, without names.
function without(errors, others) {
  const places = others.map(place);
  return errors
    .filter((error) => {
      const at = places.indexOf(place(error));
      if (at >= 0) places.splice(at, 1);
      return at < 0;
    })
    .map(({message}) => message.replaceAll(/"[^"]*"/g, '""'));
}

function differentErrors(_, theirs, ours) {
  const kind = theirs.valid !== ours.valid ? 'verdict' : 'locations';
  if (kind === 'locations' && theirs.errors.length >= many && ours.errors.length >= many) return [];
  const found = [
    ...without(theirs.errors, ours.errors).map((message) => `${kind}: only graphql-js: ${message}`),
    ...without(ours.errors, theirs.errors).map((message) => `${kind}: only ours: ${message}`),
  ];
  return found.length > 0 || kind === 'locations' ? found : [kind];
}

const oneKind = (differs, kind) => (differs ? [kind] : []);

function differentText(request, theirs, ours) {
  if (!theirs.errors && !ours.errors) return oneKind(theirs.text !== ours.text, 'text');
  return differentErrors(
    request, {valid: !theirs.errors, errors: [], ...theirs}, {valid: !ours.errors, errors: [], ...ours});
}

// Besides what a client makes of it, all that buildClientSchema does not look at: the types of
// introspection and the standard directives, whose descriptions are each side's own.
function differentIntrospection(_, theirs, ours) {
  if (theirs.data === undefined || ours.data === undefined)
    return oneKind(theirs.data !== ours.data, 'verdict');
  try {
    const client = printSchema(buildClientSchema(ours.data));
    if (client !== printSchema(buildClientSchema(theirs.data))) return ['text'];
    return oneKind(!isDeepStrictEqual(comparable(theirs.data), comparable(ours.data)), 'data');
  } catch (error) {
    return [`buildClientSchema: ${error.message}`];
  }
}

const byName = (list) => list?.toSorted((one, other) => (one.name < other.name ? -1 : 1));
const isBuiltIn = ({name}) =>
  /^__|^(Int|Float|String|Boolean|ID|skip|include|deprecated|specifiedBy|oneOf)$/.test(name);

function comparable({__schema: {types, directives, ...rest}}) {
  const bare = (one) => (isBuiltIn(one) ?
      JSON.parse(JSON.stringify(one, (key, value) => (key === 'description' ? undefined : value))) :
      one);
  return plain({
    ...rest,
    directives: byName(directives).map(bare),
    types: byName(types).map(
      (type) =>
        ({...bare(type), possibleTypes: byName(type.possibleTypes), interfaces: byName(type.interfaces)})),
  });
}

function differentValues(_, theirs, ours) {
  if (theirs.valid !== ours.valid) return ['verdict'];
  if (!theirs.valid) return oneKind(theirs.errors.length !== ours.errors.length, 'number of errors');
  return oneKind(!isDeepStrictEqual(plain(theirs.data), plain(ours.data)), 'values');
}

// Without prototypes, and with -0 as JSON has it.
const plain = (value) => JSON.parse(JSON.stringify(value));

function differentChanges(_, theirs, ours) {
  if (theirs.changes === undefined || ours.changes === undefined)
    return oneKind(theirs.changes !== ours.changes, 'verdict');
  return oneKind(
    !isDeepStrictEqual(sorted(changesOf(theirs.changes)), sorted(changesOf(ours.changes))), 'changes');
}

// One of the seeds' schemas, or one of those made for the run: few enough for both sides to remember.
const madeSchemas = 200;
const made = new Map();
function pickSchema(random, {executable}) {
  if (random.chance(0.2)) return random.pick(executable).text;
  const name = `${random.seed}/${random.below(madeSchemas)}`;
  if (!made.has(name)) made.set(name, makeExecutableSchema(new Random(name)));
  return made.get(name);
}

function executionCase(random, seeds) {
  const schema = pickSchema(random, seeds);
  const {chosen, ...request} = makeOperation(random, buildSchema(schema).schema);
  if (random.chance(0.01)) request.operationName = 'Unknown';
  if (random.chance(0.02)) {
    const tokens = tokenize(request.document);
    request.document = join(tokens.toSpliced(random.below(tokens.length), 1));
  }
  return {request: {op: 'execute', schema, ...request}, chosen};
}

// The data byte for byte; of the errors the paths and the first places, up to as many as we tell.
function differentResponse(_, theirs, ours) {
  if (theirs.valid !== ours.valid) return ['verdict'];
  if (!theirs.valid) return [];
  const [one, other] = [theirs, ours].map(readResponse);
  if (one.data !== other.data) return ['data'];
  if (!isDeepStrictEqual(one.paths, other.paths)) return ['paths'];
  return oneKind(!isDeepStrictEqual(one.places, other.places), 'locations');
}

// The text of `data` stands between `{"data":` and the errors, which come last.
function readResponse({body}) {
  const {errors} = JSON.parse(body);
  const first = (errors ?? []).slice(0, many);
  return {
    data: body.slice('{"data":'.length, errors ? body.lastIndexOf(',"errors":[') : -1),
    paths: first.map(({path}) => JSON.stringify(path)),
    places: first.map(({locations}) => locations?.[0]),
  };
}

export const areas = {
  validate: {
    share: 1,
    make: (random, seeds) => ({op: 'validate', ...makeDocument(random, seeds)}),
    difference: differentErrors
  },
  check: {
    share: 1,
    make: (random, seeds) => ({op: 'check', schema: makeDefinitions(random, seeds)}),
    difference: differentErrors
  },
  print_document: {
    share: 0.25,
    make: (random, seeds) => ({
      op: 'print_document',
      document: random.chance(0.5) ? makeDocument(random, seeds).document : makeDefinitions(random, seeds),
    }),
    difference: differentText,
  },
  print_schema: {
    share: 0.1,
    make: (random, seeds) => ({op: 'print_schema', schema: makeSchema(random, seeds), sort: false}),
    difference: differentText,
  },
  print_sorted_schema: {
    share: 0.1,
    make: (random, seeds) => ({op: 'print_schema', schema: makeSchema(random, seeds), sort: true}),
    difference: differentText,
  },
  introspect: {
    share: 0.05,
    make: (random, seeds) => ({op: 'introspect', schema: makeSchema(random, seeds)}),
    difference: differentIntrospection,
  },
  diff: {
    share: 0.1,
    make(random, seeds) {
      const seed = random.pick(validSeeds(seeds));
      return {
        op: 'diff',
        old: random.chance(0.5) ? seed.text : makeValid(random, seed),
        new: makeValid(random, seed)
      };
    },
    difference: differentChanges,
  },
  coerce: {
    share: 0.25,
    make(random, {executable}) {
      for (;;) {
        const made = coercionCase(random, random.pick(executable).text);
        if (made && answer({op: 'validate', ...made}).valid) return {op: 'coerce', ...made};
      }
    },
    difference: differentValues,
  },
  execute: {
    share: 1,
    make: (random, seeds) => executionCase(random, seeds).request,
    difference: differentResponse,
  },
  execute_faults: {
    share: 1,
    make(random, seeds) {
      const {request, chosen} = executionCase(random, seeds);
      return {...request, documents: makeDocuments(random, buildSchema(request.schema).schema, chosen)};
    },
    difference: differentResponse,
  },
};
