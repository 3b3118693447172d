import { isLetter } from '../../segment/letters.ts';

export type Side = 'opens' | 'closes';

export interface QuoteMark {
  start: number;
  end: number;
  char: string;
  side: Side;
}

/** Double quotes of every style, two single ones typed for a double, and single ones, which may be apostrophes. */
const QUOTE = /[“”„‟"«»‹›〝〞‘]|''|’’|['’]/g;
export const OPENING = new Set(['“', '„', '‟', '«', '‹', '〝', '‘']);
const CLOSING = new Set(['”', '»', '›', '〞', '’']);
export const SINGLE = new Set(["'", '’', '‘']);
const GUILLEMETS = new Set(['«', '»', '‹', '›']);
const BEFORE_OPENING = /[\s([{’'/–—-]/u;
const AFTER_CLOSING = /[\s,.;:!?…)\]}–—-]/u;

/** The side a mark looks to be on, from the characters around it alone; undefined when they do not tell. */
export function lookOf(paragraph: string, start: number, end: number): Side | undefined {
  const free = start === 0 || BEFORE_OPENING.test(paragraph.charAt(start - 1));
  const freeAfter = end === paragraph.length || AFTER_CLOSING.test(paragraph.charAt(end));
  if (free === freeAfter) return undefined;
  return free ? 'opens' : 'closes';
}

/** The "and" of "rock 'n' roll". */
const SHORT_AND = /^['’]n['’]$/i;

/** A single sign is a quote when it stands at the edge of a word: open before a letter, closed after one. */
function isApostrophe(paragraph: string, start: number, char: string): boolean {
  if (char !== "'" && char !== '’') return false;
  if (isLetter(paragraph.charAt(start - 1)) && isLetter(paragraph.charAt(start + 1))) return true;
  if (SHORT_AND.test(paragraph.slice(start, start + 3))) return true;
  if (SHORT_AND.test(paragraph.slice(Math.max(0, start - 2), start + 1))) return true;
  const before = paragraph.charAt(start - 1);
  const after = paragraph.charAt(start + 1);
  if (char === "'" && /[\s(«“"]|^$/.test(before)) return !/\p{L}/u.test(after);
  return !/[\p{L}\p{N}.!?…]/u.test(before) || !/[\s,.;:!?)»”"]|^$/.test(after);
}

function natureOf(char: string): Side | undefined {
  if (OPENING.has(char)) return 'opens';
  return CLOSING.has(char) ? 'closes' : undefined;
}

/** Feet and inches, minutes and seconds: 5' 11", 3'25". */
const MEASURE = /\d ?['’′] ?\d{1,2}$/;
/** What stands after a closing quote and never after an opening one. */
const AFTER_CLOSED = /^ ?[,;:)]|^\.(?!\.)/;
/** A sentence that ran into the quotation after it. */
export const ENDED = /[.!?…»”]$/;

/** Between a stop and a capital a sign opens when the next one of its kind can only close. */
function isGluedOpening(paragraph: string, start: number, char: string): boolean {
  if (!ENDED.test(paragraph.charAt(start - 1)) || !/^\p{Lu}/u.test(paragraph.slice(start + 1))) return false;
  const next = paragraph.indexOf(char, start + 1);
  return next > 0 && lookOf(paragraph, next, next + 1) === 'closes';
}

/** Signs typed the wrong way round all through: » X «. */
function isReversed(paragraph: string): boolean {
  const start = paragraph.indexOf('»');
  if (start < 0 || paragraph.indexOf('«') < start) return false;
  const signs = [...paragraph.matchAll(/[«»]/g)];
  const [first, last] = [signs[0], signs.at(-1)] as [RegExpExecArray, RegExpExecArray]; // both signs stand in it
  if (last[0] !== '«' || signs.length % 2 !== 0) return false;
  if (signs.some((sign, index) => sign[0] !== (index % 2 === 0 ? '»' : '«'))) return false;
  return (
    /(?:^|[:(,]) ?$/.test(paragraph.slice(0, first.index)) && /^ ?(?:$|[,.;:!?)])/.test(paragraph.slice(last.index + 1))
  );
}

/** Decides the side of each mark: its look, its nature, and whether a quotation is open at that point. */
export function readMarks(paragraph: string, openBefore: boolean): QuoteMark[] {
  const marks: QuoteMark[] = [];
  const reversed = !openBefore && isReversed(paragraph);
  let open = openBefore ? 1 : 0;
  for (const { 0: char, index: start } of paragraph.matchAll(QUOTE)) {
    const end = start + char.length;
    if (isApostrophe(paragraph, start, char)) continue;
    if (char === '"' && MEASURE.test(paragraph.slice(Math.max(0, start - 6), start))) continue;
    const look = lookOf(paragraph, start, end);
    const nature = natureOf(char);
    let side: Side;
    if (SINGLE.has(char)) {
      side = char === '‘' || (char === "'" && look === 'opens') ? 'opens' : 'closes';
    } else if (reversed && GUILLEMETS.has(char)) {
      side = nature === 'opens' ? 'closes' : 'opens';
    } else if (GUILLEMETS.has(char)) {
      side = nature === 'closes' && look === 'opens' && open === 0 ? 'opens' : (nature as Side); // guillemets have one
      if (nature === 'opens' && look === 'closes' && open > 0) side = 'closes';
    } else if (nature !== undefined) {
      side = look ?? nature;
    } else if (AFTER_CLOSED.test(paragraph.slice(end, end + 2))) {
      side = 'closes';
    } else if (open > 0 && isGluedOpening(paragraph, start, char)) {
      side = 'opens';
      open = 0;
    } else if (open === 0) {
      const last = paragraph.indexOf(char, end) < 0;
      side = look === 'closes' && last ? 'closes' : 'opens';
    } else {
      side = look === 'opens' ? 'opens' : 'closes';
    }
    if (!SINGLE.has(char)) open = side === 'opens' ? open + 1 : Math.max(0, open - 1);
    marks.push({ start, end, char, side });
  }
  return marks;
}
