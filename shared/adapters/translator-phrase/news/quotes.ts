const QUOTE = /[\u00AB\u00BB\u201C-\u201F"]|['\u2018\u2019]{2}/g;
const OPENING = /[\u00AB\u201C\u201E\u201F]/;
const CLOSING = /[\u00BB\u201D]/;

/** Whether each double quote of a French line opens, in order; straight ones alternate. */
export function readQuoteDirections(line: string): boolean[] {
  let depth = 0;
  return Array.from(line.matchAll(QUOTE), ([quote]) => {
    const opens = OPENING.test(quote) || (!CLOSING.test(quote) && depth === 0);
    depth = opens ? depth + 1 : Math.max(0, depth - 1);
    return opens;
  });
}

/** Turns the straight quotes of a translation into curly ones that open and close as in the source. */
export function directQuotes(tokens: readonly string[], directions: readonly boolean[]): string[] {
  let seen = 0;
  return tokens.map((token) => {
    if (token !== '"') return token;
    const opens = directions[seen] ?? seen % 2 === 0;
    seen += 1;
    return opens ? '“' : '”';
  });
}
