// What the editor has in it at the first visit: a query that this API answers.
"use strict";

const welcome = `# Write operations here.
#
# Ctrl-Enter runs the one at the cursor,
# Ctrl-Space completes what you type.
# The book at the left opens the docs.
# Variables and headers are below:
# {"Authorization": "Bearer ..."}

`;

const fieldsOfTheRoot = `{
  __schema {
    queryType {
      fields {
        name
        args { name type { kind } defaultValue }
        type { ...Named }
      }
    }
  }
}
fragment Named on __Type {
  ...Leaves
  ofType { ...Leaves ofType { ...Leaves ofType { ...Leaves } } }
}
fragment Leaves on __Type {
  kind
  name
  fields { name args { type { kind } defaultValue } type { kind name ofType { kind name } } }
}`;

const isRequired = (argument) => argument.type.kind === "NON_NULL" && argument.defaultValue === null;
const isLeaf = (type) => type.kind === "SCALAR" || type.kind === "ENUM";

function named(type) {
  return type.ofType ? named(type.ofType) : type;
}

function isList(type) {
  return type.kind === "LIST" || (type.kind === "NON_NULL" && type.ofType.kind === "LIST");
}

// The first list of objects, a few rows of it; else the first field that can be asked for.
function firstQuery(schema) {
  const askable = schema.queryType.fields.filter((field) => !field.args.some(isRequired));
  const lines = (field) => {
    const fields = named(field.type).fields || [];
    const leaves = fields.filter((one) => isLeaf(named(one.type)) && !one.args.some(isRequired));
    return leaves.slice(0, 8).map((one) => `    ${one.name}\n`).join("");
  };
  const hasLines = (field) => lines(field) !== "";
  const isLimited = (field) => field.args.some((one) => one.name === "limit");
  const chosen =
    askable.find((field) => isList(field.type) && isLimited(field) && hasLines(field)) ||
    askable.find((field) => field.args.length === 0 && (isLeaf(named(field.type)) || hasLines(field)));
  if (!chosen) return "{\n  __typename\n}\n";
  const few = isLimited(chosen) ? "(limit: 3)" : "";
  const inside = hasLines(chosen) ? ` {\n${lines(chosen)}  }` : "";
  return `{\n  ${chosen.name}${few}${inside}\n}\n`;
}

// Whoever may not look at the schema, or not yet, begins with what always works.
async function makeFirstQuery(ask) {
  try {
    const answer = await ask({ query: fieldsOfTheRoot });
    return welcome + firstQuery(answer.data.__schema);
  } catch {
    return welcome + "{\n  __typename\n}\n";
  }
}
