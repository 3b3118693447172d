import type { Span } from './span.ts';

/**
 * Finds the longest runs of one UTF-16 unit, as `text.matchAll(unit+)` would. By hand, because a pattern remembers every
 * unit of a run: V8 has 64 MB for that, too little for the megabytes of white space that some pages are saved with.
 */
export function* findRuns(text: string, unit: string): Generator<Span> {
  const code = unit.charCodeAt(0);
  for (let start = text.indexOf(unit); start >= 0; ) {
    let end = start + 1;
    while (text.charCodeAt(end) === code) end++;
    yield { start, end };
    start = text.indexOf(unit, end);
  }
}
