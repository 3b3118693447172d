import { type CleaningRule, type Edit, removeLine } from '../cleaning-rule.ts';
import { keyOf, matchKey } from '../text-key.ts';

/** Titles shorter than this (letters and digits) are too common as first words to be taken off glued text. */
const MIN_GLUED_KEY = 16;
/** Up to this length after the title, a line is the title with its site's name. */
const MAX_SITE_NAME = 40;
const MAX_TITLES = 4;

function afterPunctuation(text: string, from: number): number {
  let index = from;
  while (/[\s»”"'’)!?.…]/.test(text.charAt(index))) index++;
  return index;
}

/** Takes the title out of the text: its own lines, in whatever case, and in front of glued text. */
export const removeTitle: CleaningRule = {
  name: 'title',
  kind: 'removed',
  find(text, { title, reader }) {
    const key = keyOf(title);
    if (key === '') return [];
    const edits: Edit[] = [];
    let start = 0;
    let isHead = true;
    for (const { text: line } of reader.linesOf(text)) {
      const end = start + line.length;
      const past = isHead || line.length < 2 * title.length + MAX_SITE_NAME ? matchKey(line, 0, key) : -1;
      if (past >= 0) {
        const rest = line.slice(past);
        if (keyOf(rest) === '' || (/^\s*[|–—-]\s[^.!?]*$/.test(rest) && rest.length <= MAX_SITE_NAME)) {
          edits.push(removeLine(text, start, line));
        } else if (isHead && key.length >= MIN_GLUED_KEY) {
          const cut = gluedTitleEnd(line, past, key);
          if (cut > 0) edits.push({ start, end: start + cut, text: '' });
          isHead = cut < 0;
        }
      } else if (line.trim() !== '') isHead = false;
      start = end + 1;
    }
    return edits;
  },
};

/** Where the article begins in a line that opens with its title, once or several times; -1 when it is a sentence. */
function gluedTitleEnd(line: string, past: number, key: string): number {
  let cut = -1;
  for (let titles = 0, at = past; titles < MAX_TITLES && at >= 0; titles++) {
    const next = afterPunctuation(line, at);
    const quote = /[«“"]/.test(line.charAt(next));
    if (!quote && !/[\p{Lu}\d©(]/u.test(line.charAt(next))) break;
    cut = next;
    at = matchKey(line, next, key);
  }
  return cut;
}

type Word = RegExpExecArray;

const MAX_TITLE_WORDS = 45;
const MIN_TITLE_WORDS = 3;

/**
 * Finds the title of a text that came without one: a headline said twice at the start, on lines of its own or glued.
 */
export function findTitle(text: string): string {
  const head = text.trimStart().slice(0, 1000);
  const [first = '', second = ''] = head.split('\n').filter((line) => line.trim() !== '');
  if (first.length < 300 && keyOf(first) !== '' && keyOf(first) === keyOf(second)) return first.trim();
  const words = [...first.matchAll(/[\p{L}\p{N}]+/gu)].slice(0, 2 * MAX_TITLE_WORDS + 1);
  const keys = words.map((word) => keyOf(word[0]));
  for (let length = MIN_TITLE_WORDS; 2 * length <= keys.length; length++) {
    if (!keys.slice(0, length).every((key, index) => key === keys[length + index])) continue;
    const [opener, last, again] = [words[0], words[length - 1], words[length]] as [Word, Word, Word]; // 2 × length exist
    const sign = /^\s?[!?»”"]+/.exec(first.slice(last.index + last[0].length, again.index));
    const opening = first.slice(0, opener.index);
    const tail = (sign?.[0] ?? '').replace(opening, '').trimEnd();
    return `${opening}${first.slice(opener.index, last.index + last[0].length)}${tail}`;
  }
  return '';
}

const LETTER = /\p{L}/u;

/** Written in capitals only. */
export const isShouted = (title: string): boolean => title === title.toUpperCase() && LETTER.test(title);

/** The copy of a title in capitals that the head of the text has in both cases; else the title itself. */
export function findSpokenTitle(text: string, title: string): string {
  const key = keyOf(title);
  const lines = text
    .slice(0, 1000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, MAX_TITLES)) {
    const end = matchKey(line, 0, key);
    const copy = end < 0 ? title : line.slice(0, afterSigns(line, end)).trim();
    if (!isShouted(copy)) return copy;
  }
  return title;
}

function afterSigns(line: string, from: number): number {
  const [signs] = /^\s?[!?»”"]*/.exec(line.slice(from)) as RegExpExecArray; // nothing at all matches too
  return from + signs.length;
}
