// The same as text.cpp by graphql-js: node text.mjs PACKAGE SCHEMA DOCUMENT SECONDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , packageDirectory, schemaFile, documentFile, seconds] = process.argv;
const { buildSchema, parse, validate } = createRequire(`${packageDirectory}/package.json`)("graphql");

const schema = buildSchema(readFileSync(schemaFile, "utf8"));
const text = readFileSync(documentFile, "utf8");

function microseconds(run) {
  const warmEnd = performance.now() + seconds * 500; // the compiler's share
  while (performance.now() < warmEnd) run();
  const start = performance.now();
  let runs = 0;
  let taken;
  do {
    run();
    ++runs;
    taken = performance.now() - start;
  } while (taken < seconds * 1000);
  return (taken * 1000) / runs;
}

const outcome = validate(schema, parse(text))[0]?.message ?? "valid";
console.log(JSON.stringify({
  parse_us: microseconds(() => parse(text)),
  both_us: microseconds(() => validate(schema, parse(text))),
  outcome,
}));
