// Lays our engine beside graphql-js: the seeds first as they are, then mutations of them, case by
// case, in each area (areas.mjs). Every case is made of the seed, the area and its number
// alone, so `--seed S --area A --first N --cases 1` makes it again. Ends with 1 when the two
// differ and known-differences.json does not say why.
import {fork} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

import {areas} from './areas.mjs';
import {Driver, DriverDied} from './driver.mjs';
import {answer} from './oracle.mjs';
import {preparePools} from './pools.mjs';
import {Random} from './random.mjs';
import {checkSeeds, loadSeeds} from './seeds.mjs';
import {shrink} from './shrink.mjs';
import {tokenize} from './tokens.mjs';

const {values: options} = parseArgs({
  options: {
    driver: {type: 'string'},
    cases: {type: 'string', default: '20000'},  // documents of `validate`; the other areas have their share
    seed: {type: 'string', default: String(Math.floor(Math.random() * 1e9))},
    area: {type: 'string', multiple: true, default: Object.keys(areas)},
    first: {type: 'string', default: '0'},
    jobs: {type: 'string', default: '1'},
    job: {type: 'string', default: '0'},
    differences: {type: 'string', default: '5'},  // kinds of differences an area may show before it stops
    verbose: {type: 'boolean', default: false},
  },
});
const batchSize = 100;
const [cases, first, jobs, job, maxDifferences] =
  [options.cases, options.first, options.jobs, options.job, options.differences].map(Number);
const known =
  JSON.parse(readFileSync(new URL('known-differences.json', import.meta.url), 'utf8')).map((difference) => ({
    ...difference,
    match: Object.entries(difference.match).map(([part, pattern]) => [part, new RegExp(pattern, 'su')]),
  }));

// A known difference has the area, a reason and patterns, all of which must be found: of a
// member of the request, or of an answer as JSON (`theirs`, `ours`).
function isKnown(area, request, theirs, ours) {
  const parts = {...request, theirs: JSON.stringify(theirs), ours: JSON.stringify(ours)};
  return known.some((difference) => difference.area === area &&
      difference.match.every(([part, pattern]) => pattern.test(parts[part] ?? '')));
}

const numbers = new WeakMap();  // of the cases, by request

class Area {
  counts = {cases: 0, valid: 0, noOpinion: 0, known: 0, differing: 0, seconds: 0};
  #told = new Set();

  constructor(name, driver) {
    this.name = name;
    this.driver = driver;
    this.difference = areas[name].difference;
  }

  // Asks both sides; the driver works while graphql-js does.
  start(requests) {
    const asked = this.driver.ask(requests);
    asked.catch(() => {});  // told by finish()
    return {requests, asked, theirs: requests.map(answer)};
  }

  async finish({requests, asked, theirs}) {
    const ours = await asked;
    for (const [index, request] of requests.entries()) {
      const oracle = theirs[index];
      this.counts.cases += 1;
      if (oracle.noOpinion) {
        this.counts.noOpinion += 1;
        continue;
      }
      if (oracle.valid ?? !oracle.errors) this.counts.valid += 1;
      const kinds = this.difference(request, oracle, ours[index]);
      if (kinds.length === 0) continue;
      if (isKnown(this.name, request, oracle, ours[index]))
        this.counts.known += 1;
      else
        await this.report(request, kinds);
    }
  }

  // Differences of one kind are told once, shrunk.
  async report(request, kinds) {
    this.counts.differing += 1;
    const kind = kinds.find((one) => !this.#told.has(one));
    if (kind === undefined || this.#told.size >= maxDifferences) return;
    this.#told.add(kind);
    const small = await this.shrink(request, kind);
    const [ours] = await this.driver.ask([small]);
    const number = numbers.get(request);
    console.log(`\n== ${this.name}: ${kind}\n-- again with: ${
      number === undefined ? 'the seeds as they are' :
                             `--area ${this.name} --seed ${options.seed} --first ${number} --cases 1`}`);
    for (const [part, text] of Object.entries(small)) {
      if (part !== 'op') console.log(`-- ${part}\n${typeof text === 'string' ? text : JSON.stringify(text)}`);
    }
    console.log(`-- graphql-js\n${tell(answer(small))}\n-- ours\n${tell(ours)}`);
  }

  async shrink(request, kind) {
    let small = request;
    const parts = ['documents', 'document', 'new', 'old', 'schema'];
    for (const part of parts.filter((one) => request[one] !== undefined)) {
      small = {
        ...small,
        [part]: await shrink(
          small[part], (texts) => this.#stays(texts.map((text) => ({...small, [part]: text})), part, kind)),
      };
    }
    return small;
  }

  // Of each request whether it still shows that kind of difference.
  async #stays(requests, part, kind) {
    const theirs = requests.map(answer);
    const usable = (request, index) => !theirs[index].noOpinion && isUsable(request, part);
    const asked = requests.filter(usable);
    const answers = await this.driver.ask(asked);
    return requests.map((request, index) => {
      const ours = answers[asked.indexOf(request)];
      return ours !== undefined && this.difference(request, theirs[index], ours).includes(kind) &&
        !isKnown(this.name, request, theirs[index], ours);
    });
  }
}

// A schema that does not build says nothing about what is asked about it, nor does a wrong document
// about variables.
function isUsable(request, part) {
  if (request.op === 'coerce' && !answer({...request, op: 'validate'}).valid) return false;
  if (part === 'documents') return isWhole(request.documents);
  return part === 'document' || request.op === 'check' || answer({op: 'check', schema: request[part]}).valid;
}

// Whether it is JSON, and no key comes twice.
function isWhole(json) {
  try {
    return tokenize(JSON.stringify(JSON.parse(json))).length === tokenize(json).length;
  } catch {
    return false;
  }
}

function tell(given) {
  if (given.body !== undefined) return given.body;
  if (given.text !== undefined) return given.text;
  if (given.errors === undefined) return JSON.stringify(given).slice(0, 4000);
  const lines = given.errors.map(
    ({message, locations}) =>
      `  ${message} ${(locations ?? []).map(({line, column}) => `${line}:${column}`).join(' ')}`);
  return given.valid ? `  valid ${JSON.stringify(given.data) ?? ''}` : lines.join('\n');
}

async function runArea(name, seeds, prepared, driver) {
  const area = new Area(name, driver);
  const began = performance.now();
  let pending;
  const submit = async (requests) => {
    const next = area.start(requests);
    if (pending) await area.finish(pending);
    pending = next;
    await new Promise(setImmediate);  // lets the pipe be written and read meanwhile
  };
  const asIs = job === 0 && first === 0 ? unchanged(name, seeds) : [];
  for (let at = 0; at < asIs.length; at += batchSize) await submit(asIs.slice(at, at + batchSize));
  const last = first + Math.ceil(cases * areas[name].share);
  let batch = [];
  for (let number = first; number < last; ++number) {
    if (number % jobs !== job) continue;
    const request = areas[name].make(new Random(options.seed, name, number), prepared);
    numbers.set(request, number);
    batch.push(request);
    if (batch.length === batchSize || number + jobs >= last) {
      await submit(batch);
      batch = [];
    }
    if (number > first && number % 100_000 < jobs && cases > 100_000)
      console.log(`${name}: ${number} of ${last}`);
  }
  if (pending) await area.finish(pending);
  area.counts.seconds = (performance.now() - began) / 1000;
  return area.counts;
}

// The seeds themselves, without any mutation.
function unchanged(area, {documents, definitions}) {
  if (area === 'validate')
    return documents.map(({schema, text}) => ({op: 'validate', schema, document: text}));
  if (area === 'execute') {  // the order of types in an introspection is each side's own
    return documents.filter(({text}) => !text.includes('__schema'))
      .map(({schema, text}) => ({op: 'execute', schema, document: text}));
  }
  if (area === 'check') return definitions.map(({text}) => ({op: 'check', schema: text}));
  if (area === 'print_document')
    return [...documents, ...definitions].map(({text}) => ({op: 'print_document', document: text}));
  const valid = definitions.filter(({label}) => label === 'ok').map(({text}) => text);
  if (area === 'diff')
    return valid.map((text, index) => ({op: 'diff', old: text, new: valid[(index + 1) % valid.length]}));
  if (area === 'coerce' || area === 'execute_faults') return [];
  const op = area === 'introspect' ? 'introspect' : 'print_schema';
  return valid.map((schema) => ({op, schema, sort: area === 'print_sorted_schema'}));
}

async function runJob() {
  const seeds = loadSeeds();
  const wrong = checkSeeds(seeds);
  if (wrong.length > 0) throw new Error(`the seeds are wrong:\n${wrong.join('\n')}`);
  const prepared = preparePools(seeds);
  const driver = new Driver(options.driver.split(' '));
  const results = {};
  for (const name of options.area) results[name] = await runArea(name, seeds, prepared, driver);
  const code = await driver.end();
  if (code !== 0) throw new Error(`the driver ended with ${code}`);
  return results;
}

function runChild(number) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url),
      [...process.argv.slice(2), '--seed', options.seed, '--job', String(number)],
      {env: {...process.env, ORACLE_JOB: '1'}});
    let results;
    child.on('message', (message) => {
      results = message;
    });
    child.on(
      'exit', (code) => (results ? resolve(results) : reject(new Error(`job ${number} ended with ${code}`))));
  });
}

function sum(all) {
  const total = {};
  for (const results of all) {
    for (const [name, counts] of Object.entries(results)) {
      total[name] ??= {...counts, cases: 0, valid: 0, noOpinion: 0, known: 0, differing: 0, seconds: 0};
      for (const key of ['cases', 'valid', 'noOpinion', 'known', 'differing'])
        total[name][key] += counts[key];
      total[name].seconds = Math.max(total[name].seconds, counts.seconds);
    }
  }
  return total;
}

function printSummary(results) {
  console.log(`\n${'area'.padEnd(22)}${
      ['cases', 'valid', 'no opinion', 'known', 'differing', 'a second']
        .map((text) => text.padStart(12))
        .join('')}`);
  for (const [name, {cases: count, valid, noOpinion, known: explained, differing, seconds}] of Object.entries(
         results)) {
    const cells = [
      count, `${Math.round(100 * valid / count)} %`, noOpinion, explained, differing,
      Math.round(count / seconds)
    ];
    console.log(name.padEnd(22) + cells.map((cell) => String(cell).padStart(12)).join(''));
  }
}

async function main() {
  if (process.env.ORACLE_JOB) {
    process.send(await runJob());
    process.disconnect();
    return;
  }
  console.log(`graphql-js 17.1.0 beside ours: --seed ${options.seed} --cases ${cases}`);
  const all = jobs === 1 ? [await runJob()] :
                           await Promise.all(Array.from({length: jobs}, (_, number) => runChild(number)));
  const results = sum(all);
  printSummary(results);
  process.exitCode = Object.values(results).some(({differing}) => differing > 0) ? 1 : 0;
}

main().catch((error) => {
  console.log(error instanceof DriverDied ? `\n== ${error.message}\n(--seed ${options.seed})` : error);
  process.exitCode = 1;
  process.exit();
});
