// Makes schemas to execute on: objects, interfaces that implement interfaces, unions, enums, inputs
// and scalars, with lists and non-null wherever they may stand. The names differ in letter case and
// length, so that an order of theirs shows.
import {buildSchema} from './oracle.mjs';

const pick = (random, list, most) => {
  const left = [...list];
  return Array.from(
    {length: Math.min(most, left.length)}, () => left.splice(random.below(left.length), 1)[0]);
};

const typeNames = [
  'Ant', 'Zebra', 'zoo', '_Low', 'A1', 'A_', 'Bee', 'bee', 'Item', 'Node', 'Of', 'M', 'Q2', 'Cat', 'dog'
];
const fieldNames = [
  'a', 'b', 'id', 'name', 'Name', 'toString', 'constructor', 'type', 'data', 'errors', 'on', 'n1', '_x',
  'aLongName', 'self', 'next', 'all', 'some', 'of'
];
// Without those that graphql-js finds in every JavaScript object that it is given.
const inputNames = fieldNames.filter((name) => !(name in {}));
const valueNames = ['RED', 'GREEN', 'blue', 'A', 'Z', '_V', 'type', 'on'];
const ownScalars = ['UUID', 'DateTime', 'JSON', 'Any'];
const builtIn = ['Int', 'Float', 'String', 'Boolean', 'ID'];

function wrapped(random, name) {
  let text = random.chance(0.3) ? `${name}!` : name;
  for (let chance = 0.35; random.chance(chance); chance *= 0.6)
    text = `[${text}]${random.chance(0.35) ? '!' : ''}`;
  return text;
}

class SchemaMaker {
  constructor(random) {
    this.random = random;
    const names = pick(random, typeNames, typeNames.length);
    const take = (most, least = 0) => names.splice(0, least + random.below(most + 1 - least));
    this.objects = take(5, 2);
    this.interfaces = take(3);
    this.unions = take(2);
    this.enums = take(2, 1).map((name) => ({name, values: pick(random, valueNames, 1 + random.below(4))}));
    this.inputs = ['In', 'One'];
    this.scalars = pick(random, ownScalars, random.below(3));
    this.fields = new Map();  // of interfaces and objects: name of the field -> {arguments, type}
    this.supers = new Map();  // what they implement, all the way up
  }

  leaf() {
    const {random} = this;
    return random.pick(
      random.chance(0.6) ? builtIn : [...builtIn, ...this.scalars, ...this.enums.map(({name}) => name)]);
  }

  outputType() {
    const {random} = this;
    if (random.chance(0.55)) return wrapped(random, this.leaf());
    const composites = [...this.objects, ...this.interfaces, ...this.unions];
    return wrapped(random, random.chance(0.04) ? 'Query' : random.pick(composites));
  }

  // An argument or input field. Few are required, which makes operations longer, not better.
  input(name, place) {
    const {random} = this;
    const base = random.chance(0.3) ? random.pick(this.inputs) : this.leaf();
    const type = wrapped(random, base);
    const literal = random.chance(0.45) ? this.literal(type, base, place) : undefined;
    if (literal !== undefined) return `${name}: ${type} = ${literal}`;
    return `${name}: ${place === 'argument' && random.chance(0.4) ? type : type.replace(/!$/, '')}`;
  }

  // A default value; a single value stands for lists of one, however deep.
  literal(type, base, place) {
    const {random} = this;
    if (!type.endsWith('!') && random.chance(0.2)) return 'null';
    const single = {
      Int: ['1', '-7'], Float: ['2', '1.50', '1e3'], String: ['"s\\n"', '"""b"""'], Boolean: ['true'],
      ID: ['5', '"i"'], In: place === 'argument' ? ['{}'] : undefined,  // its own default would be a circle
    }[base] ?? this.enums.find(({name}) => name === base)?.values;
    if (single === undefined) return ownScalars.includes(base) ? '"x"' : undefined;
    return type.includes('[') && random.chance(0.3) && !type.includes('[[') ? `[${random.pick(single)}]` :
                                                                             random.pick(single);
  }

  field() {
    const {random} = this;
    const names = random.chance(0.35) ? pick(random, ['x', 'y', 'if', 'input'], 1 + random.below(3)) : [];
    return {arguments: names.map((name) => this.input(name, 'argument')), type: this.outputType()};
  }

  // With the fields of what it implements, some of them narrowed.
  declare(name, supers) {
    const {random} = this;
    const above = (one) => this.supers.get(one).length;
    const all = [...new Set(supers.flatMap((one) => [one, ...this.supers.get(one)]))]
                  .toSorted((one, other) => above(other) - above(one));  // the narrowest first
    const fields = new Map();
    for (const one of all) {
      for (const [field, declared] of this.fields.get(one)) {
        if (fields.has(field)) continue;
        const narrower = declared.type.endsWith('!') || random.chance(0.7) ? '' : '!';
        const more = random.chance(0.2) && !declared.arguments.some((text) => text.startsWith('more')) ?
          ['more: Int'] :
          [];
        fields.set(
          field, {arguments: [...declared.arguments, ...more], type: declared.type + narrower});
      }
    }
    const own = 1 + random.below(5);
    for (const field of pick(random, fieldNames, own)) {
      // Two interfaces of one object must not have a name in common unless it is of the same type.
      const key = this.interfaces.includes(name) ? `${field}${this.interfaces.indexOf(name)}` : field;
      if (!fields.has(key)) fields.set(key, this.field());
    }
    this.fields.set(name, fields);
    this.supers.set(name, all);
  }

  make() {
    const {random} = this;
    for (const [index, name] of this.interfaces.entries())
      this.declare(name, random.chance(0.5) ? pick(random, this.interfaces.slice(0, index), 1) : []);
    for (const name of this.objects)
      this.declare(name, pick(random, this.interfaces, random.below(this.interfaces.length + 1)));
    const roots = ['Query'];
    if (random.chance(0.6)) roots.push('Mutation');
    if (random.chance(0.2)) roots.push('Subscription');
    const rootFields = () =>
      new Map(pick(random, fieldNames, 3 + random.below(6)).map((name) => [name, this.field()]));
    for (const name of roots) this.fields.set(name, rootFields());
    return [
      ...roots.map((name) => this.composite('type', name)),
      ...this.interfaces.map((name) => this.composite('interface', name)),
      ...this.objects.map((name) => this.composite('type', name)),
      ...this.unions.map(
        (name) => `union ${name} = ${pick(random, this.objects, 1 + random.below(4)).join(' | ')}`),
      ...this.enums.map(({name, values}) => `enum ${name} { ${values.join(' ')} }`),
      ...this.scalars.map((name) => `scalar ${name}`),
      `input In { ${pick(random, inputNames, 4).map((name) => this.input(name, 'field')).join(' ')} }`,
      `input One @oneOf { i: Int s: [String!] in: In e: ${this.enums[0].name} one: One }`,
    ].join('\n');
  }

  composite(keyword, name) {
    const supers = this.supers.get(name) ?? [];
    const fields = [...this.fields.get(name)].map(
      ([field, {arguments: given, type}]) =>
        `${field}${given.length > 0 ? `(${given.join(', ')})` : ''}: ${type}`);
    return `${keyword} ${name}${supers.length > 0 ? ` implements ${supers.join(' & ')}` : ''} { ${
      fields.join(' ')} }`;
  }
}

// Interfaces that narrow one field differently may come together in one object; then it is begun anew.
export function makeExecutableSchema(random) {
  for (;;) {
    const text = new SchemaMaker(random).make();
    if (buildSchema(text).schema) return text;
  }
}
