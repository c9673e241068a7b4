// transform_walk.mjs DIRECTORY SECONDS REPETITIONS: the transform as one would write it for Node.
//
// JSON.parse, a walk along the plan, JSON.stringify; the rest as in transform_walk.py. CPU time is
// that of all threads of the process, as V8 collects garbage in some of its own. The first
// repetition is for the compiler and does not count.
import { readFileSync } from "node:fs";

const [, , directory, seconds, repetitions] = process.argv;

class Failed extends Error {}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00$/;

const leaves = {
  String(stored) {
    if (typeof stored === "string") return stored;
    throw new Failed();
  },
  ID(stored) {
    if (typeof stored === "string") return stored;
    if (Number.isInteger(stored)) return String(stored);
    throw new Failed();
  },
  Int(stored) {
    if (Number.isInteger(stored) && stored >= -(2 ** 31) && stored < 2 ** 31) return stored;
    throw new Failed();
  },
  Float(stored) {
    if (typeof stored === "number") return stored;
    throw new Failed();
  },
  Boolean(stored) {
    if (typeof stored === "boolean") return stored;
    throw new Failed();
  },
  DateTime(stored) {
    const time = typeof stored === "string" ? Date.parse(stored) : NaN;
    if (Number.isNaN(time)) throw new Failed();
    return instant.test(stored) ? stored.slice(0, -6) + "Z" : new Date(time).toISOString();
  },
};

function enumeration(values) {
  const known = new Map(Object.entries(values));
  return (stored) => {
    const written = known.get(stored);
    if (written === undefined) throw new Failed();
    return written;
  };
}

class Plan {
  constructor(of) {
    this.depth = of.depth;
    this.nonNull = of.non_null;
    this.leaf = of.kind === "enum" ? enumeration(of.values) : (leaves[of.kind] ?? null);
    this.fields = (of.fields ?? []).map((field) =>
      field.kind === "typename"
        ? { name: field.name, key: null, typeName: field.value, plan: null }
        : { name: field.name, key: field.key, typeName: null, plan: new Plan(field) });
  }
}

function write(plan, level, stored) {
  const isNonNull = ((plan.nonNull >> level) & 1) !== 0;
  if (stored === null || stored === undefined) {
    if (isNonNull) throw new Failed();
    return null;
  }
  try {
    if (level > 0) {
      if (!Array.isArray(stored)) throw new Failed();
      return stored.map((item) => write(plan, level - 1, item));
    }
    if (plan.leaf !== null) return plan.leaf(stored);
    if (typeof stored !== "object" || Array.isArray(stored)) throw new Failed();
    const answer = {};
    for (const field of plan.fields) {
      answer[field.name] = field.plan === null
        ? field.typeName : write(field.plan, field.plan.depth, stored[field.key]);
    }
    return answer;
  } catch (error) {
    if (isNonNull || !(error instanceof Failed)) throw error;
    return null;
  }
}

const answerOne = (plan, document) =>
  JSON.stringify(write(plan, plan.depth, JSON.parse(document)));
const answerRows = (plan, documents) =>
  JSON.stringify(documents.map((one) => write(plan, plan.depth, JSON.parse(one))));

const lines = (name) =>
  readFileSync(`${directory}/${name}`, "utf8").replace(/\n$/, "").split("\n");

function cpuMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function microseconds({ run, inputs, plan }) {
  const start = cpuMicroseconds();
  let runs = 0;
  let taken;
  do {
    for (const one of inputs) run(plan, one);
    runs += inputs.length;
    taken = cpuMicroseconds() - start;
  } while (taken < seconds * 1e6);
  return taken / runs;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const cells = lines("cells.txt").map((line) => {
  const [name, operation, size, textsAre] = line.split(" ");
  const plan = new Plan(JSON.parse(readFileSync(`${directory}/${operation}.json`, "utf8")));
  const documents = lines(`${size}.txt`);
  const cell = textsAre === "rows" ? { name, plan, run: answerRows, inputs: [documents] }
    : { name, plan, run: answerOne, inputs: documents };
  const wanted = lines(`answers/${name.replace("/", "-")}.txt`);
  if (cell.inputs.some((one, i) => cell.run(plan, one) !== wanted[i])) {
    console.error(`error: ${name}: Node answers differently`);
    process.exit(1);
  }
  return { ...cell, times: [] };
});
for (let i = 0; i <= repetitions; ++i) {
  for (const cell of cells) {
    const taken = microseconds(cell);
    if (i > 0) cell.times.push(taken);
  }
}
console.log(JSON.stringify(
  Object.fromEntries(cells.map(({ name, times }) => [name, median(times)]))));
