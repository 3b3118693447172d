/** A stretch of French tokens with its English, settled before the search. */
export interface FixedSpan {
  start: number;
  /** Exclusive. */
  end: number;
  tokens: readonly string[];
}

/** Finds what it knows at one place of a segment; undefined where it knows nothing. */
export type SpanRule = (tokens: readonly string[], start: number) => FixedSpan | undefined;

/** Applies the rules from left to right; at each place the first rule that knows something wins and is skipped over. */
export function findFixedSpans(tokens: readonly string[], rules: readonly SpanRule[]): FixedSpan[] {
  const spans: FixedSpan[] = [];
  for (let start = 0; start < tokens.length; ) {
    const span = firstResult(rules, tokens, start);
    if (span) spans.push(span);
    start = span?.end ?? start + 1;
  }
  return spans;
}

function firstResult(rules: readonly SpanRule[], tokens: readonly string[], start: number): FixedSpan | undefined {
  for (const rule of rules) {
    const span = rule(tokens, start);
    if (span) return span;
  }
  return undefined;
}

/** The token in lower case, empty beyond either end of the segment. */
export function lowerAt(tokens: readonly string[], index: number): string {
  return tokens[index]?.toLowerCase() ?? '';
}

/** Words and their English, in turn. */
export function dictionary(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.split(/\s+/);
  return new Map(words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as const] : [])));
}

/** A table that knows its own words alone: any object has a `constructor`, of which articles may speak. */
export function byWord<Value>(entries: Readonly<Record<string, Value>>): Readonly<Partial<Record<string, Value>>> {
  return Object.assign(Object.create(null), entries);
}
