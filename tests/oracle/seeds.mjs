// Reads seeds/: what every mutation starts from. A file is a row of blocks, each opened by
// a line "### LABEL". A block labelled `schema` is the schema of the documents below it. The
// label of any other says what graphql-js makes of it: `ok`, or the rule that refuses it.
// In seeds/sdl/ all blocks are schemas and carry such labels; `Schema` is for what
// validateSchema says, `Build` for buildASTSchema. `Syntax` is for the parser everywhere.
// checkSeeds() holds the labels to it, and that no rule goes without a refused seed.
import {buildASTSchema, parse, specifiedRules, validate, validateSchema} from 'graphql';
import {specifiedSDLRules} from 'graphql/validation/specifiedRules.js';
import {validateSDL} from 'graphql/validation/validate.js';
import {readdirSync, readFileSync} from 'node:fs';

const directory = new URL('./seeds/', import.meta.url);

function blocks(path) {
  return readFileSync(new URL(path, directory), 'utf8').split(/^### +/m).slice(1).map((block) => {
    const end = block.indexOf('\n');
    return {file: path, label: block.slice(0, end).trim(), text: block.slice(end + 1).trimEnd()};
  });
}

const files = (folder) =>
  readdirSync(new URL(folder, directory)).filter((name) => name.endsWith('.graphql')).sort();

// `documents`: {schema, text, label}; `schemas`: texts that are valid and have documents;
// `definitions`: {text, label}.
export function loadSeeds() {
  const documents = [];
  const schemas = [];
  const definitions = files('sdl').flatMap((name) => blocks(`sdl/${name}`));
  for (const name of files('.')) {
    for (const block of blocks(name)) {
      if (block.label === 'schema')
        schemas.push(block.text);
      else
        documents.push({...block, schema: schemas.at(-1)});
    }
  }
  definitions.push(...schemas.map((text) => ({text, label: 'ok'})));
  return {documents, schemas, definitions};
}

// What graphql-js refuses a seed for: names of rules, or [] where it is fine.
function refusals(text, examine) {
  let document;
  try {
    document = parse(text);
  } catch {
    return ['Syntax'];
  }
  return examine(document);
}

function sdlRefusals(document) {
  const rules = specifiedSDLRules.filter((rule) => validateSDL(document, undefined, [rule]).length > 0);
  if (rules.length > 0) return rules.map(({name}) => name);
  try {
    return validateSchema(buildASTSchema(document)).length > 0 ? ['Schema'] : [];
  } catch {
    return ['Build'];
  }
}

// These are about @defer and @stream, which no seed has: they are not of the specification.
const withoutSeed = /^(Defer|Stream)/;

// What is wrong with the seeds themselves, in sentences.
export function checkSeeds({documents, definitions}) {
  const wrong = [];
  const seen = new Set();
  const check = ({label, text, file}, found) => {
    seen.add(label);
    if (label === 'ok' ? found.length > 0 : !found.includes(label)) {
      wrong.push(
        `${file ?? 'a schema'}: "${label}", but graphql-js says ${found.join(', ') || 'ok'}:\n${text}`);
    }
  };
  for (const definition of definitions) check(definition, refusals(definition.text, sdlRefusals));
  for (const seed of documents) {
    const schema = buildASTSchema(parse(seed.schema));
    check(seed,
      refusals(seed.text,
        (document) => specifiedRules.filter((rule) => validate(schema, document, [rule]).length > 0)
          .map(({name}) => name)));
  }
  for (const {name} of [...specifiedRules, ...specifiedSDLRules]) {
    if (!seen.has(name) && !withoutSeed.test(name)) wrong.push(`no seed is refused by ${name}`);
  }
  return wrong;
}
