// Changes a parsed document in place by its nodes; what comes out parses again nearly always, so
// it is validation that has to judge it. trees.mjs finds the nodes, mutate_operations.mjs
// and mutate_definitions.mjs hold the changes for the two kinds of documents; those here are for both.
import {Kind, OperationTypeNode, parseType, parseValue, print} from 'graphql';

import {changesOfDefinitions} from './mutate_definitions.mjs';
import {changesOfOperations} from './mutate_operations.mjs';
import {copy, name, nodesOf, remove} from './trees.mjs';

const valueKinds = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
  Kind.VARIABLE,
]);
const literals = [
  '1',
  '-7',
  '2147483648',
  '1.5',
  '"s"',
  '"""b"""',
  'true',
  'null',
  'RED',
  'A',
  '[]',
  '[1, null]',
  '{}',
  '{a: 1}',
  '{id: 1}',
  '{x: 1, y: {}}',
].map((text) => parseValue(text, {noLocation: true}));

// Those values that are written in a place for values; a variable's own definition is none.
const values = (tree) => nodesOf(tree,
  (node, place) => valueKinds.has(node.kind) && ['value', 'values', 'defaultValue'].includes(place.key));
const types = (tree) => nodesOf(tree,
  (node, place) => place.key === 'type' &&
    (node.kind === Kind.NAMED_TYPE || node.kind === Kind.LIST_TYPE || node.kind === Kind.NON_NULL_TYPE));
const withDirectives = (tree) =>
  nodesOf(tree, (node) => Array.isArray(node.directives) || node.directives === undefined && [
    Kind.FIELD, Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION, Kind.FRAGMENT_SPREAD,
    Kind.INLINE_FRAGMENT, Kind.VARIABLE_DEFINITION
  ].includes(node.kind));

function wrapType(random, tree) {
  const place = random.pick(types(tree));
  if (!place) return;
  const type = place.node;
  const bare = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  place.set(random.pick([
    {kind: Kind.LIST_TYPE, type},
    {kind: Kind.NON_NULL_TYPE, type: bare},
    bare,
    bare.kind === Kind.LIST_TYPE ? bare.type :
                                   {kind: Kind.LIST_TYPE, type: {kind: Kind.NON_NULL_TYPE, type: bare}},
  ]));
}

function otherType(random, tree, pool) {
  const named = random.pick(nodesOf(tree, (node) => node.kind === Kind.NAMED_TYPE));
  if (named) named.node.name = name(random.pick(pool.types));
}

function otherValue(random, tree) {
  const all = values(tree);
  const place = random.pick(all);
  if (!place) return;
  const choice = random.below(5);
  if (choice === 0)
    place.set({kind: Kind.LIST, values: [copy(place.node)]});
  else if (choice === 1)
    place.set(copy(random.pick(all).node));
  else
    place.set(copy(random.pick(literals)));
}

function changeObject(random, tree) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.OBJECT));
  if (!place) return;
  const {fields} = place.node;
  const at = random.below(fields.length + 1);
  if (at < fields.length && random.chance(0.5))
    fields.splice(at, 1);
  else if (fields.length > 0)
    fields.splice(at, 0, copy(random.pick(fields)));
}

function addDirective(random, tree, pool) {
  const place = random.pick(withDirectives(tree));
  const directive = random.pick(pool.directives);
  if (place && directive) place.node.directives = [...(place.node.directives ?? []), copy(directive)];
}

function moveDirective(random, tree) {
  const from = random.pick(nodesOf(tree, ({kind}) => kind === Kind.DIRECTIVE));
  const to = random.pick(withDirectives(tree));
  if (!from || !to) return;
  const [directive] = [copy(from.node)];
  if (random.chance(0.5)) remove(from);
  to.node.directives = [...(to.node.directives ?? []), directive];
}

const dropped = new Set([Kind.DIRECTIVE, Kind.ARGUMENT, Kind.OBJECT_FIELD]);
function drop(random, tree) {
  const place = random.pick(nodesOf(tree, ({kind}) => dropped.has(kind)));
  if (place) remove(place);
}

function renameArgument(random, tree, pool) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD));
  if (place) place.node.name = name(random.pick(pool.names));
}

function duplicateArgument(random, tree) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.ARGUMENT || kind === Kind.DIRECTIVE));
  if (place) place.list.splice(random.below(place.list.length + 1), 0, copy(place.node));
}

function otherOperationType(random, tree) {
  const place = random.pick(nodesOf(tree, ({operation}) => operation !== undefined));
  if (place) place.node.operation = random.pick(Object.values(OperationTypeNode));
}

function describe(random, tree) {
  const place = random.pick(nodesOf(tree, ({kind,
    selectionSet}) => /Definition$/.test(kind) && !(kind === Kind.OPERATION_DEFINITION && !selectionSet)));
  if (!place) return;
  place.node.description = random.chance(0.3) ? undefined : {
    kind: Kind.STRING,
    value: random.pick(['d', 'two\nlines', ' é😀 "q" \\', '']),
    block: random.chance(0.5)
  };
}

function duplicateDefinition(random, tree) {
  const {definitions} = tree;
  if (definitions.length > 0)
    definitions.splice(random.below(definitions.length + 1), 0, copy(random.pick(definitions)));
}

function swapDefinitions(random, {definitions}) {
  const [one, other] = [random.below(definitions.length), random.below(definitions.length)];
  [definitions[one], definitions[other]] = [definitions[other], definitions[one]];
}

const changesOfBoth = [
  wrapType,
  wrapType,
  otherType,
  otherType,
  otherValue,
  otherValue,
  otherValue,
  changeObject,
  addDirective,
  addDirective,
  moveDirective,
  drop,
  drop,
  renameArgument,
  duplicateArgument,
  otherOperationType,
  describe,
  duplicateDefinition,
  swapDefinitions,
];
const all = {
  operations: [...changesOfBoth, ...changesOfOperations, ...changesOfOperations],
  definitions: [...changesOfBoth, ...changesOfDefinitions, ...changesOfDefinitions],
};

// `kind` is 'operations' or 'definitions'; `pool` (pools.mjs) has what to put in.
export function mutateTree(random, document, pool, kind) {
  const tree = copy(document);
  const times = random.chance(0.5) ? 1 : 1 + random.below(5);
  for (let i = 0; i < times; ++i) random.pick(all[kind])(random, tree, pool);
  return print(tree);
}
