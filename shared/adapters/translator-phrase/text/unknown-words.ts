import { numberSlot, writeNumber } from './number-slots.ts';

/** French endings and the English ones they usually answer to; the first that matches is replaced. */
const ENDINGS: readonly [RegExp, string][] = [
  [/isation$/, 'ization'],
  [/isations$/, 'izations'],
  [/iques?$/, 'ic'],
  [/ités$/, 'ities'],
  [/ité$/, 'ity'],
  [/eurs$/, 'ors'],
  [/eur$/, 'or'],
  [/aires$/, 'ary'],
  [/aire$/, 'ary'],
  [/ismes?$/, 'ism'],
  [/istes$/, 'ists'],
  [/iste$/, 'ist'],
  [/logies$/, 'logies'],
  [/logie$/, 'logy'],
  [/phies?$/, 'phy'],
  [/graphes?$/, 'graph'],
  [/euse?s?$/, 'ous'],
  [/elles?$/, 'al'],
  [/els?$/, 'al'],
  [/ement$/, 'ly'],
  [/ies?$/, 'y'],
  [/ées?$/, 'ed'],
  [/és?$/, 'ed'],
  [/ien(ne)?s?$/, 'ian'],
  [/ais(e)?s?$/, 'ese'],
];

/** What to write for a word that the model does not know: names stay, learned words get an English ending. */
export function writeUnknownWord(token: string): readonly string[] {
  if (numberSlot(token) !== undefined) return [writeNumber(token)];
  if (token.startsWith('-')) return [];
  if (/^\p{Lu}/u.test(token) || !/\p{L}{4}/u.test(token) || token.includes('-')) return [token];
  const ending = ENDINGS.find(([pattern]) => pattern.test(token));
  const adapted = ending ? token.replace(ending[0], ending[1]) : token;
  return [adapted.normalize('NFD').replace(/\p{M}/gu, '')];
}
