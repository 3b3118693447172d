import type { Span } from '../text/span.ts';

/** Which units of a text no removal may take. */
export interface KeptUnits {
  /** Whether one of them stands in `[start, end)`. */
  stand(start: number, end: number): boolean;
}

/**
 * Of spans within a text of `length` units, in any order, which may overlap: there can be more of them than units, and as
 * many questions, so that each is answered from one running count.
 */
export function createKeptUnits(length: number, spans: Iterable<Span>): KeptUnits {
  const changes = new Int32Array(length + 1);
  for (const { start, end } of spans) {
    changes[start] = (changes[start] as number) + 1; // start and end lie within the text
    changes[end] = (changes[end] as number) - 1;
  }
  const keptBefore = new Int32Array(length + 1);
  let open = 0;
  for (let at = 0; at < length; at++) {
    open += changes[at] as number;
    keptBefore[at + 1] = (keptBefore[at] as number) + (open > 0 ? 1 : 0);
  }
  return { stand: (start, end) => keptBefore[start] !== keptBefore[end] };
}
