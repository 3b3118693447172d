import { type QuoteMark, SINGLE } from './read-marks.ts';

/** Whether a quotation goes on from the paragraph before, and into the one after. */
export interface Setting {
  openBefore: boolean;
  openAfter: boolean;
}

/** Gives each mark its sign: « » around a quotation, “ ” around one inside it, and the mark's own side when alone. */
export function signsOf(marks: readonly QuoteMark[], { openBefore, openAfter }: Setting): Map<QuoteMark, string> {
  const partner = new Map<QuoteMark, QuoteMark>();
  const waiting: QuoteMark[] = [];
  for (const mark of marks) {
    if (mark.side === 'opens') {
      waiting.push(mark);
      continue;
    }
    const single = SINGLE.has(mark.char);
    const opener = waiting.at(-1);
    if (opener === undefined) continue;
    if (SINGLE.has(opener.char) === single) {
      waiting.pop();
      partner.set(opener, mark);
    } else if (!single) {
      while (waiting.length > 0 && SINGLE.has((waiting.at(-1) as QuoteMark).char)) waiting.pop();
      const outer = waiting.pop();
      if (outer !== undefined) partner.set(outer, mark);
    }
  }
  const signs = new Map<QuoteMark, string>();
  const closers = new Set<QuoteMark>();
  let depth = 0;
  let unclosed = openBefore;
  for (const mark of marks) {
    const closer = partner.get(mark);
    if (closer !== undefined) {
      const isInner = depth > 0 || (unclosed && (openAfter || SINGLE.has(mark.char) || mark.char === '“'));
      signs.set(mark, isInner ? '“' : '«');
      signs.set(closer, isInner ? '”' : '»');
      closers.add(closer);
      depth++;
    } else if (closers.has(mark)) {
      depth--;
    } else if (!SINGLE.has(mark.char)) {
      signs.set(mark, mark.side === 'opens' ? '«' : '»');
      unclosed = mark.side === 'opens';
    }
  }
  return signs;
}
