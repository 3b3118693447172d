import { familyOf } from '../furniture/families.ts';
import { OF_SOMEBODY, SOMEBODY_LENGTH } from '../furniture/names.ts';
import { KIND } from '../furniture/words/site-words.ts';
import { goesOn, isBetweenSentences, startsSentence } from './beginnings.ts';
import { fitsInside } from './fits-inside.ts';
import {
  endsBefore,
  type Found,
  type GluedLine,
  MAX_STRETCH_WORDS,
  sliceLine,
  startOf,
  stretchEnd,
  type Token,
} from './tokens.ts';

/** Of whom a sign or a year alone does not say: the name follows. */
const BARE_SIGN = /^(?:©|\(c\)|copyright)(?: ?photo)?[\s©\d-]*$/;

/** A short question may go on: "Une erreur ? Signalez-la". */
const MAX_ASKED_WORDS = 10;

const beginsWithSomebody = (text: string, { start }: Token): boolean =>
  OF_SOMEBODY.test(text.slice(start, start + SOMEBODY_LENGTH));

/** The longest stretch from token `from` that is furniture of one family. */
export function findPlain(line: GluedLine, from: number, strict: boolean): Found | undefined {
  const { text, tokens } = line;
  const isBracketed = text.charAt(startOf(line, from)) === '(';
  let found: Found | undefined;
  for (let next = from + 1; next <= Math.min(tokens.length, from + MAX_STRETCH_WORDS); next++) {
    const token = tokens[next];
    if (!endsBefore(token)) continue;
    const stretch = sliceLine(line, from, next);
    const isClosed = isBracketed && stretch.text.includes(')');
    const rule = familyOf(stretch);
    const goesFurther = token !== undefined && /^\s*[,;»”]/.test(text.slice(stretchEnd(line, next), token.start));
    if (
      rule !== undefined &&
      !goesFurther &&
      ((found === undefined && isBetweenSentences(line, stretch, next, strict)) ||
        fitsInside(rule, stretch, { strict, whole: isClosed || goesOn(line, token) }))
    )
      found = { rule, next };
    else if (found !== undefined && rule === undefined) break;
    if (token === undefined || isClosed) break;
    const isAsked = stretch.text.endsWith('?') && next - from <= MAX_ASKED_WORDS;
    if (
      found === undefined &&
      token.afterStop &&
      !isAsked &&
      next > from + 1 &&
      !/^(?:am|pm|p|m)$/.test(token.word.folded)
    )
      break;
    // "Suivez Le Courrier sur Facebook Denis Carlier a promis…": the name is the sentence's, and all that follows.
    if (found?.next === next && token.word.kinds === 0 && beginsWithSomebody(text, token)) break;
    const bareSign = BARE_SIGN.test(stretch.folded);
    if (
      found !== undefined &&
      (token.word.kinds & KIND.brand) === 0 &&
      !bareSign &&
      (token.afterStop || startsSentence(token))
    )
      break;
  }
  return found;
}
