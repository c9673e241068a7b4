// Makes a case that differs small: leaves out what stands between brackets, then runs of tokens,
// long ones first, for as long as the difference stays.
import {join, tokenize} from './tokens.mjs';

const atOnce = 24;  // candidates that the driver is asked about together
const closing = {
  '{': '}',
  '(': ')',
  '[': ']'
};

// `stays(texts)` says of each text whether it still differs.
export async function shrink(text, stays) {
  let tokens = tokenize(text);
  for (let before = Infinity; tokens.length < before;) {
    before = tokens.length;
    tokens = await leaveOut(tokens, groups, stays);
    for (let run = tokens.length >> 1; run >= 1; run >>= 1) {
      tokens = await leaveOut(tokens, (all) => all.map((_, start) => [start, run]), stays);
    }
  }
  return plainGaps(join(tokens), tokens, stays);
}

// What a bracket holds with the brackets, and the same with one to three tokens before it.
function groups(tokens) {
  const found = [];
  for (const [start, {text}] of tokens.entries()) {
    if (closing[text] === undefined) continue;
    let depth = 0;
    const length = tokens.slice(start).findIndex((token) => {
      depth += token.text === text ? 1 : token.text === closing[text] ? -1 : 0;
      return depth === 0;
    }) +
      1;
    for (let before = Math.min(3, start); length > 0 && before >= 0; --before)
      found.push([start - before, length + before]);
  }
  return found;
}

// Takes each of `ranges(tokens)`, [start, length], away where that can be; once it has, goes on behind.
async function leaveOut(tokens, ranges, stays) {
  let all = ranges(tokens);
  for (let at = 0; at < all.length;) {
    const candidates = all.slice(at, at + atOnce).map(([start, length]) => tokens.toSpliced(start, length));
    const taken = (await stays(candidates.map(join))).indexOf(true);
    if (taken < 0)
      at += atOnce;
    else {
      tokens = candidates[taken];
      at += taken;
      all = ranges(tokens);
    }
  }
  return tokens;
}

// With single spaces, if that is all the same.
async function plainGaps(text, tokens, stays) {
  const plain = tokens.map((token) => token.text).join(' ');
  const [same] = await stays([plain]);
  return same ? plain : text;
}
