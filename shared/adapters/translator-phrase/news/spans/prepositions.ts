import { byWord, type FixedSpan, lowerAt } from './fixed-span.ts';

/** Verbs that English follows with the person and "to": promised them to, asked them to. */
const REQUEST =
  /^(?:promis|promet|promettent|demandé|demande|demandent|ordonné|ordonne|conseillé|permis|permet|enjoint)$/;
const TO_PERSON = byWord<readonly string[]>({ à: [], au: ['the'], aux: ['the'] });
const INFINITIVE = /^\p{Ll}+(?:er|ir|re)$/u;
/** Tokens of the person asked, in between. */
const LONGEST_PERSON = 8;
const TREND =
  /^(?:recul|chut|grimp|augment|baiss|progress|diminu|bond|rebond|flamb|dégringol)(?:é|i|er|ir|era|eront|ait|aient|ant|issant)$/;
const PASSAGE = byWord<readonly string[]>({
  passe: ['goes', 'from'],
  passent: ['go', 'from'],
  passera: ['will', 'go', 'from'],
  passeront: ['will', 'go', 'from'],
  passerait: ['would', 'go', 'from'],
  passant: ['going', 'from'],
});
const NUMBER = /^\d/;
/** Tokens from the first number of a passage to its "à": "de 1,70 euro à". */
const LONGEST_AMOUNT = 3;

/** Prepositions that depend on the verb: "a promis à Paul d'envoyer", "a reculé de 3 %", "passera de 2 à 3 euros". */
export function translatePreposition(tokens: readonly string[], start: number): FixedSpan | undefined {
  const token = lowerAt(tokens, start);
  const previous = lowerAt(tokens, start - 1);
  const fix = (...english: string[]): FixedSpan => ({ start, end: start + 1, tokens: english });
  const isBeforeNumber = NUMBER.test(tokens[start + 1] ?? '');
  if (token === 'de' && isBeforeNumber && TREND.test(previous)) return fix('by');
  const passage = PASSAGE[token];
  if (passage && lowerAt(tokens, start + 1) === 'de' && NUMBER.test(tokens[start + 2] ?? '')) {
    return { start, end: start + 2, tokens: passage };
  }
  if (token === 'à' && isBeforeNumber && followsPassage(tokens, start)) return fix('to');
  const toPerson = TO_PERSON[token];
  if (toPerson && REQUEST.test(previous) && findRequest(tokens, start) >= 0) return fix(...toPerson);
  return isOfRequest(tokens, start) ? fix('to') : undefined;
}

function followsPassage(tokens: readonly string[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - LONGEST_AMOUNT - 2), at).map((token) => token.toLowerCase());
  const from = before.findIndex((token, index) => token in PASSAGE && before[index + 1] === 'de');
  return from >= 0;
}

/** Place of the "de" before an infinitive that ends a request to the person named after `at`, -1 for none. */
function findRequest(tokens: readonly string[], at: number): number {
  for (let of = at + 2; of <= at + LONGEST_PERSON; of++) {
    if (/^[.,;:"!?]$/.test(tokens[of] ?? '.')) return -1;
    if (/^(?:de|d')$/.test(tokens[of] ?? '') && INFINITIVE.test(tokens[of + 1] ?? '')) return of;
  }
  return -1;
}

function isOfRequest(tokens: readonly string[], of: number): boolean {
  for (let at = of - 2; at >= Math.max(1, of - LONGEST_PERSON); at--) {
    const isStart = lowerAt(tokens, at) in TO_PERSON && REQUEST.test(lowerAt(tokens, at - 1));
    if (isStart) return findRequest(tokens, at) === of;
  }
  return false;
}
