import { type CleaningRule, type Edit, editLines } from '../cleaning-rule.ts';
import { foldText } from '../../text/fold-text.ts';
import { onceALine } from '../line-reader.ts';
import { NAME_WITH_ROLE, ROLE } from '../furniture/names.ts';
import { mayBegin } from '../glued/beginnings.ts';
import { findHeading } from '../glued/find-heading.ts';
import { findPlain } from '../glued/find-plain.ts';
import { findSiteWords, mayBeSiteWords } from '../glued/find-site-words.ts';
import {
  type Found,
  type GluedLine,
  MIN_GLUED_LENGTH,
  readTokens,
  startOf,
  stretchEnd,
  type Token,
} from '../glued/tokens.ts';

/** After so many words that only looked like furniture, a line is not looked at further: it bounds the work. */
const MAX_MISSES = 200;

const DESK_WITH_AGENCY = /^(?:[\p{L}\d’'.-]+ ){1,7}avec (?:l[’'])?(?:AFP|AP|Reuters|agences?)(?![\p{L}])/u;

/** A day and its time, right after somebody's name: "Julie Astier 03/03/2026 18:40". */
const TIME_STAMP =
  /^\d{1,2}(?:[/.]\d{1,2}[/.]\d{2,4}|(?:er)? \p{L}{3,9} \d{4}),?(?: à| -|) \d{1,2} ?[h:] ?\d{2}(?!\d)/u;
const LONGEST_STAMP = 40;

function isStampAfterName({ text, tokens }: GluedLine, at: number): boolean {
  const [name, token] = [tokens[at - 1], tokens[at] as Token]; // the caller stands on it
  if (name === undefined || !token.word.startsWithDigit || !name.word.isCapitalised) return false;
  return (
    text.slice(name.end, token.start) === ' ' && TIME_STAMP.test(text.slice(token.start, token.start + LONGEST_STAMP))
  );
}

/** Whether a quotation opens right before a word: a straight sign after a stop and before a space closes one. */
const opensQuotation = (text: string, { start }: Token): boolean =>
  /[«“‹]\s*$|"$|(?:^|\s)"\s$/.test(text.slice(Math.max(0, start - 3), start));

/** "Nous contacter ? Trop tard, répond…": no button asks whether to do what it does; an author does, and answers. */
const WONDERS = /^(?:(?:nous|vous|me|se|le|la|les) |[mls]')?[a-z]+(?:er|ir|re) ?\?$/;

/** "Cliquer pour réserver, dites-vous ?" */
const SAYS = /, \p{Ll}{2,12}-(?:t-)?(?:vous|tu|ils?|elles?|on)\s?\?$/u;

/** Whether a stretch is somebody's words: "Cet article vous a plu ? demandait le formulaire.", "Nous contacter ?". */
function isAsked(line: GluedLine, from: number, next: number): boolean {
  const stretch = line.text.slice((line.tokens[from] as Token).start, stretchEnd(line, next)); // the caller stands on it
  const after = line.tokens[next]?.word.written ?? '';
  return WONDERS.test(foldText(stretch)) || SAYS.test(stretch) || (/[?!]$/.test(stretch) && /^\p{Ll}/u.test(after));
}

function findGlued(text: string): Edit[] {
  if (text.length < MIN_GLUED_LENGTH) return [];
  const line = readTokens(text);
  const { tokens } = line;
  const namesRole = ROLE.test(text);
  const namesAgency = / avec (?:l[’'])?(?:AFP|AP|Reuters|agences?)\b/.test(text);
  const edits: Edit[] = [];
  let afterFurniture = false;
  let misses = 0;
  for (let index = 0; index < tokens.length && misses < MAX_MISSES; ) {
    const token = tokens[index] as Token; // the index is in range
    const free: boolean = index === 0 || afterFurniture || (token.afterStop && !opensQuotation(text, token));
    let found: Found | undefined;
    if (token.opens && (free || !token.afterComma) && mayBegin(line, token)) {
      misses++;
      found = findHeading(line, index, !free) ?? findPlain(line, index, !free);
    } else if (isStampAfterName(line, index)) {
      misses++;
      found = findPlain(line, index, true);
    } else if (
      token.opens &&
      free &&
      (token.word.startsWithDigit ||
        (namesRole && NAME_WITH_ROLE.test(text.slice(token.start, token.start + 100))) ||
        (namesAgency && DESK_WITH_AGENCY.test(text.slice(token.start, token.start + 100))))
    ) {
      misses++;
      found = findPlain(line, index, false);
    }
    if (found === undefined && token.opens && (free || !token.afterComma) && mayBeSiteWords(line, index, !free)) {
      found = findSiteWords(line, index, !free);
    }
    if (found !== undefined && isAsked(line, index, found.next)) found = undefined;
    afterFurniture = found !== undefined;
    if (found === undefined) {
      index++;
      continue;
    }
    let end = stretchEnd(line, found.next);
    // A quotation at the end of a headline is closed within it.
    if (text.charAt(end) === '"' && text.slice(startOf(line, index), end).split('"').length % 2 === 0) end++;
    while (/\s/.test(text.charAt(end))) end++;
    edits.push({ start: startOf(line, index), end, text: '', rule: found.rule });
    misses = 0;
    index = found.next;
  }
  return edits;
}

/** Takes furniture out of a line it has run into: after a sentence's end, after other furniture, or at the start. */
export const findGluedFurniture = onceALine(findGlued);

/** Takes out furniture that was glued to the sentences of a paragraph. */
export const removeGlued: CleaningRule = {
  name: 'furniture',
  kind: 'removed',
  find: editLines(findGluedFurniture),
};
