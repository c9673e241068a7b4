// graphql-js executing an operation: with the constants that our example data has, or with documents,
// where a leaf or object of the wrong kind is an error as it is to us.
import {
  execute,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const constants = {
  Int: 2,
  Float: 3.14,
  Boolean: true,
  ID: 'id',
};

function constant(type, schema) {
  if (isNonNullType(type)) return constant(type.ofType, schema);
  if (isListType(type)) return [constant(type.ofType, schema), constant(type.ofType, schema)];
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isLeafType(type)) return constants[type.name] ?? 'str';
  if (isObjectType(type)) return {};
  const names = schema.getPossibleTypes(type).map(({name}) => name).sort();
  return {__typename: isUnionType(type) ? names[0] : names.at(-1)};
}

const accepts = {
  Int: (value) => Number.isInteger(value) && value === (value | 0),
  Float: Number.isFinite,
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

// The value with an Error in place of all that is wrong; graphql-js throws these where it meets them.
function checked(value, type) {
  if (isNonNullType(type)) return checked(value, type.ofType);
  if (value === null) return null;
  if (isListType(type)) {
    return Array.isArray(value) ? value.map((item) => checked(item, type.ofType)) : new Error('no list');
  }
  const isRight = isEnumType(type) ? type.getValue(value) !== undefined && typeof value === 'string' :
    isLeafType(type)               ? (accepts[type.name]?.(value) ?? true) :
                                     typeof value === 'object' && !Array.isArray(value);
  return isRight ? value : new Error(`no ${type}`);
}

function fromDocument(source, _arguments, _context, {fieldName, returnType}) {
  const value = checked(Object.hasOwn(source, fieldName) ? source[fieldName] : null, returnType);
  if (value instanceof Error) throw value;
  return value;
}

const typeOf = (value) => (Object.hasOwn(value, '__typename') ? value.__typename : undefined);

// Whether a variable is null where null must not be, though the document is valid: its default value made
// it so, or it is in an object with one field inside a list, where graphql-js does not look.
function hasNullForNonNull(schema, document, variables) {
  const types = new TypeInfo(schema);
  let found = false;
  visit(document, visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Variable({name}) {
      const given = variables[name.value];
      const isOneField = getNamedType(types.getParentInputType())?.isOneOf;
      if (given === null && isNonNullType(types.getInputType())) found = true;
      if (given == null && isOneField) found = true;
    },
  }));
  return found;
}

// Spares most requests the walk.
const mayHaveNull = (text, variables) =>
  Object.values(variables).includes(null) || /\{\s*\w+\s*:\s*\$/.test(text);

// {valid, body}: whether it was executed, and the response; `nullForNonNull`, see above.
export function executed(schema, {document: text, variables = {}, operationName, documents}) {
  const document = parse(text);
  const refused = validate(schema, document);
  const {data, errors} = refused.length > 0 ?
    {errors: refused} :
    execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: documents === undefined ? {} : JSON.parse(documents),
      fieldResolver: documents === undefined ? (_source, _arguments, _context, {returnType}) =>
        constant(returnType, schema) : fromDocument,
      typeResolver: typeOf,
    });
  return {
    valid: data !== undefined,
    body: JSON.stringify(
      {data, errors: errors?.map(({message, locations, path}) => ({message, locations, path}))}),
    ...(refused.length === 0 && mayHaveNull(text, variables) &&
      hasNullForNonNull(schema, document, variables) && {nullForNonNull: true}),
  };
}
