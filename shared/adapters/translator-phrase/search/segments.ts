/** A stretch of a line that is translated in one search. */
export interface Segment {
  tokens: readonly string[];
  /** Whether a sentence ends here, so that what follows starts with a capital. */
  endsSentence: boolean;
}

/** From this many tokens a segment closes at the next comma, semicolon or colon; search time grows with length. */
const LONG_SEGMENT = 90;
/** No segment is longer than this by more than one token. */
const LONGEST_SEGMENT = 200;
const SENTENCE_END: ReadonlySet<string> = new Set(['.', '!', '?', '...']);
const CLAUSE_END: ReadonlySet<string> = new Set([',', ';', ':']);
const SENTENCE_START = /^["«(\p{Lu}\d]/u;

/** Cuts tokens after each sentence, and sentences of absurd length at a comma. */
export function splitSegments(tokens: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  let quotes = 0;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === '"') quotes += 1;
    const closesQuote = next === '"' && quotes % 2 === 1;
    const endsSentence = SENTENCE_END.has(token) && next !== undefined && SENTENCE_START.test(next) && !closesQuote;
    const length = index + 1 - from;
    const isTooLong = (length > LONG_SEGMENT && CLAUSE_END.has(token)) || length > LONGEST_SEGMENT;
    if (!endsSentence && !isTooLong) continue;
    segments.push({ tokens: tokens.slice(from, index + 1), endsSentence });
    from = index + 1;
    quotes = 0;
  }
  if (from < tokens.length) segments.push({ tokens: tokens.slice(from), endsSentence: true });
  return segments;
}
