// Makes operations that are valid on a schema, led by its types: aliases, equal response keys in
// several places, fragments of every kind, arguments, variables, @skip and @include. What a selection
// set has under each response key is noted in a Scope, so that only what can be merged comes
// together, and so that documents can be made for it (execution_documents.mjs).
import {
  coerceInputValue,
  doTypesOverlap,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLNonNull,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

import {value as inputValue} from './coercion_cases.mjs';

const maxWeight = 300;  // lists inside lists and possible types multiply what comes back
const maxDepth = 6;
const aliases = ['a', 'b', 'id', 'name', 'k', '__proto__', 'constructor', '_'];
const literals = {
  Int: ['1', '-3', '2147483647'],
  Float: ['1', '1.5', '-2e10'],
  String: ['"s"', '"é😀\\n"', '"""b"""'],
  Boolean: ['true', 'false'],
  ID: ['5', '"i"'],
};
const anything = ['1', '"s"', 'true', 'E', '[1, "x"]', '{a: {b: null}}'];

// What merged selection sets have: response key -> {uses: [{parent, field, given, type}], inside: Scope}.
class Scope {
  keys = new Map();

  entry(key) {
    if (!this.keys.has(key)) this.keys.set(key, {uses: [], inside: new Scope()});
    return this.keys.get(key);
  }
  takes(key, use) {
    return this.keys.get(key)?.uses.every((other) => merges(other, use)) ?? true;
  }
  takesAll(other) {
    return [...other.keys].every(([key, {uses, inside}]) => uses.every((use) => this.takes(key, use)) &&
        (this.keys.get(key)?.inside.takesAll(inside) ?? true));
  }
  addAll(other) {
    for (const [key, {uses, inside}] of other.keys) {
      const mine = this.entry(key);
      mine.uses.push(...uses);
      mine.inside.addAll(inside);
    }
  }
}

const shape = (type) =>
  isCompositeType(getNamedType(type)) ? String(type).replace(/\w+/, '{}') : String(type);

function merges(one, other) {
  if (shape(one.type) !== shape(other.type)) return false;
  return areApart(one.parent, other.parent) || (one.field === other.field && one.given === other.given);
}

// Whether no value is of both types.
const areApart = (one, other) => isObjectType(one) && isObjectType(other) && one !== other;

const listDepth = (type) => {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
};

class OperationMaker {
  constructor(random, schema) {
    this.random = random;
    this.schema = schema;
    this.left = 6 + random.below(random.chance(0.35) ? 80 : 25);  // fields
    this.conditional = random.pick([0, 0, 0.1, 0.25]);
    this.fragments = [];
    this.argumentNames = new Map();  // by the text of the arguments
    this.variables = new Map();  // by name: {type, text}
    this.composites = Object.values(schema.getTypeMap())
                        .filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
  }

  selections(parent, scope, depth, weight) {
    const {random} = this;
    const made = [];
    const count = 1 + random.below(5);
    for (let i = 0; i < count && (i === 0 || this.left > 0); ++i) {
      const roll = depth < maxDepth && this.left > 0 ? random.next() : 0;
      if (roll < 0.62)
        made.push(this.field(parent, scope, depth, weight));
      else if (roll < 0.82)
        made.push(this.inline(parent, scope, depth, weight));
      else
        made.push(this.spread(parent, scope, depth, weight));
    }
    return `{ ${made.join(' ')} }`;
  }

  field(parent, scope, depth, weight) {
    const {random} = this;
    this.left -= 1;
    // Not inside of fields, also where these are of the query type: see README.md.
    if (scope === this.queryScope && random.chance(0.06)) return this.introspection(parent, scope);
    const fits = (field) => !isCompositeType(getNamedType(field.type)) ||
      (depth < maxDepth && this.left > 0 && this.grown(weight, field.type) <= maxWeight);
    const isBare = random.chance(0.1) && parent !== this.schema.getSubscriptionType();
    const fields = isBare || !parent.getFields ? [] : Object.values(parent.getFields()).filter(fits);
    const field = random.pick(fields);
    if (field === undefined) {
      const type = new GraphQLNonNull(this.schema.getType('String'));
      return this.named(parent, scope, {field: '__typename', given: '', type}).text + this.conditions();
    }
    const use = {field: field.name, given: this.given(parent, scope, field), type: field.type};
    const {text, inside} = this.named(parent, scope, use);
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ?
      ` ${this.selections(named, inside, depth + 1, this.grown(weight, field.type))}` :
      '';
    return `${text}${this.conditions()}${below}`;
  }

  grown(weight, type) {
    const named = getNamedType(type);
    const possible = isAbstractType(named) ? this.schema.getPossibleTypes(named).length : 1;
    return weight * 2 ** listDepth(type) * Math.max(1, possible);
  }

  introspection(parent, scope) {
    const [field, given, below] = this.random.pick([
      ['__schema', '', '{ queryType { name } }'],
      ['__type', `(name: "${parent.name}")`, '{ kind name }'],
      ['__type', '(name: "Nothing")', '{ name }'],
    ]);
    return `${this.named(parent, scope, {field, given, type: parent}).text} ${below}`;
  }

  // The field under a response key that is free, or that it may share; `inside` is for what it selects.
  named(parent, scope, {field, given, type}) {
    const {random} = this;
    const use = {parent, field, given, type};
    const candidates = random.chance(0.3) ? [random.pick(aliases), field] : [field, random.pick(aliases)];
    const key = candidates.find((one) => scope.takes(one, use)) ?? `x${scope.keys.size}_${this.left}`;
    const entry = scope.entry(key);
    entry.uses.push(use);
    return {text: `${key === field ? '' : `${key}: `}${field}${given}`, inside: entry.inside};
  }

  // The arguments that the field has there already, where it can be.
  given(parent, scope, field) {
    const before = scope.keys.get(field.name)?.uses.find(
      (use) => use.field === field.name && !areApart(use.parent, parent));
    const isKnown = (name) => field.args.some((argument) => argument.name === name);
    if (before && this.argumentNames.get(before.given).every(isKnown)) return before.given;
    const chosen = field.args.filter((argument) => isRequiredArgument(argument) || this.random.chance(0.5));
    const given = chosen.map((argument) => `${argument.name}: ${this.literal(argument.type, 0)}`);
    const text = given.length > 0 ? `(${given.join(', ')})` : '';
    this.argumentNames.set(text, chosen.map(({name}) => name));
    return text;
  }

  inline(parent, scope, depth, weight) {
    const on = this.random.chance(0.2) ? undefined : this.condition(parent);
    const below = this.selections(on ?? parent, scope, depth + 0.5, weight);
    return `...${on ? ` on ${on.name}` : ''}${this.conditions()} ${below}`;
  }

  condition(parent) {
    return this.random.pick(this.composites.filter((type) => doTypesOverlap(this.schema, type, parent)));
  }

  // A new fragment, or one that there is already; a field where it does not go with what there is.
  spread(parent, scope, depth, weight) {
    const {random} = this;
    const usable = this.fragments.filter(
      (one) => doTypesOverlap(this.schema, one.on, parent) && weight * one.weight <= maxWeight);
    const fragment =
      usable.length > 0 && random.chance(0.6) ? random.pick(usable) : this.newFragment(parent, depth, weight);
    if (!scope.takesAll(fragment.scope)) return this.field(parent, scope, depth, weight);
    scope.addAll(fragment.scope);
    return `...${fragment.name}${this.conditions()}`;
  }

  newFragment(parent, depth, weight) {
    const on = this.condition(parent);
    const scope = new Scope();
    const below = this.selections(on, scope, depth + 1, weight);
    const name = `F${this.fragments.length}`;
    const text = `fragment ${name} on ${on.name} ${below}`;
    this.fragments.push({name, on, scope, weight: weightOf(this, scope), text});
    return this.fragments.at(-1);
  }

  conditions() {
    const {random} = this;
    const one = (name) => random.chance(this.conditional) ?
      ` @${name}(if: ${this.literal(new GraphQLNonNull(GraphQLBoolean), 0)})` :
      '';
    return one('skip') + one('include');
  }

  // `isConstant`: without variables.
  literal(type, depth, isConstant = false) {
    const {random} = this;
    if (!isConstant && random.chance(depth === 0 ? 0.5 : 0.1)) return `$${this.variable(type)}`;
    const inner = (of) => this.literal(of, depth + 1, isConstant);
    if (isNonNullType(type)) return this.bare(type.ofType, depth, inner);
    return random.chance(0.1) ? 'null' : this.bare(type, depth, inner);
  }

  bare(type, depth, inner) {
    const {random} = this;
    if (isListType(type)) {
      if (random.chance(0.2)) return this.bare(getNullableType(type.ofType), depth + 1, inner);
      return `[${Array.from({length: random.below(3)}, () => inner(type.ofType)).join(', ')}]`;
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return random.pick(literals[type.name] ?? anything);
    const fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const field = depth > 3 ? fields[0] : random.pick(fields);
      return `{${field.name}: ${inner(new GraphQLNonNull(field.type))}}`;
    }
    const given = fields.filter((field) => isRequiredArgument(field) || random.chance(depth > 2 ? 0 : 0.4));
    return `{${given.map((field) => `${field.name}: ${inner(field.type)}`).join(', ')}}`;
  }

  // A variable that may stand where `type` is wanted.
  variable(type) {
    const {random} = this;
    const fitting = [...this.variables].filter(([, one]) => String(one.type) === String(type));
    if (fitting.length > 0 && random.chance(0.6)) return random.pick(fitting)[0];
    const name = `v${this.variables.size}`;
    const withDefault = random.chance(0.3);
    let declared = type;
    if (isNonNullType(type) && withDefault && random.chance(0.4)) declared = type.ofType;
    if (!isNonNullType(type) && random.chance(0.15)) declared = new GraphQLNonNull(type);
    // Where the place is non-null, a default of null would not make the variable fit.
    const filled = isNonNullType(type) ? type : declared;
    const text = withDefault ? ` = ${this.literal(filled, 2, true)}` : '';
    this.variables.set(name, {type, declared, text: `$${name}: ${declared}${text}`});
    return name;
  }

  // {name, kind, root, scope, text}; `text` without its head.
  operation(name) {
    const {random, schema} = this;
    const roots = [['query', schema.getQueryType()], ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()], ['subscription', schema.getSubscriptionType()]];
    const [kind, root] = random.pick(roots.filter(([, type]) => type));
    const scope = new Scope();
    if (kind === 'query') this.queryScope = scope;
    this.left = Math.max(this.left, 5);
    const conditional = this.conditional;
    if (kind === 'subscription') this.conditional = 0;  // its root may have none
    const text =
      kind === 'subscription' ? `{ ${this.field(root, scope, 0, 1)} }` : this.selections(root, scope, 0, 1);
    this.conditional = conditional;
    return {name, kind, root, scope, text};
  }

  // All that a text uses, through fragments.
  fragmentsOf(text, found = new Set()) {
    for (const [, name] of text.matchAll(/\.\.\.(\w+)/g)) {
      const fragment = this.fragments.find((one) => one.name === name);
      if (found.has(fragment)) continue;
      found.add(fragment);
      this.fragmentsOf(fragment.text, found);
    }
    return found;
  }

  head({kind, name, text}) {
    const texts = [text, ...[...this.fragmentsOf(text)].map((one) => one.text)].join(' ');
    const used = new Set([...texts.matchAll(/\$(\w+)/g)].map(([, variable]) => variable));
    const variables = [...used].map((variable) => this.variables.get(variable).text);
    return `${kind}${name ? ` ${name}` : ''}${variables.length > 0 ? `(${variables.join(', ')})` : ''}`;
  }

  // The values that a request gives: nearly always right ones.
  values() {
    const {random} = this;
    const given = {};
    for (const [name, {declared, text}] of this.variables) {
      const canBeAbsent = !isNonNullType(declared) || text.includes('=');
      if (random.chance(canBeAbsent ? 0.4 : 0.01)) continue;
      for (let attempt = 0; attempt < 8; ++attempt) {
        given[name] = inputValue(random, declared, 3);
        if (coerceInputValue(given[name], declared) !== undefined || random.chance(0.01)) break;
      }
    }
    return given;
  }

  make() {
    const {random} = this;
    const several = random.chance(0.2);
    const names = several ? ['A', 'B', 'C'].slice(0, 2 + random.below(2)) : random.chance(0.5) ? ['A'] : [''];
    const operations = names.map((name) => this.operation(name));
    const chosen = random.pick(operations);
    const used = this.fragmentsOf(operations.map(({text}) => text).join(' '));
    const document = [
      ...operations.map((one) => `${one.kind === 'query' && !one.name && this.head(one) === 'query' ?
        '' : `${this.head(one)} `}${one.text}`),
      ...[...used].map(({text}) => text),
    ].join('\n');
    return {
      document,
      chosen,
      variables: this.values(),
      ...(this.variables.size > 0 && random.chance(0.3) && {before: this.values()}),
      ...((several || (chosen.name && random.chance(0.5))) && {operationName: chosen.name}),
    };
  }
}

// How much comes back for one of what has these selections.
function weightOf(maker, scope) {
  let most = 1;
  for (const {uses: [{field, type}], inside} of scope.keys.values()) {
    if (!field.startsWith('__')) most = Math.max(most, maker.grown(weightOf(maker, inside), type));
  }
  return most;
}

// {document, variables, operationName?, before?, chosen}: `before` are variables of a request that came
// before with the same document; `chosen` has the `root` type and the `scope` of what is executed.
export const makeOperation = (random, schema) => new OperationMaker(random, schema).make();
