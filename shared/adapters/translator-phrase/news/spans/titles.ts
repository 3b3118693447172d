import { byWord, type FixedSpan, lowerAt } from './fixed-span.ts';
import { translateNationality } from '../words/nationalities.ts';

/** Titles that English puts before a name without an article. */
const TITLES = byWord<string>({
  président: 'President',
  présidente: 'President',
  'ex-président': 'former President',
  'premier ministre': 'Prime Minister',
  'première ministre': 'Prime Minister',
  "ministre de l' intérieur": 'Interior Minister',
  'ministre des affaires étrangères': 'Foreign Minister',
  'ministre de la défense': 'Defence Minister',
  'ministre des armées': 'Armed Forces Minister',
  'ministre de la santé': 'Health Minister',
  'ministre de la justice': 'Justice Minister',
  'ministre de la culture': 'Culture Minister',
  "ministre de l' économie": 'Economy Minister',
  'ministre des finances': 'Finance Minister',
  "ministre de l' éducation": 'Education Minister',
  "ministre de l' éducation nationale": 'Education Minister',
  "ministre de l' agriculture": 'Agriculture Minister',
  'ministre des transports': 'Transport Minister',
  'ministre du travail': 'Labour Minister',
  'ministre des sports': 'Sports Minister',
  'secrétaire général': 'Secretary-General',
  "secrétaire d' état": 'Secretary of State',
  'chef de la diplomatie': 'Foreign Minister',
  chancelier: 'Chancellor',
  chancelière: 'Chancellor',
  roi: 'King',
  reine: 'Queen',
  prince: 'Prince',
  princesse: 'Princess',
  pape: 'Pope',
  sénateur: 'Senator',
  sénatrice: 'Senator',
  général: 'General',
});
const LONGEST_TITLE = 5;
/** What the article before a title becomes when the name follows. */
const ARTICLES = byWord<readonly string[]>({ le: [], la: [], "l'": [], du: ['of'], au: ['to'] });
const NAME = /^\p{Lu}/u;

/** "le président ukrainien Volodymyr Zelensky" is "Ukrainian President" and, kept behind it, the name. */
export function translateTitle(tokens: readonly string[], start: number): FixedSpan | undefined {
  const article = ARTICLES[lowerAt(tokens, start)];
  let at = start + (article === undefined ? 0 : 1);
  const isFormer = /^(?:ancien|ancienne|ex)$/.test(lowerAt(tokens, at));
  if (isFormer) at += 1;
  for (let length = LONGEST_TITLE; length > 0; length--) {
    const words = tokens.slice(at, at + length).map((token) => token.toLowerCase());
    const nationalityInside = words.slice(1, 3).findIndex((word) => translateNationality(word) !== undefined) + 1;
    const inside = nationalityInside > 0 ? words[nationalityInside] : undefined;
    const title = TITLES[(inside === undefined ? words : words.toSpliced(nationalityInside, 1)).join(' ')];
    if (title === undefined) continue;
    const after = inside === undefined ? translateNationality(tokens[at + length] ?? '') : undefined;
    const nationality = (inside === undefined ? after : translateNationality(inside)) ?? [];
    const end = at + length + (after ? 1 : 0);
    if (!NAME.test(tokens[end] ?? '')) continue;
    return {
      start,
      end,
      tokens: [...(article ?? []), ...(isFormer ? ['former'] : []), ...nationality, ...title.split(' ')],
    };
  }
  return undefined;
}
