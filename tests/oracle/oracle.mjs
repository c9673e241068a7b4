// What graphql-js says: one request in, one answer out, in the words of the driver
// (driver.cpp), so that the two can be laid beside each other. `noOpinion` says that
// graphql-js gave up for reasons of its own: its stack or its work budget.
import {
  buildASTSchema,
  findBreakingChanges,
  findDangerousChanges,
  getVariableValues,
  introspectionFromSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  specifiedRules,
  validate,
  validateSchema,
} from 'graphql';
import {validateSDL} from 'graphql/validation/validate.js';

import {executed} from './execution.mjs';

export const introspectionOptions = {
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

const schemas = new Map();
const remembered = 300;

// { schema } or { errors }.
export function buildSchema(text) {
  let built = schemas.get(text);
  if (built === undefined) {
    if (schemas.size >= remembered) schemas.delete(schemas.keys().next().value);
    built = readSchema(text);
    schemas.set(text, built);
  }
  return built;
}

function readSchema(text) {
  try {
    const document = parse(text);
    const sdlErrors = validateSDL(document);
    if (sdlErrors.length > 0) return {errors: sdlErrors};
    const schema = buildASTSchema(document, {assumeValidSDL: true});
    const errors = validateSchema(schema);
    return errors.length > 0 ? {errors} : {schema};
  } catch (error) {
    return {errors: [error]};
  }
}

const operations = {
  validate({schema, document, rule}) {
    const rules = rule === undefined ? specifiedRules : specifiedRules.filter(({name}) => name === rule);
    return verdict(validate(needSchema(schema), parse(document), rules));
  },
  check: ({schema}) => verdict(buildSchema(schema).errors ?? []),
  print_document: ({document}) => ({text: print(parse(document))}),
  print_schema({schema, sort}) {
    const built = needSchema(schema);
    return {text: printSchema(sort ? lexicographicSortSchema(built) : built)};
  },
  introspect: ({schema}) => ({data: introspectionFromSchema(needSchema(schema), introspectionOptions)}),
  diff(request) {
    const [before, after] = [needSchema(request.old), needSchema(request.new)];
    const of = (changes, severity) =>
      changes.map(({type, description}) => ({kind: type, severity, description}));
    return {
      changes: [
        ...of(findBreakingChanges(before, after), 'breaking'),
        ...of(findDangerousChanges(before, after), 'dangerous')
      ]
    };
  },
  coerce({schema, document, variables}) {
    const operation = parse(document).definitions.find(({kind}) => kind === Kind.OPERATION_DEFINITION);
    const {errors, variableValues} =
      getVariableValues(needSchema(schema), operation.variableDefinitions ?? [], variables);
    return errors ? verdict(errors) : {valid: true, errors: [], data: variableValues.coerced};
  },
  execute: (request) => executed(needSchema(request.schema), request),
};

export function answer(request) {
  try {
    return operations[request.op](request);
  } catch (error) {
    if (Array.isArray(error)) return verdict(error);
    return verdict([error]);
  }
}

// Throws the errors where there is no schema; answer() tells them.
function needSchema(text) {
  const {schema, errors} = buildSchema(text);
  if (errors) throw errors;
  return schema;
}

function verdict(errors) {
  const gaveUp =
    errors.find((error) => error instanceof RangeError || error.message === 'Validation aborted.');
  return {
    ...(gaveUp && {noOpinion: gaveUp.message}),
    valid: errors.length === 0,
    errors: errors.map(({message, locations}) => ({message, locations: locations ?? []})),
  };
}
