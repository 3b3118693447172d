import { type CleaningRule, type Edit, editLines, editMatches } from '../cleaning-rule.ts';
import { onceALine } from '../line-reader.ts';

const SPACED_PUNCTUATION = / (?:(?<=[^\s,.(«–—-] )(?:,(?=[\s\p{L}]|$)|\.(?=\s|$)|[)\]]))|[([] (?=[^\s»])/gu;

/** Hundreds of spaces stand in an article, and the closer look at each is dear. */
const MAY_BE_SPACED = / [,.)\]]|[([] /;

const findSpacedPunctuation = (line: string): Edit[] =>
  MAY_BE_SPACED.test(line) ? editMatches(line, SPACED_PUNCTUATION, ([match]) => match.trim()) : [];

/** No space before a comma or a full stop, nor inside brackets. */
export const removeSpaceBeforePunctuation: CleaningRule = {
  name: 'space-before-punctuation',
  kind: 'repaired',
  find: editLines(onceALine(findSpacedPunctuation)),
};

/** A token that keeps its inner stops and commas: an address, a domain, a handle, a file name. */
const ADDRESS = /:\/\/|www\.|@|^#|\/\w/iu;
const NAME_ENDING =
  /^(?:com|fr|net|org|eu|be|ch|ca|info|tv|io|gouv|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|mp[34]|zip|html?|js|ts|txt|csv)(?![\p{L}\p{N}])/iu;
/** A stop that no space follows. */
const STOP = /(?<![.!?…])[.!?…]{1,9999}[)\]]?(?=[^\s.!?…)\]])/g;
const COMMA = /,(?=\p{L}{2}|\p{L}[’' ])/gu;
/** What a sentence ends with before its stop: a word of two letters (not an initial), a number, a sign. */
const SENTENCE_END = /(?:\p{Ll}’?\p{Ll}|[\p{Lu}\d]{2}|[%°€])$/u;
const SENTENCE_START = /^(?:\p{Lu}[\p{Ll}’']|[ÀAYÔ] |\p{Lu}{2,11}(?:[\s,]|$)|[«“(])/u;
const QUOTED_END = /[»”)]$/;

/** How much of a line is read after a stop. */
const OPENING_LENGTH = 12;

/** Whether the stop at `[start, end)` ends a sentence that ran into the next one. */
function endsSentence(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + OPENING_LENGTH);
  if (QUOTED_END.test(before)) return /^\p{Lu}/u.test(after);
  if (!SENTENCE_END.test(before)) return false;
  return SENTENCE_START.test(after) || (/\p{Ll}$/u.test(before) && /^\d{1,3}[ %]/.test(after));
}

/** The longest token looked at around a stop; a longer one is no address. */
const MAX_TOKEN = 80;

function tokenAround(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < MAX_TOKEN && !/\s/.test(text.charAt(start - 1))) start--;
  const rest = text.slice(at, at + MAX_TOKEN);
  const space = rest.search(/\s/);
  return text.slice(start, at) + (space < 0 ? rest : rest.slice(0, space));
}

function findMissingSpaces(line: string): Edit[] {
  const edits: Edit[] = [];
  const separate = (at: number): void => {
    if (ADDRESS.test(tokenAround(line, at)) || NAME_ENDING.test(line.slice(at, at + 6))) return;
    edits.push({ start: at, end: at, text: ' ' });
  };
  for (const { 0: stop, index } of line.matchAll(STOP)) {
    if (endsSentence(line, index, index + stop.length)) separate(index + stop.length);
  }
  for (const { index } of line.matchAll(COMMA)) {
    if (/[\p{L}»”]/u.test(line.charAt(index - 1))) separate(index + 1);
  }
  return edits.sort((a, b) => a.start - b.start);
}

/** Puts the space back after a sentence end or a comma that ran into the next word ("bilatéral.Zelensky"). */
export const spaceAfterPunctuation: CleaningRule = {
  name: 'missing-space',
  kind: 'repaired',
  find: editLines(onceALine(findMissingSpaces)),
};
