// Makes the documents of root fields for an operation, with faults: nulls, missing keys, values of
// the wrong kind, unknown types. They are text, since JSON has spellings that JavaScript has not.
import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

const raw = (text) => JSON.rawJSON(text);
const texts = [
  '', 's', 'id', 'null', '2', 'é😀\u2028', '"\\/\b\f\n\r\t\u0001\u001f\u007f', 'a, b: {[', '__typename'
];
const right = {
  Int: [0, 2, -1, 2147483647, -2147483648, raw('2.0'), raw('-10.00')],
  Float: [0, 3.14, -1.5, 7, 1e21, 1e300, 5e-324, 0.1],
  String: texts,
  Boolean: [true, false],
  ID: [...texts, 0, -5, 9007199254740991],
};
const wrong = {
  Int: [2147483648, -2147483649, 1.5, raw('1e400'), '2', true, {}, []],
  Float: [raw('1e400'), raw('-1e400'), '3.14', false, {}, [1]],
  String: [1, true, {}, [], ['s']],
  Boolean: [0, 'true', {}, []],
  ID: [1.5, true, {}, [], ['id']],
};
const anything = [0, 1.5, 's', '', true, {}, [], ['x'], [[]], 1e21];
const wrongEnum = ['NOPE', '', 'red', 'RED ', 'A\n', 0, true, {}, []];
const wrongList = ['s', 1, true, {}, {a: 1}];
const wrongObject = ['s', '', 1, 0, true, false, [], [{}], [[]]];

class DocumentMaker {
  constructor(random, schema, faults) {
    this.random = random;
    this.schema = schema;
    this.faults = faults;
    this.left = 300;  // values
    this.types = Object.keys(schema.getTypeMap());
  }

  // `scopes`: what is selected of the value.
  value(type, scopes) {
    const {random} = this;
    this.left -= 1;
    if (random.chance(this.faults)) return random.chance(0.5) ? null : this.wrong(getNullableType(type));
    if (isNonNullType(type)) return this.rightValue(type.ofType, scopes);
    return random.chance(0.03) ? null : this.rightValue(type, scopes);
  }

  rightValue(type, scopes) {
    const {random} = this;
    if (isListType(type)) {
      const length = random.chance(0.1) ? 0 : 1 + random.below(this.left > 0 ? 3 : 1);
      return Array.from({length}, () => this.value(type.ofType, scopes));
    }
    if (isObjectType(type)) return this.object(type, scopes);
    if (isAbstractType(type)) return this.abstract(type, scopes);
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    return random.pick(right[type.name] ?? anything);
  }

  wrong(type) {
    const {random} = this;
    if (isListType(type)) return random.pick(wrongList);
    if (isObjectType(type) || isAbstractType(type)) return random.pick(wrongObject);
    return random.pick(isEnumType(type) ? wrongEnum : (wrong[type.name] ?? [null]));
  }

  abstract(type, scopes) {
    const {random} = this;
    const object = random.pick(this.schema.getPossibleTypes(type));
    const made = object === undefined ? {} : this.object(object, scopes);
    if (!random.chance(this.faults)) return {...made, __typename: object?.name ?? 'Nothing'};
    delete made.__typename;
    const named = random.pick(
      [undefined, null, '', 1, 'Unknown', {}, ['x'], type.name, 'String', random.pick(this.types)]);
    return named === undefined ? made : {...made, __typename: named};
  }

  object(object, scopes) {
    const {random} = this;
    const made = random.chance(0.1) ? {unselected: [1, {a: null}], zz: 's'} : {};
    for (const [name, inside] of this.selected(object, scopes)) {
      if (!random.chance(this.faults / 3)) made[name] = this.value(object.getFields()[name].type, inside);
    }
    return made;
  }

  // field name -> the scopes of what is selected of it
  selected(object, scopes) {
    const found = new Map();
    for (const {uses, inside} of scopes.flatMap(({keys}) => [...keys.values()])) {
      for (const {parent, field} of uses) {
        const applies =
          parent === object || (isAbstractType(parent) && this.schema.isSubType(parent, object));
        if (!applies || field.startsWith('__')) continue;
        if (!found.has(field)) found.set(field, []);
        if (!found.get(field).includes(inside)) found.get(field).push(inside);
      }
    }
    return found;
  }
}

// JSON: an object that has, by the names of the root fields of `chosen` (makeOperation), their values.
export function makeDocuments(random, schema, {root, scope}) {
  const faults = random.pick([0, 0.02, 0.05, 0.1, 0.25]);
  return JSON.stringify(new DocumentMaker(random, schema, faults).object(root, [scope]));
}
