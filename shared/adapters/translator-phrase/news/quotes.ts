import type { QuoteRole } from '../text/detokenise-english.ts';

const QUOTE = /[\u00AB\u00BB\u2039\u203A\u201C-\u201F"]|['\u2018\u2019]{2}/g;
const OPENING = /[\u00AB\u2039\u201C\u201E\u201F]/;
const CLOSING = /[\u00BB\u203A\u201D]/;

/** The role of each double quote of a French line, in order; straight ones open and close in turn. */
export function readQuotes(line: string): QuoteRole[] {
  let depth = 0;
  return Array.from(line.matchAll(QUOTE), ([quote]) => {
    const opens = OPENING.test(quote) || (!CLOSING.test(quote) && depth === 0);
    if (opens) depth += 1;
    const isInner = depth > 1;
    if (!opens) depth = Math.max(0, depth - 1);
    return { opens, isInner };
  });
}
