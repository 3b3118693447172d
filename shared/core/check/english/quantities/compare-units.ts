import { type RarePattern, rarePattern } from '../../../text/rare-pattern.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';

const AMOUNT = "(?:\\d|(?:cents?|mille|millions?|milliards?)(?: d[e’'])?)";
const between = (french: string, english: string): readonly [RarePattern, RarePattern] => [
  rarePattern(french),
  rarePattern(english),
];

/** What stands behind an amount in French, and what may stand for it in English. */
const UNITS: readonly (readonly [french: RarePattern, english: RarePattern])[] = [
  between('€|(?<!\\p{L})euros?(?!\\p{L}|-)', '€|\\beuros?|\\bEUR\\b|\\d ?c\\b|\\bcents?\\b'),
  between('\\$|(?<!\\p{L})dollars?(?!\\p{L})', '\\$|\\bdollars?|\\bUSD\\b|\\bbucks?\\b|\\bcents?\\b'),
  between('£|(?<!\\p{L})livres? sterlings?', '£|\\bpounds?|\\bsterling|\\bGBP\\b'),
  between('(?<!\\p{L})francs? suisses?', '\\bfrancs?|\\bCHF\\b|\\bSFr'),
  between(`${AMOUNT}[ \u00a0\u202f]?francs?(?!\\p{L})`, '\\bfrancs?|\\bCFA\\b|\\bCHF\\b|\\bFRF\\b|\\bFF\\b'),
  between('(?<!\\p{L})yens?(?!\\p{L})', '¥|\\byen|\\bJPY\\b'),
  between('¥', '¥|\\byen|\\bJPY\\b|\\byuan'),
  between('(?<!\\p{L})roubles?(?!\\p{L})', '\\broubles?|\\brubles?|₽|\\bRUB\\b'),
  between(`${AMOUNT}[ \u00a0\u202f]?couronnes?(?!\\p{L})`, 'crown|kron|korun|\\b(?:SEK|NOK|DKK|CZK)\\b|wreath'),
  between('(?<!\\p{L})yuans?(?!\\p{L})', '\\byuan|\\brenminbi|\\bRMB\\b|¥'),
  between(
    '\\d[ \u00a0\u202f]?%|(?<!\\p{L})(?:pour[ -]?cents?)(?!\\p{L})',
    '%|per ?cent|\\bp\\.?c\\.?t?\\b|\\bhal(?:f|ves)|third|quarter|fifth|tenth',
  ),
  between(
    '\\d[ \u00a0\u202f]?km(?!\\p{L})|(?<!\\p{L})kilomètres?(?! ?carrés?)',
    '\\bkm|\\d ?km|kilomet|\\bmiles?\\b|\\bmph\\b|\\bkph\\b|\\bk\\b|\\d ?k\\b',
  ),
  between(
    '\\d[ \u00a0\u202f]?kg(?!\\p{L})|\\d[ \u00a0\u202f]?kilos?(?!\\p{L})|(?<!\\p{L})kilogrammes?',
    'kg|\\bkilos?\\b|kilogram|\\bpounds?\\b|\\blbs?\\b|\\bstones?\\b|tonnes?\\b|\\btons?\\b',
  ),
];

/** Millions of nothing are of money. */
const ANY_CURRENCY =
  /[€$£¥₽]|(?<!\p{L})(?:euros?|dollars?|livres? sterling|francs?|yens?|roubles?|yuans?|centimes?|pesos?|roupies?|couronnes?|marks?|lires?|billets? verts?|(?:millions?|milliards?)(?! d(?:e |['’]))|sous)(?!\p{L})|\b(?:EUR|USD|GBP|CHF|JPY)\b/iu;
/** "25 000 livres" may be money and nothing but pounds. */
const POUNDS = /(?:\d[\s\u00a0\u202f]?|(?<!\p{L})(?:cents?|mille|de)[\s\u00a0])livres?(?!\p{L})/iu;
const PLAIN_CURRENCY = /[€$£]|\b(?:euros?|dollars?)\b/i;

/** A currency, %, km or kg that the translation lost or exchanged. Miles and pounds are conversions. */
export function compareUnits(source: string, translation: string): IntegrityIssue[] {
  const found = ANY_CURRENCY.test(source) ? null : PLAIN_CURRENCY.exec(translation);
  const money = found?.[0] === '£' && POUNDS.test(source) ? null : found;
  const added: IntegrityIssue[] =
    money === null
      ? []
      : [
          {
            code: 'unit-lost',
            grade: 'failed',
            translation: { start: money.index, end: money.index + money[0].length },
          },
        ];
  const lost = UNITS.flatMap(([french, english]): IntegrityIssue[] => {
    const found = french.exec(source);
    if (found === null || english.test(translation)) return [];
    return [{ code: 'unit-lost', grade: 'failed', source: { start: found.index, end: found.index + found[0].length } }];
  });
  return [...added, ...lost];
}
