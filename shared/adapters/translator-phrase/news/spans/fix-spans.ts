import type { OptionSource, SpanOptions } from '../../search/phrase-options.ts';
import type { FixedSpan } from './fixed-span.ts';

const NAME = /^\p{Lu}/u;

/** Makes each fixed span the only way to translate its tokens. */
export function fixSpans(lattice: SpanOptions[][], spans: readonly FixedSpan[], source: OptionSource): void {
  const fixedAt = new Map<number, FixedSpan>();
  for (const span of spans) for (let at = span.start; at < span.end; at++) fixedAt.set(at, span);
  for (const [start, options] of lattice.entries()) {
    const fixed = fixedAt.get(start);
    if (fixed) {
      options.length = 0;
      if (fixed.start === start) options.push({ length: fixed.end - start, options: [source.fix(fixed.tokens, 0)] });
      continue;
    }
    let free = start;
    while (free < lattice.length && !fixedAt.has(free)) free += 1;
    const firstOver = options.findIndex(({ length }) => start + length > free);
    if (firstOver >= 0) options.length = firstOver;
  }
}

/** Numbers the names of several words and the fixed spans before them, so that nothing is put between their parts. */
export function groupNames(tokens: readonly string[], spans: readonly FixedSpan[]): Int32Array {
  const groups = new Int32Array(tokens.length).fill(-1);
  const startOfSpanTo = new Map(spans.map((span) => [span.end, span.start]));
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    while (NAME.test(tokens[end] ?? '')) end += 1;
    const from = startOfSpanTo.get(start) ?? start;
    if (end > start && end - from > 1) groups.fill(from, from, end);
    start = Math.max(end, start + 1);
  }
  return groups;
}
