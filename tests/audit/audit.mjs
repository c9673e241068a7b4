// The audits of graphql-http against a server: audit.mjs URL POLICY. Ends with 1 where one has
// another outcome than expected.json has for that status policy: every audit is fine but those that
// are listed there, and one that is listed and fine is no longer to be listed.
import { readFile } from 'node:fs/promises';
import { serverAudits } from 'graphql-http';

const [url, policy] = process.argv.slice(2);
const file = new URL('expected.json', import.meta.url);
const expected = JSON.parse(await readFile(file, 'utf8'))[policy];

const wrong = [];
const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
for (const audit of serverAudits({ url })) {
  const { status, reason } = await audit.fn();
  counts[status] += 1;
  const wanted = expected[audit.id]?.status ?? 'ok';
  if (status !== wanted) {
    wrong.push(`${audit.id} ${audit.name}: ${status}, expected ${wanted}; ${reason ?? ''}`);
  }
}
console.log(`${policy}: ${JSON.stringify(counts)}`);
for (const line of wrong) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
