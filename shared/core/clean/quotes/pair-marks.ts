import { type QuoteMark, SINGLE } from './read-marks.ts';

/** Whether a quotation goes on from the paragraph before, and into the one after. */
export interface Setting {
  openBefore: boolean;
  openAfter: boolean;
}

/** Where each opener's closer stands among the marks; 0 for a mark that opens nothing, for no closer comes first. */
function pairUp(marks: readonly QuoteMark[]): Int32Array {
  const closers = new Int32Array(marks.length);
  const waiting: number[] = [];
  const isSingle = (at: number) => SINGLE.has((marks[at] as QuoteMark).char);
  for (const [at, { side, char }] of marks.entries()) {
    if (side === 'opens') {
      waiting.push(at);
      continue;
    }
    // A double sign closes over the single ones that were left open inside.
    const single = SINGLE.has(char);
    while (!single && waiting.length > 0 && isSingle(waiting.at(-1) as number)) waiting.pop();
    const opener = waiting.at(-1);
    if (opener === undefined || isSingle(opener) !== single) continue;
    waiting.pop();
    closers[opener] = at;
  }
  return closers;
}

/**
 * The sign of each mark: « » around a quotation, “ ” around one inside it, and the mark's own side when alone; none for a
 * single sign that is alone. By the places of the marks: a text may hold millions.
 */
export function signsOf(
  marks: readonly QuoteMark[],
  { openBefore, openAfter }: Setting,
): readonly (string | undefined)[] {
  const closers = pairUp(marks);
  const signs = new Array<string | undefined>(marks.length);
  let depth = 0;
  let unclosed = openBefore;
  for (const [at, { char, side }] of marks.entries()) {
    const closer = closers[at] as number; // one for each mark
    if (closer > 0) {
      const isInner = depth > 0 || (unclosed && (openAfter || SINGLE.has(char) || char === '“'));
      signs[at] = isInner ? '“' : '«';
      signs[closer] = isInner ? '”' : '»';
      depth++;
    } else if (signs[at] !== undefined) {
      depth--;
    } else if (!SINGLE.has(char)) {
      signs[at] = side === 'opens' ? '«' : '»';
      unclosed = side === 'opens';
    }
  }
  return signs;
}
