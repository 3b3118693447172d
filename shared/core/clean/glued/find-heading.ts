import { readHeading } from '../furniture/headings.ts';
import { OF_SOMEBODY, SOMEBODY_LENGTH } from '../furniture/names.ts';
import { KIND } from '../furniture/words/site-words.ts';
import { goesOn, mayBegin, startsSentence } from './beginnings.ts';
import { findPlain } from './find-plain.ts';
import type { Found, GluedLine, Token } from './tokens.ts';

/** How many a headline after "Lire aussi :" may have. */
const MAX_HEADLINE_WORDS = 40;
/** A headline that nothing ends before a full stop is no longer than this, or holds a sentence. */
const MAX_SURE_HEADLINE_WORDS = 20;
const MAX_PLACE_WORDS = 4;
const ARTICLE = /^(?:le|la|les|l|de|du|des|un|une|en|d|saint|sainte)$/;
const TITLE_BEFORE_NAME = /^(?:\p{Lu}|MM|Mme|Mlle|Dr|Me|Mgr|St|Ste)$/u;
/** How much of a line is read for a heading's label. */
const LABEL_WINDOW = 120;
/** A label without a mark and without a headline is told by its length, in UTF-16 units. */
const MIN_LABEL = 8;

/** The headline after a label: up to the next furniture, a stop, or where a sentence begins without one. */
export function findHeading(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  const { start } = tokens[from] as Token; // the caller stands on it
  const heading = readHeading(text.slice(start, start + LABEL_WINDOW));
  if (heading === undefined || heading.weak) return undefined;
  const { rule, marked } = heading;
  let next = from;
  while (next < tokens.length && (tokens[next] as Token).start < start + heading.length) next++;
  const begin = next;
  if (!marked && strict) return undefined;
  if (!marked && rule === 'read-also') {
    const follower = tokens[begin];
    const alone = follower === undefined || (follower.opens && !follower.afterComma && goesOn(line, follower));
    if (alone && heading.length >= MIN_LABEL) return { rule, next: begin };
    const headlineEnd = findPlacedHeadline(line, begin);
    return headlineEnd === undefined ? undefined : { rule, next: headlineEnd };
  }
  const recurs = marked ? recurringLength(line, begin) : 0;
  if (recurs > 0) return { rule, next: begin + recurs };
  // "500. Lire aussi : Un titre 000 dollars": what the label cut goes on after the headline.
  const cutsNumber = /(?<![\d.,])\d{1,3}[.,] $/.test(text.slice(Math.max(0, start - 6), start));
  let soft: number | undefined;
  let unsure: number | undefined;
  for (; next < tokens.length && next - begin <= MAX_HEADLINE_WORDS; next++) {
    const token = tokens[next] as Token;
    if (next > begin && cutsNumber && /^\d{3}$/.test(token.word.folded)) return { rule, next };
    if (next > begin && startsFurniture(line, next)) {
      // "Faut-il des ponts ? La facture monte.Vidéo suivante": what stands between the headline and furniture is the article's.
      const ended = /\.\s*$/.test(text.slice((tokens[next - 1] as Token).end, token.start));
      return { rule, next: (ended ? (soft ?? unsure) : undefined) ?? next };
    }
    if (next <= begin + 2 && !(next > begin && isSentenceAfterName(line, next))) continue;
    if (!token.opens) continue;
    const previous = tokens[next - 1] as Token;
    const gap = text.slice(previous.end, token.start);
    if (/[–—-]\s*\.\s*$/.test(gap)) return { rule, next };
    const isInNumber = gap === '.' && token.word.startsWithDigit;
    const isStop = /\./.test(gap) && !isInNumber && !TITLE_BEFORE_NAME.test(previous.word.written);
    // A headline has no full stop: what ends in one is the article's, from where a sentence can begin.
    if (isStop) {
      const sentence = soft ?? unsure;
      if (sentence !== undefined) return { rule, next: sentence };
      // "À ne pas rater : la grande marée de samedi.": the label is a part of the sentence.
      if (/^\p{Ll}/u.test((tokens[begin] as Token).word.written)) return undefined;
      return { rule, next: marked && next - begin <= MAX_SURE_HEADLINE_WORDS ? next : begin };
    }
    if (soft !== undefined) continue;
    if (token.afterStop || (next - begin >= MIN_WORDS_BEFORE_SPEECH && startsSpeech(line, next))) soft = next;
    else if (!token.afterComma && startsSentence(token)) {
      // "Le Havre", "La Poste": an article before a capital may be a name's.
      if (ARTICLE.test(token.word.folded) && tokens[next + 1]?.word.isCapitalised === true) unsure ??= next;
      else soft = next;
    } else if (next - begin <= MAX_SURE_HEADLINE_WORDS && startsWithName(line, next)) unsure ??= next;
  }
  const begins = soft ?? unsure;
  if (next >= tokens.length && (begins === undefined || !/\.\s*$/.test(text)))
    return { rule, next: marked || !/\.\s*$/.test(text) ? next : begin };
  return begins === undefined ? undefined : { rule, next: begins };
}

/** "Sur le même sujet : Calais Les travaux…": a name alone was the headline. */
function isSentenceAfterName({ text, tokens }: GluedLine, at: number): boolean {
  const [name, first, second] = [tokens[at - 1], tokens[at], tokens[at + 1]] as [Token, Token, Token | undefined];
  return (
    second !== undefined &&
    (name.afterComma || /^\p{Lu}\p{Ll}{3,}$/u.test(name.word.written)) &&
    (name.word.kinds & KIND.neutral) === 0 &&
    text.slice(name.end, first.start) === ' ' &&
    startsSentence(first) &&
    /^\p{Ll}/u.test(second.word.written)
  );
}

/** Right after its place a headline may quote somebody itself: "Procès : « Vingt ans », requiert le parquet". */
const MIN_WORDS_BEFORE_SPEECH = 5;
const SPEECH = /^[^«»"“”]{2,200}[»”"], \p{Ll}/u;
const MAX_SPEECH_LENGTH = 220;

/** "…une nuit sans fin « Vingt ans, c'est une vie », a soufflé…": somebody's words, which a headline does not end in. */
function startsSpeech({ text, tokens }: GluedLine, at: number): boolean {
  const [before, first] = [tokens[at - 1], tokens[at]] as [Token, Token]; // the caller stands past the label
  const opens = first.word.isCapitalised && /^ [«“"] ?$/.test(text.slice(before.end, first.start));
  return opens && SPEECH.test(text.slice(first.start, first.start + MAX_SPEECH_LENGTH));
}

/** "…le pont ferme Alain Berger promet…": somebody of whom a sentence tells, after a word that leads to none. */
function startsWithName({ text, tokens }: GluedLine, at: number): boolean {
  const [before, first] = [tokens[at - 1], tokens[at]] as [Token, Token]; // the caller stands past the label
  const isLedTo =
    first.afterComma || !/^\p{Ll}{3}/u.test(before.word.written) || (before.word.kinds & KIND.neutral) !== 0;
  return !isLedTo && OF_SOMEBODY.test(text.slice(first.start, first.start + SOMEBODY_LENGTH));
}

/** "Lire aussi Arles : la crypte rouvre Le trésor…": where the headline ends whose own colon says that it is one. */
function findPlacedHeadline(line: GluedLine, begin: number): number | undefined {
  const { text, tokens } = line;
  const first = tokens[begin];
  if (first?.word.isCapitalised !== true) return undefined;
  let placed = false;
  for (let next = begin + 1; next < Math.min(tokens.length, begin + MAX_SURE_HEADLINE_WORDS); next++) {
    const token = tokens[next] as Token; // in range
    if (placed && startsFurniture(line, next)) return next;
    if (token.afterStop)
      return placed && /[?!]/.test(text.slice((tokens[next - 1] as Token).end, token.start)) ? next : undefined;
    placed ||=
      next <= begin + MAX_PLACE_WORDS && /^ ?: $/.test(text.slice((tokens[next - 1] as Token).end, token.start));
    if (placed && token.opens && !token.afterComma && startsSentence(token)) return next;
    if (placed && next - begin >= MIN_WORDS_BEFORE_SPEECH && startsSpeech(line, next)) return next;
  }
  const endsLine = tokens.length <= begin + MAX_SURE_HEADLINE_WORDS && !/\.\s*$/.test(text);
  return placed && endsLine ? tokens.length : undefined;
}

/** How far from a headline the same one is looked for, in UTF-16 units: it keeps the work linear. */
const RECURRENCE_WINDOW = 20_000;
const MIN_RECURRING_WORDS = 4;

/** How many words a headline after a label shares with another place of the line where a label stands before it. */
function recurringLength({ text, tokens }: GluedLine, begin: number): number {
  const [first, last] = [tokens[begin], tokens[begin + MIN_RECURRING_WORDS - 1]];
  if (first === undefined || last === undefined) return 0;
  const opening = text.slice(first.start, last.end);
  const from = Math.max(0, first.start - RECURRENCE_WINDOW);
  const window = text.slice(from, last.end + RECURRENCE_WINDOW);
  const ownAt = first.start - from;
  const earlier = window.lastIndexOf(opening, ownAt - 1);
  const again = earlier >= 0 ? earlier : window.indexOf(opening, ownAt + 1);
  if (again < 0 || !/(?:[:>►]|PREV|NEXT)\s*$/.test(window.slice(Math.max(0, again - 5), again))) return 0;
  let shared = MIN_RECURRING_WORDS;
  for (let index = begin + shared; index < tokens.length && shared < MAX_HEADLINE_WORDS; index++, shared++) {
    const upTo = text.slice(first.start, (tokens[index] as Token).end);
    if (!window.startsWith(upTo, again)) break;
  }
  return shared;
}

function startsFurniture(line: GluedLine, index: number): boolean {
  const token = line.tokens[index] as Token; // the caller stands on it
  if (!token.opens || !mayBegin(line, token)) return false;
  const heading = readHeading(line.text.slice(token.start, token.start + LABEL_WINDOW));
  return heading?.marked === true || findPlain(line, index, false) !== undefined;
}
