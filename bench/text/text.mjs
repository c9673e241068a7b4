// The same as text.cpp by graphql-js: node text.mjs PACKAGE SCHEMA DOCUMENTS SECONDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , packageDirectory, schemaFile, documentsFile, seconds] = process.argv;
const { buildSchema, parse, validate } = createRequire(`${packageDirectory}/package.json`)("graphql");

const schema = buildSchema(readFileSync(schemaFile, "utf8"));
const texts = readFileSync(documentsFile, "utf8").split("\0");

// Of this thread: what the compiler and the collector do on others is not counted.
function cpuMicroseconds() {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function microseconds(run) {
  rounds(run, seconds / 2); // the compiler's share
  return rounds(run, seconds);
}

function rounds(run, atLeast) {
  const start = cpuMicroseconds();
  let done = 0;
  let taken = 0;
  for (let more = 1; taken < atLeast * 1e6; more *= 2) {
    for (let i = 0; i < more; ++i) texts.forEach(run);
    done += more;
    taken = cpuMicroseconds() - start;
  }
  return taken / (done * texts.length);
}

const documents = texts.map((text) => parse(text));
const errors = documents.flatMap((one) => validate(schema, one));
console.log(JSON.stringify({
  parse_us: microseconds((text) => parse(text)),
  validate_us: microseconds((_, index) => validate(schema, documents[index])),
  both_us: microseconds((text) => validate(schema, parse(text))),
  outcome: errors[0]?.message ?? "valid",
}));
