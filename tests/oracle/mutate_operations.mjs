// Changes to selections, fragments, variables and operations (mutate_tree.mjs applies them).
import {Kind} from 'graphql';

import {copy, name, namedType, nodesOf, remove} from './trees.mjs';

const isSelection = ({kind}) =>
  kind === Kind.FIELD || kind === Kind.FRAGMENT_SPREAD || kind === Kind.INLINE_FRAGMENT;
const selections = (tree) => nodesOf(tree, isSelection);
const sets = (tree) => nodesOf(tree, ({kind}) => kind === Kind.SELECTION_SET);
const fields = (tree) => nodesOf(tree, ({kind}) => kind === Kind.FIELD);
const fragments = (tree) => tree.definitions.filter(({kind}) => kind === Kind.FRAGMENT_DEFINITION);
const operations = (tree) => tree.definitions.filter(({kind}) => kind === Kind.OPERATION_DEFINITION);

function insert(random, list, node) {
  list.splice(random.below(list.length + 1), 0, node);
}

function spliceSelection(random, tree, pool) {
  const into = random.pick(sets(tree));
  const from = random.pick(selections(random.chance(0.6) ? tree : random.pick(pool.documents)));
  if (into && from) insert(random, into.node.selections, copy(from.node));
}

function removeSelection(random, tree) {
  const place = random.pick(selections(tree));
  if (place && (place.list.length > 1 || random.chance(0.1))) remove(place);
}

function renameField(random, tree, pool) {
  const place = random.pick(fields(tree));
  if (place) place.node.name = name(random.pick(random.chance(0.8) ? pool.fields : pool.names));
}

function alias(random, tree) {
  const all = fields(tree);
  const place = random.pick(all);
  if (!place) return;
  const other = random.pick(all).node;
  place.node.alias = random.chance(0.3) ? undefined : name((other.alias ?? other.name).value);
}

function wrapInFragment(random, tree, pool) {
  const place = random.pick(selections(tree));
  if (!place) return;
  const typeCondition = random.chance(0.3) ?
    undefined :
    namedType(random.pick(random.chance(0.9) ? pool.composites : pool.types));
  place.set({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition,
    directives: [],
    selectionSet: {kind: Kind.SELECTION_SET, selections: [place.node]},
  });
}

function unwrap(random, tree) {
  const place =
    random.pick(nodesOf(tree, ({kind, selectionSet}) => kind === Kind.INLINE_FRAGMENT && selectionSet));
  if (place) place.list.splice(place.list.indexOf(place.node), 1, ...place.node.selectionSet.selections);
}

function extractFragment(random, tree, pool) {
  const place = random.pick(sets(tree).filter(({parent}) => parent.kind === Kind.FIELD));
  if (!place) return;
  const fragmentName = random.chance(0.9) ? `X${tree.definitions.length}` :
                                            random.pick(pool.names.filter((text) => text !== 'on'));
  tree.definitions.push({
    kind: Kind.FRAGMENT_DEFINITION,
    name: name(fragmentName),
    typeCondition: namedType(random.pick(pool.composites)),
    directives: [],
    selectionSet: copy(place.node),
  });
  const spread = {kind: Kind.FRAGMENT_SPREAD, name: name(fragmentName), directives: []};
  if (random.chance(0.5))
    place.node.selections = [spread];
  else
    insert(random, place.node.selections, spread);
}

function spread(random, tree) {
  const place = random.pick(sets(tree));
  const fragment = random.pick(fragments(tree));
  if (place && fragment) {
    insert(
      random, place.node.selections, {kind: Kind.FRAGMENT_SPREAD, name: copy(fragment.name), directives: []});
  }
}

function renameFragment(random, tree) {
  const [one, other] = [random.pick(fragments(tree)), random.pick(fragments(tree))];
  if (one) one.name = random.chance(0.5) ? copy(other.name) : name('Renamed');
}

function otherCondition(random, tree, pool) {
  const place = random.pick(nodesOf(tree, ({typeCondition}) => typeCondition !== undefined));
  if (place) place.node.typeCondition = namedType(random.pick(pool.composites));
}

function addArgument(random, tree, pool) {
  const place = random.pick(nodesOf(tree, ({kind}) => kind === Kind.FIELD || kind === Kind.DIRECTIVE));
  const argument = random.pick(pool.arguments);
  if (place && argument) place.node.arguments = [...(place.node.arguments ?? []), copy(argument)];
}

// A value becomes a variable, which is nearly always defined then.
function variableForValue(random, tree, pool) {
  const place = random.pick(nodesOf(tree,
    (node, {key, parent}) => (key === 'value' || key === 'values') && parent.kind !== Kind.VARIABLE &&
      node.kind !== Kind.NAME && typeof parent.value !== 'string'));
  const operation = random.pick(operations(tree));
  if (!place || !operation) return;
  const known = operation.variableDefinitions ?? [];
  const variable = {
    kind: Kind.VARIABLE,
    name: name(
      known.length > 0 && random.chance(0.6) ? random.pick(known).variable.name.value : `v${known.length}`)
  };
  place.set(variable);
  if (random.chance(0.9)) addVariable(random, operation, pool, variable);
}

function addVariable(random, operation, pool, variable) {
  operation.variableDefinitions = [
    ...(operation.variableDefinitions ?? []), {
      kind: Kind.VARIABLE_DEFINITION,
      variable: copy(variable),
      type: copy(random.pick(pool.inputTypes)),
      directives: [],
      defaultValue: random.chance(0.3) ? copy(random.pick(pool.values)) : undefined,
    }
  ];
}

const definitionsOfVariables = (tree) => nodesOf(tree, ({kind}) => kind === Kind.VARIABLE_DEFINITION);

function changeVariable(random, tree, pool) {
  const place = random.pick(definitionsOfVariables(tree));
  if (!place) return;
  const change = random.below(4);
  if (change === 0)
    remove(place);
  else if (change === 1)
    place.list.push(copy(place.node));
  else if (change === 2)
    place.node.defaultValue = random.chance(0.5) ? undefined : copy(random.pick(pool.values));
  else
    place.node.type = copy(random.pick(pool.inputTypes));
}

// Definitions of another document, with their names, behind or before these.
function join(random, tree, pool) {
  const {definitions} = random.pick(pool.documents);
  insert(random, tree.definitions, copy(random.pick(definitions)));
}

function removeDefinition(random, tree) {
  if (tree.definitions.length > 1) tree.definitions.splice(random.below(tree.definitions.length), 1);
}

function renameOperation(random, tree) {
  const operation = random.pick(operations(tree));
  if (operation) operation.name = random.chance(0.3) ? undefined : name(random.pick(['Q', 'A', 'B', 'S']));
}

function selectionForLeaf(random, tree) {
  const place = random.pick(fields(tree));
  if (place)
    place.node.selectionSet = place.node.selectionSet ? undefined : copy(random.pick(sets(tree)).node);
}

function deepen(random, tree) {
  const place = random.pick(fields(tree).filter(({node}) => node.selectionSet));
  if (place) insert(random, place.node.selectionSet.selections, copy(place.node));
}

export const changesOfOperations = [
  spliceSelection,
  spliceSelection,
  removeSelection,
  renameField,
  renameField,
  alias,
  alias,
  wrapInFragment,
  wrapInFragment,
  unwrap,
  extractFragment,
  spread,
  spread,
  renameFragment,
  otherCondition,
  addArgument,
  variableForValue,
  variableForValue,
  changeVariable,
  join,
  join,
  removeDefinition,
  renameOperation,
  selectionForLeaf,
  deepen,
];
