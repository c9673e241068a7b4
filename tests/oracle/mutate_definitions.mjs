// Changes to the definitions of a schema (mutate_tree.mjs applies them).
import {isTypeDefinitionNode, Kind} from 'graphql';

import {copy, name, namedType, nodesOf, remove} from './trees.mjs';

const kinds = ['Scalar', 'Object', 'Interface', 'Union', 'Enum', 'InputObject'];
const isType = ({kind}) =>
  kinds.some((type) => kind === `${type}TypeDefinition` || kind === `${type}TypeExtension`);
const typeNodes = (tree) => tree.definitions.filter(isType);
const withFields = (tree) => typeNodes(tree).filter(({kind}) => /^(Object|Interface|InputObject)/.test(kind));
const members =
  ['fields', 'interfaces', 'types', 'values', 'directives', 'operationTypes', 'locations', 'arguments'];
const parts = (tree) =>
  nodesOf(tree, (_, {key, parent}) => members.includes(key) && /Definition$|Extension$/.test(parent.kind));

function otherKind(random, tree) {
  const type = random.pick(typeNodes(tree));
  if (type)
    type.kind = `${random.pick(kinds)}Type${/ Extension$ /.test(type.kind) ? 'Extension' : 'Definition'}`;
}

function definitionOrExtension(random, tree) {
  const node = random.pick(tree.definitions);
  if (node?.kind === Kind.SCHEMA_DEFINITION)
    node.kind = Kind.SCHEMA_EXTENSION;
  else if (node?.kind === Kind.SCHEMA_EXTENSION)
    node.kind = Kind.SCHEMA_DEFINITION;
  else if (node && isType(node))
    node.kind = node.kind.endsWith('Extension') ? node.kind.replace('Extension', 'Definition') :
                                                  node.kind.replace('Definition', 'Extension');
  if (node?.kind.endsWith('Extension')) node.description = undefined;
}

// What a type has is told in two places; nothing else changes.
function split(random, tree) {
  const type = random.pick(
    tree.definitions.filter((node) => isTypeDefinitionNode(node) || node.kind === Kind.SCHEMA_DEFINITION));
  if (!type) return;
  const extension = {
    ...copy(type),
    kind: type.kind.replace('Definition', 'Extension'),
    description: undefined
  };
  for (const key of members) {
    if (!Array.isArray(type[key])) continue;
    const at = random.below(type[key].length + 1);
    extension[key] = copy(type[key].slice(at));
    type[key] = type[key].slice(0, at);
  }
  tree.definitions.splice(random.below(tree.definitions.length + 1), 0, extension);
}

function rename(random, tree, pool) {
  const place =
    random.pick(nodesOf(tree, (node) => /Definition$|Extension$/.test(node.kind) && node.name !== undefined));
  if (place) place.node.name = name(random.pick(random.chance(0.5) ? pool.types : pool.names));
}

function removePart(random, tree) {
  const place = random.pick(parts(tree));
  if (place) remove(place);
}

function duplicatePart(random, tree) {
  const place = random.pick(parts(tree));
  if (place) place.list.splice(random.below(place.list.length + 1), 0, copy(place.node));
}

function swapParts(random, tree) {
  const place = random.pick(parts(tree));
  if (!place) return;
  const at = random.below(place.list.length);
  const from = place.list.indexOf(place.node);
  [place.list[at], place.list[from]] = [place.list[from], place.list[at]];
}

function movePart(random, tree, pool) {
  const from = random.pick(parts(random.chance(0.7) ? tree : random.pick(pool.documents)));
  if (!from) return;
  const to = random.pick(tree.definitions.filter((node) => Array.isArray(node[from.key])));
  if (to) to[from.key] = [...to[from.key], copy(from.node)];
}

function implement(random, tree, pool) {
  const type = random.pick(withFields(tree));
  if (type?.interfaces)
    type.interfaces =
      [...type.interfaces, namedType(random.pick(pool.interfaces.length > 0 ? pool.interfaces : pool.types))];
}

// Takes over the fields of an interface, which keeps most of these schemas valid.
function implementWhole(random, tree) {
  const type = random.pick(withFields(tree));
  const other = random.pick(tree.definitions.filter(({kind}) => kind === Kind.INTERFACE_TYPE_DEFINITION));
  if (!type?.interfaces || !other || type === other) return;
  const known = new Set(type.fields?.map((field) => field.name.value));
  type.fields =
    [...(type.fields ?? []), ...copy((other.fields ?? []).filter((field) => !known.has(field.name.value)))];
  type.interfaces = [...type.interfaces, namedType(other.name.value), ...copy(other.interfaces ?? [])];
}

function addField(random, tree, pool) {
  const type = random.pick(withFields(tree));
  if (!type) return;
  const isInput = type.kind.startsWith('InputObject');
  type.fields = [
    ...(type.fields ?? []), {
      kind: isInput ? Kind.INPUT_VALUE_DEFINITION : Kind.FIELD_DEFINITION,
      name: name(`f${random.below(6)}`),
      directives: [],
      arguments: [],
      type: isInput ? copy(random.pick(pool.inputTypes)) : namedType(random.pick(pool.types)),
      defaultValue: isInput && random.chance(0.4) ? copy(random.pick(pool.values)) : undefined,
    }
  ];
}

function addArgument(random, tree, pool) {
  const place = random.pick(
    nodesOf(tree, ({kind}) => kind === Kind.FIELD_DEFINITION || kind === Kind.DIRECTIVE_DEFINITION));
  if (!place) return;
  place.node.arguments = [
    ...(place.node.arguments ?? []), {
      kind: Kind.INPUT_VALUE_DEFINITION,
      name: name(random.pick(['a', 'b', 'x', 'q'])),
      type: copy(random.pick(pool.inputTypes)),
      directives: [],
      defaultValue: random.chance(0.5) ? copy(random.pick(pool.values)) : undefined,
    }
  ];
}

function defaultValue(random, tree, pool) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.INPUT_VALUE_DEFINITION));
  if (place) place.node.defaultValue = random.chance(0.3) ? undefined : copy(random.pick(pool.values));
}

function repeatable(random, tree) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.DIRECTIVE_DEFINITION));
  if (place) place.node.repeatable = !place.node.repeatable;
}

function deprecate(random, tree) {
  const place = random.pick(nodesOf(tree,
    ({kind}) => kind === Kind.FIELD_DEFINITION || kind === Kind.INPUT_VALUE_DEFINITION ||
      kind === Kind.ENUM_VALUE_DEFINITION));
  const reason = {kind: Kind.ARGUMENT, name: name('reason'), value: {kind: Kind.STRING, value: 'why'}};
  if (place)
    place.node.directives = [
      ...(place.node.directives ?? []),
      {kind: Kind.DIRECTIVE, name: name('deprecated'), arguments: random.chance(0.5) ? [] : [reason]}
    ];
}

function oneOf(random, tree) {
  const type = random.pick(tree.definitions.filter(({kind}) => kind === Kind.INPUT_OBJECT_TYPE_DEFINITION));
  if (type)
    type.directives = [...type.directives ?? [], {kind: Kind.DIRECTIVE, name: name('oneOf'), arguments: []}];
}

function roots(random, tree, pool) {
  const schema = random.pick(
    tree.definitions.filter(({kind}) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION));
  if (!schema) return;
  schema.operationTypes = [
    ...(schema.operationTypes ?? []), {
      kind: Kind.OPERATION_TYPE_DEFINITION,
      operation: random.pick(['query', 'mutation', 'subscription']),
      type: namedType(random.pick(pool.types)),
    }
  ];
}

function removeDefinition(random, tree) {
  if (tree.definitions.length > 1) tree.definitions.splice(random.below(tree.definitions.length), 1);
}

function join(random, tree, pool) {
  const {definitions} = random.pick(pool.documents);
  tree.definitions.splice(random.below(tree.definitions.length + 1), 0, copy(random.pick(definitions)));
}

export const changesOfDefinitions = [
  otherKind,
  definitionOrExtension,
  split,
  split,
  rename,
  removePart,
  removePart,
  duplicatePart,
  swapParts,
  movePart,
  movePart,
  implement,
  implementWhole,
  addField,
  addArgument,
  defaultValue,
  defaultValue,
  repeatable,
  deprecate,
  oneOf,
  roots,
  removeDefinition,
  join,
];
