// Makes cases for the coercion of variables: an operation that hands each argument of some root
// fields a variable, so that it is always valid, and values for these, right and wrong ones.
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument
} from 'graphql';

import {buildSchema} from './oracle.mjs';

const wrong = [
  null, true, 1, 1.5, '', 'RED', '1', [], [null], {}, {a: 1}, -0, 1e21, 2147483648, 12345678901234567890,
  [[1]], 'é😀\u0000'
];
const right = {
  Int: [0, -1, 2147483647, -2147483648, 3.0],
  Float: [0, 1, -1.5, 1e300, 5e-324, 0.1, 100000000000000000000],
  String: ['', 'text', 'é😀 "\\\n'],
  Boolean: [true, false],
  ID: ['a', '', 1, -5, 9007199254740991, 1e20],
};

// A value for an input type, now and then a wrong one.
export function value(random, type, depth) {
  if (random.chance(0.06)) return random.pick(wrong);
  if (isNonNullType(type)) return value(random, type.ofType, depth);
  if (random.chance(0.08)) return null;
  if (isListType(type)) {
    if (random.chance(0.15)) return value(random, type.ofType, depth);
    return Array.from({length: random.below(depth > 4 ? 1 : 4)}, () => value(random, type.ofType, depth + 1));
  }
  if (isInputObjectType(type)) return object(random, type, depth);
  if (isEnumType(type)) return random.chance(0.95) ? random.pick(type.getValues()).name : 'NOPE';
  return random.pick(right[type.name] ?? wrong);
}

function object(random, type, depth) {
  const given = {};
  const fields = Object.values(type.getFields());
  if (type.isOneOf && random.chance(0.85)) {
    const field =
      random.pick(depth > 4 ? fields.filter((one) => isLeafType(getNamedType(one.type))) : fields) ??
      fields[0];
    given[field.name] = value(random, field.type, depth + 1);
    return given;
  }
  for (const field of fields) {
    const needed = isNonNullType(field.type) && field.default === undefined;
    if (depth > 5 ? needed && depth < 9 : random.chance(needed ? 0.97 : 0.4))
      given[field.name] = value(random, field.type, depth + 1);
  }
  if (random.chance(0.04)) given[random.pick(['unknown', 'toString', fields[0].name + 'x'])] = 1;
  return given;
}

// {schema, document, variables}; undefined where the schema has no root field with arguments.
export function coercionCase(random, schemaText) {
  const {schema} = buildSchema(schemaText);
  const roots =
    [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]].filter(([, type]) => type);
  const [operation, root] = random.pick(roots);
  const fields = Object.values(root.getFields()).filter(({args}) => args.length > 0);
  if (fields.length === 0) return undefined;
  const definitions = [];
  const selections = [];
  const variables = {};
  const count = 1 + random.below(3);
  for (let i = 0; i < count; ++i) {
    const field = random.pick(fields);
    const given = field.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.6));
    const texts = given.map((argument) => {
      const variable = `v${definitions.length}`;
      definitions.push(definition(random, variable, argument));
      if (random.chance(0.85)) variables[variable] = value(random, argument.type, 0);
      return `${argument.name}: $${variable}`;
    });
    const isLeaf = isLeafType(getNamedType(field.type));
    selections.push(`a${i}: ${field.name}${texts.length > 0 ? `(${texts.join(', ')})` : ''}${
      isLeaf ? '' : ' { __typename }'}`);
  }
  if (random.chance(0.1)) variables.unused = value(random, fields[0].args[0].type, 0);
  return {
    schema: schemaText,
    variables,
    document: `${operation}${definitions.length > 0 ? ` (${definitions.join(', ')})` : ''} { ${
      selections.join(' ')} }`,
  };
}

// Defaults are values that all schemas of the seeds take for a type, or none.
const defaults = {
  Int: '7',
  Float: '2.50',
  String: '"d\\n\\u{1F600}"',
  Boolean: 'false',
  ID: '5',
  Any: '{a: [1, 2.0, E, "s", {b: null}]}',
  Date: '"2020"',
  Color: 'RED',
  Filter: '{price: {from: 1}, any: {text: "t"}}',
  Pick: '{list: 1}',
  Required: '{a: 1, b: "b", c: 2}',
  Deep: '{a: {b: {c: 1}}}',
  One: '{nested: {id: 5}}',
  Rec: '{name: "n", children: {name: "m"}}',
  In: '{x: 1}',
  NewUser: '{name: "n", tags: "t"}',
};

function definition(random, variable, {type, default: ofArgument}) {
  const canBeNullable = isNonNullType(type) && ofArgument !== undefined && random.chance(0.5);
  const text = String(canBeNullable ? type.ofType : type);
  const literal = random.chance(0.3) ? defaults[getNamedType(type).name] : undefined;
  const asNonNull = !text.endsWith('!') && random.chance(0.2);
  return `$${variable}: ${text}${asNonNull ? '!' : ''}${literal === undefined ? '' : ` = ${literal}`}`;
}
