// graphql-js in the driver's place, to try the comparison itself (`compare.mjs --driver "node
// fake_driver.mjs"`): it must find no difference then, and must find one with `--wrong` here, where every
// 997th answer is spoilt.
import {createInterface} from 'node:readline';

import {answer} from './oracle.mjs';

let count = 0;
for await (const line of createInterface({input: process.stdin})) {
  const given = answer(JSON.parse(line));
  if (process.argv.includes('--wrong') && ++count % 997 === 0) given.valid = !given.valid;
  process.stdout.write(`${JSON.stringify(given)}\n`);
}
