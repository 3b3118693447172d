import type { PhraseOption, SpanOptions } from '../search/phrase-options.ts';

/** Options of each part that are tried together. */
const PARTS_TRIED = 4;

/** The best options of the span of one length among those of a start. */
export function topOptions(
  spans: readonly SpanOptions[],
  length: number,
  count: number = PARTS_TRIED,
): readonly PhraseOption[] {
  return spans.find((span) => span.length === length)?.options.slice(0, count) ?? [];
}

/** Puts a span in its place by length, over the one of the same length. */
export function replaceSpan(spans: SpanOptions[], span: SpanOptions): void {
  const index = spans.findIndex(({ length }) => length >= span.length);
  if (index < 0) spans.push(span);
  else spans.splice(index, spans[index]?.length === span.length ? 1 : 0, span);
}
