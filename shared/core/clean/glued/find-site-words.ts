import { scoreLine } from '../furniture/score/judge-line.ts';
import { ASKED, KIND } from '../furniture/words/site-words.ts';
import { goesOn, isBetweenSentences } from './beginnings.ts';
import { endsWhole } from './fits-inside.ts';
import {
  endsBefore,
  type Found,
  type GluedLine,
  MAX_STRETCH_WORDS,
  sliceLine,
  stretchEnd,
  type Token,
} from './tokens.ts';

/** Log odds (see `scoreLine`) that a stretch must reach: between sentences, */
const LEAST_SCORE = 1.2;
/** where no sentence need begin after it, or where it begins as sentences do, */
const LEAST_UNSURE_SCORE = 2.5;
/** where a sentence ends before it and another begins after it, so that no author's can be it, */
const LEAST_BETWEEN_SCORE = 0.6;
const MAX_BETWEEN_WORDS = 4;
/** and after words that end no sentence. */
const LEAST_STRICT_SCORE = 3;
/** A stretch that ends as a sentence does may be one of the article's. */
const STOP_PENALTY = 1;
/** A comma or an aside in a long stretch is the make of a sentence. */
const CLAUSE = /,\s|\(/;
const MAX_CLAUSE_WORDS = 12;
const CLAUSE_PENALTY = 3;
/** A longer stretch must be so much surer than a shorter one. */
const LEAST_GAIN = 0.3;

/** Kinds of words with which a stretch can begin, and one of which it must have soon after. */
const ASKS = ASKED | KIND.site | KIND.page;
const BEGINS = ASKS | KIND.common | KIND.english;
/** "On", "a": a word without content in either. */
const FRENCH_AND_ENGLISH = KIND.neutral | KIND.english;
const SOON = BEGINS | KIND.brand;
const LOOK_AHEAD_WORDS = 6;

/** First words of sentences oftener than of furniture. */
const LEADS_IN = new Set('dans sur selon pour par avec mais et si a au aux en ce son sa ses leur leurs'.split(' '));
/** First words after which one more makes a stretch. */
const OWN = new Set('mon ma mes se s nos notre votre vos nous'.split(' '));
/** What a name follows: "le magazine Elle". */
const NAMED_THINGS = new Set(
  (
    'magazine journal site quotidien hebdomadaire hebdo mensuel chaine radio page compte application groupe plateforme ' +
    'blog forum emission serie film titre revue reseau hashtag sondage clip album agence newsletter podcast livre roman essai enquete ' +
    'documentaire chanson ouvrage piece'
  ).split(' '),
);

/** Whether the words from token `from` on may be a site's: a cheap test that most sentences fail. */
export function mayBeSiteWords({ tokens }: GluedLine, from: number, strict: boolean): boolean {
  const { kinds } = (tokens[from] as Token).word; // the caller stands on it
  if (strict) return (kinds & (KIND.order | KIND.device | KIND.site)) !== 0;
  if ((kinds & BEGINS) !== 0 && kinds !== FRENCH_AND_ENGLISH) return true;
  for (let index = from + 1; index < Math.min(tokens.length, from + LOOK_AHEAD_WORDS); index++) {
    const token = tokens[index] as Token; // in range
    if (token.afterStop) return false;
    if ((token.word.kinds & SOON) !== 0) return true;
  }
  return false;
}

/**
 * The stretch from token `from` that reads most like a site speaking of itself, if it does so clearly enough; `strict`
 * when no sentence ends before it.
 */
export function findSiteWords(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  const { folded: first, kinds } = (tokens[from] as Token).word; // the caller stands on it
  const asks = (kinds & ASKS) !== 0;
  const shortest = asks || (kinds & (KIND.common | KIND.english)) !== 0 || OWN.has(first) ? 2 : 3;
  let found: Found | undefined;
  let best = Number.NEGATIVE_INFINITY;
  for (let next = from + 1; next <= Math.min(tokens.length, from + MAX_STRETCH_WORDS); next++) {
    const token = tokens[next];
    if (!endsBefore(token)) continue;
    const { folded: last } = (tokens[next - 1] as Token).word; // at least one stands before it
    const gap = text.slice(stretchEnd(line, next), token?.start);
    const apart = token === undefined || token.afterStop;
    const whole = apart || (goesOn(line, token) && (asks || !NAMED_THINGS.has(last)));
    const closed = !/^\s*[,;:»”]/.test(gap) && (apart || !/[«“"'‘]/.test(gap)) && last !== 'a' && endsWhole(last);
    if (closed && (whole || (asks && !strict))) {
      const stretch = sliceLine(line, from, next);
      const between =
        next - from <= MAX_BETWEEN_WORDS &&
        !LEADS_IN.has(first) &&
        !NAMED_THINGS.has(last) &&
        isBetweenSentences(line, stretch, next, strict);
      if (next < from + shortest && !between) continue;
      const hasClauses = next - from > MAX_CLAUSE_WORDS && CLAUSE.test(stretch.text);
      const penalty = (stretch.ends ? STOP_PENALTY : 0) + (hasClauses ? CLAUSE_PENALTY : 0);
      const score = scoreLine(stretch) - penalty;
      const sure = whole && !LEADS_IN.has(first);
      const least = strict
        ? LEAST_STRICT_SCORE
        : between
          ? LEAST_BETWEEN_SCORE
          : sure
            ? LEAST_SCORE
            : LEAST_UNSURE_SCORE;
      const shouted = stretch.text === stretch.text.toUpperCase();
      if (!shouted && score >= least && score >= best + LEAST_GAIN) {
        found = { rule: 'site-words', next };
        best = score;
      }
    }
    if (apart) break;
  }
  return found;
}
