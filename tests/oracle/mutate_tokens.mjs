// Changes a text by its tokens, and so makes texts that no tree has: syntax errors and odd
// white space, besides other names and literals in their places.
import {TokenKind} from 'graphql';

import {join} from './tokens.mjs';

const literals = [
  '1',
  '-1',
  '0',
  '1.5',
  '-0.0',
  '1e3',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '"s"',
  '""',
  '"\\u{1F600}é\\n"',
  '"""block\n  text"""',
  'true',
  'false',
  'null',
  'RED',
  'A',
  '[]',
  '[1]',
  '["a", null]',
  '[[1]]',
  '{}',
  '{a: 1}',
  '$a',
  '$v',
];
const gaps = [' ', '\n', '\r\n', '\r', ',', '\t', '\uFEFF', ' # é😀\n', '\n\n  ', ', ,', '', '#\n'];
const odd = [
  '"',
  '"""',
  '\\',
  '\u0000',
  '\u0007',
  '..',
  '...',
  '....',
  '?',
  '-',
  '01',
  '1.',
  '1.e1',
  '1e',
  '0x1',
  '.5',
  '1a',
  'é',
  '😀',
  '"\\u{}"',
  '"\\uD83D\\uDE00"',
  '"\\uD83D"',
  '"\\uDE00\\uD83D"',
  '"\\u{110000}"',
  '"\\u00g0"',
  '"\\q"',
  '"a\nb"',
  '"""a\\"""b"""',
  '&',
  '|',
  '@',
  '!',
  '%',
  '~',
  '\u2028',
  '"\u2028\t\u0001"',
  '""""',
  '1.2.3',
  '-',
  '+1',
];
const isLiteral = (kind) => kind === TokenKind.INT || kind === TokenKind.FLOAT || kind === TokenKind.STRING ||
  kind === TokenKind.BLOCK_STRING;

function replace(random, tokens, text) {
  const at = random.below(tokens.length);
  tokens[at] = {...tokens[at], text};
}

function renameOne(random, tokens, pool) {
  const names = tokens.filter(({kind}) => kind === TokenKind.NAME);
  if (names.length === 0) return;
  const name = random.pick(names);
  tokens[tokens.indexOf(name)] = {
    ...name,
    text: random.pick(random.chance(0.5) ? names.map(({text}) => text) : pool.names)
  };
}

function otherLiteral(random, tokens) {
  const places = tokens.filter(({kind}) => isLiteral(kind));
  if (places.length === 0) return;
  const place = random.pick(places);
  tokens[tokens.indexOf(place)] = {...place, text: random.pick(literals)};
}

const changes = [
  (random, tokens) => tokens.splice(random.below(tokens.length), 1),
  (random, tokens) => tokens.splice(random.below(tokens.length), 1 + random.below(4)),
  (random, tokens) => {
    const at = random.below(tokens.length);
    const copied =
      tokens.slice(at, at + 1 + random.below(6)).map((token) => ({...token, gap: token.gap || ' '}));
    tokens.splice(at, 0, ...copied);
  },
  (random, tokens) => {
    const [one, other] = [random.below(tokens.length), random.below(tokens.length)];
    [tokens[one], tokens[other]] = [tokens[other], tokens[one]];
  },
  (random, tokens, pool) => replace(random, tokens, random.pick(pool.tokens)),
  (random, tokens, pool) =>
    tokens.splice(random.below(tokens.length), 0, {gap: ' ', text: random.pick(pool.tokens)}),
  renameOne,
  renameOne,
  renameOne,
  renameOne,
  otherLiteral,
  otherLiteral,
  (random, tokens) => {
    const at = random.below(tokens.length);
    tokens[at] = {...tokens[at], gap: random.pick(gaps)};
  },
  (random, tokens) => tokens.splice(random.below(tokens.length), 0, {gap: ' ', text: random.pick(odd)}),
];

// `pool.tokens` and `pool.names`: texts to put in.
export function mutateTokens(random, tokens, pool) {
  const changed = tokens.slice();
  const times = random.chance(0.6) ? 1 : 1 + random.below(4);
  for (let i = 0; i < times && changed.length > 0; ++i) random.pick(changes)(random, changed, pool);
  return join(changed);
}
