import type { ArticleSource } from '../api-types.ts';

/** A stretch of the original, as the cleaning left it, took it out or changed it. */
export type MarkedStretch =
  | { kind: 'kept'; text: string }
  | { kind: 'removed'; text: string; rule: string }
  | { kind: 'repaired'; text: string; replacement: string; rule: string };

/** Cuts the original at its marks; the texts in order are the original again. */
export function showMarks(original: string, marks: ArticleSource['marks']): MarkedStretch[] {
  const stretches: MarkedStretch[] = [];
  let at = 0;
  for (const { kind, rule, start, end, replacement = '' } of marks) {
    if (start > at) stretches.push({ kind: 'kept', text: original.slice(at, start) });
    const text = original.slice(start, end);
    if (kind === 'removed') stretches.push(takeIn(stretches, { kind, text, rule }));
    else stretches.push({ kind, text, replacement, rule });
    at = end;
  }
  if (at < original.length) stretches.push({ kind: 'kept', text: original.slice(at) });
  return stretches;
}

/** A removal with the pieces of it that stand before: a repair inside a removed line cuts the line's mark in two. */
function takeIn(stretches: MarkedStretch[], removed: MarkedStretch & { kind: 'removed' }): MarkedStretch {
  const [first, repair] = stretches.slice(-2);
  if (first?.kind !== 'removed' || first.rule !== removed.rule) return removed;
  if (repair?.kind !== 'repaired' || first.text.endsWith('\n')) return removed;
  stretches.splice(-2);
  return { ...removed, text: first.text + repair.text + removed.text };
}

/** Whether a repair only moved white space between lines, which the layout of the original shows by itself. */
export function isLayoutOnly(stretch: MarkedStretch): boolean {
  return (
    stretch.kind === 'repaired' &&
    /\n/.test(stretch.text + stretch.replacement) &&
    `${stretch.text}${stretch.replacement}`.trim() === ''
  );
}

/** White space that a reader could not see, by signs: `␣` for a space, `⍽` for a no-break space, `↵` for a line end. */
export function showSpaces(text: string): string {
  if (text.trim() !== '') return text;
  return text
    .replace(/\n/g, '↵')
    .replace(/[\u00a0\u202f]/g, '⍽')
    .replace(/\s/g, '␣');
}
