// What the mutations put in: names, types, values and whole documents, taken from the seeds
// and from the schema that a document is for.
import {
  buildASTSchema,
  isCompositeType,
  isInputType,
  isInterfaceType,
  Kind,
  parse,
  parseConstValue,
  parseType,
  TokenKind,
  visit,
} from 'graphql';

import {tokenize} from './tokens.mjs';

const bare = {
  noLocation: true
};

// The tree of a text, or undefined where it is no GraphQL.
export function tree(text) {
  try {
    return parse(text, bare);
  } catch {
    return undefined;
  }
}

const literalOfType = new Map([
  ['Int', '1'],
  ['Float', '1.5'],
  ['String', '"s"'],
  ['Boolean', 'true'],
  ['ID', '"id"'],
]);

// A use of each directive that the schema has, with an argument or two that may well be right.
function directiveUses(schema) {
  return [...schema.getDirectives(), {name: 'unknown', args: []}].map(({name, args}) => ({
    kind: Kind.DIRECTIVE,
    name: {kind: Kind.NAME, value: name},
    arguments: args.map((argument) => ({
      kind: Kind.ARGUMENT,
      name: {kind: Kind.NAME, value: argument.name},
      value: parseConstValue(literalOfType.get(String(argument.type).replaceAll('!', '')) ?? '{}', bare),
    })),
  }));
}

function poolOf(schemaText, trees, allTokens) {
  const schema = buildASTSchema(parse(schemaText), {assumeValid: true, assumeValidSDL: true});
  const types = Object.values(schema.getTypeMap());
  const pool = {
    names: [],
    fields: ['__typename', '__schema', '__type'],
    inputTypes: [],
    values: [],
    arguments: [],
    documents: trees,
    tokens: allTokens,
    types: types.map(({name}) => name)
      .filter((name) => !name.startsWith('__'))
      .concat('Int', 'String', 'ID', 'Unknown', '__Type', '__TypeKind'),
    composites: types.filter(isCompositeType).map(({name}) => name),
    interfaces: types.filter(isInterfaceType).map(({name}) => name),
    directives: directiveUses(schema),
  };
  const collect = (name) => (node) => {
    pool[name].push(node);
  };
  for (const document of [tree(schemaText), ...trees]) {
    visit(document, {
      Name: ({value}) => {
        pool.names.push(value);
      },
      FieldDefinition: ({name}) => {
        pool.fields.push(name.value);
      },
      InputValueDefinition: ({type}) => {
        pool.inputTypes.push(type);
      },
      VariableDefinition: ({type, defaultValue}) => {
        pool.inputTypes.push(type);
        if (defaultValue) pool.values.push(defaultValue);
      },
      Argument: collect('arguments'),
      StringValue: (node, key) => {
        if (key === 'value') pool.values.push(node);
      },
      IntValue: collect('values'),
      FloatValue: collect('values'),
      BooleanValue: collect('values'),
      EnumValue: collect('values'),
      NullValue: collect('values'),
      ListValue: collect('values'),
      ObjectValue: collect('values'),
    });
  }
  pool.names = [...new Set(pool.names), 'unknown', '__typename', 'on'];
  for (const {name} of types.filter(isInputType)) {
    pool.inputTypes.push(...[name, `${name}!`, `[${name}]`, `[${name}!]!`, `[[${name}!]]!`].map(
      (text) => parseType(text, bare)));
  }
  // Values stand where variables may not: in defaults, too.
  pool.values = pool.values.filter((value) => !JSON.stringify(value).includes('"Variable"'))
                  .concat(parseConstValue('null', bare));
  return pool;
}

// For each schema with documents: {text, pool, seeds}; a seed is {text, tree or undefined, tokens}.
export function preparePools({documents, schemas, definitions}) {
  const seed = ({text, label}) => ({text, label, tree: tree(text), tokens: tokenize(text)});
  const isPlain = ({kind}) => kind !== TokenKind.EOF;
  const tokensOf = (seeds) => seeds.flatMap(({tokens}) => tokens.filter(isPlain).map(({text}) => text));
  const groups =
    schemas.map((text) => ({text, seeds: documents.filter(({schema}) => schema === text).map(seed)}));
  const executable = groups.map(({text, seeds}) => {
    const trees = seeds.flatMap((one) => one.tree ?? []);
    return {text, seeds, pool: poolOf(text, trees, tokensOf(seeds).concat(tokensOf([seed({text})])))};
  });
  const sdl = definitions.map(seed);
  const sdlTrees = sdl.flatMap((one) => one.tree ?? []);
  const sdlTokens = tokensOf(sdl);
  const everything = schemas[0];
  const shared = poolOf(everything, sdlTrees, sdlTokens);
  const typeSystem = sdl.map((one) => ({...one, pool: withTypesOf(shared, one.tree)}));
  return {executable, typeSystem};
}

// The shared pool, with the names of this document's own definitions for its types.
function withTypesOf(shared, document) {
  if (!document) return shared;
  const own =
    document.definitions.filter(({name, kind}) => name && /Type/.test(kind)).map(({name}) => name.value);
  const interfaces =
    document.definitions.filter(({kind}) => /^Interface/.test(kind)).map(({name}) => name.value);
  const inputTypes = [...own, 'Int', 'String', 'ID'].flatMap(
    (type) => [type, `${type}!`, `[${type}]`, `[${type}!]!`].map((text) => parseType(text, bare)));
  const uses = document.definitions.filter(({kind}) => kind === Kind.DIRECTIVE_DEFINITION).map(({name}) => ({
    kind: Kind.DIRECTIVE,
    name,
    arguments: [],
  }));
  return {
    ...shared,
    inputTypes,
    interfaces,
    types: [...own, ...own, 'Int', 'String', 'ID', 'Boolean', 'Unknown', '__Type'],
    directives: [
      ...uses, ...uses,
      ...shared.directives.filter(({name}) => /deprecated|specifiedBy|oneOf|skip|unknown/.test(name.value))
    ],
  };
}
