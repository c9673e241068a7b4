// A text as its tokens, each with what stands between it and the one before (`gap`), so that
// a text can be changed or shrunk by whole tokens and put together again.
import {Lexer, Source, TokenKind} from 'graphql';

// Where the text has no further token (it may be wrong), the rest is one last piece.
export function tokenize(text) {
  const tokens = [];
  let end = 0;
  try {
    const lexer = new Lexer(new Source(text));
    for (;;) {
      const token = lexer.advance();
      if (token.kind === TokenKind.EOF) break;
      tokens.push(
        {gap: text.slice(end, token.start), text: text.slice(token.start, token.end), kind: token.kind});
      end = token.end;
    }
  } catch { /* the text is not GraphQL from here on */
  }
  if (end < text.length) tokens.push({gap: '', text: text.slice(end), kind: TokenKind.EOF});
  return tokens;
}

export const join = (tokens) => tokens.map(({gap, text}) => gap + text).join('');
