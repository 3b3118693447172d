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
    'kg|\\bkilos?\\b|kilogram|\\bpounds?\\b|(?:\\b|\\d)lbs?\\b|\\bstones?\\b|tonnes?\\b|\\btons?\\b',
  ),
];

/** Millions of nothing are of money. */
const ANY_CURRENCY =
  /[€$£¥₽]|(?<!\p{L})(?:euros?|dollars?|livres? sterling|francs?|yens?|roubles?|yuans?|centimes?|pesos?|roupies?|couronnes?|marks?|lires?|billets? verts?|(?:millions?|milliards?)(?! d(?:e |['’])(?!aides?|amendes?|bénéfices?|budget|bénéf|capital|chiffre|contrats?|coupes|crédits?|créances|déficit|dépenses|dettes?|dividendes|dons?|économies|emprunts?|excédent|financements?|fonds|fraude|impôts?|investissements?|manque|obligations|pertes|prêts?|profits?|recettes|revenus?|subventions?|taxes?|travaux|ventes))|sous)(?!\p{L})|\b(?:EUR|USD|GBP|CHF|JPY)\b/iu;
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
  return [...added, ...lost, ...compareRates(source, translation), ...compareSigns(source, translation)];
}

interface Rate {
  per: RarePattern;
  /** The unit in any other place of the French. */
  unit: RarePattern;
  english: RegExp;
  perEnglish: RegExp;
}

const rate = (french: string, english: string, per: string): Rate => ({
  per: rarePattern(`(?<!\\p{L})par (?:${french})(?!\\p{L})`),
  unit: rarePattern(`(?<!\\p{L})(?:${french})s?(?!\\p{L})`),
  english: new RegExp(`(?:\\b|\\d)(?:${english})`, 'i'),
  perEnglish: new RegExp(`\\b(?:${per})\\b`, 'i'),
});
/** "Par jour" and its kin, and what stands for them in English. */
const RATES: readonly Rate[] = [
  rate('heure', 'hour|[km]ph|mph|km/h|/h', '(?:an|per|each|every) hour|hourly'),
  rate('jour|journalier|quotidien', 'day|daily|24 hours|24/7', '(?:a|per|each|every) day|daily'),
  rate('semaine|hebdomadaire', 'week', '(?:a|per|each|every) week|weekly'),
  rate('mois|mensuel', 'month', '(?:a|per|each|every) month|monthly'),
  rate('an|année|annuel', 'year|annual|annum|p\\.?a\\b', '(?:a|per|each|every) year|yearly|annually|per annum'),
];

/** So much a day that became so much a month. */
function compareRates(source: string, translation: string): IntegrityIssue[] {
  const given = RATES.flatMap((own) => {
    const found = own.per.exec(source);
    return found === null ? [] : [{ found, own }];
  });
  const [only] = given;
  if (only === undefined || given.some(({ own }) => own.english.test(translation))) return [];
  if (!RATES.some(({ unit, perEnglish }) => perEnglish.test(translation) && !unit.test(source))) return [];
  const span = { start: only.found.index, end: only.found.index + only.found[0].length };
  return [{ code: 'unit-lost', grade: 'doubtful', source: span }];
}

const BELOW_ZERO =
  /(?:(?<!\p{L})moins[\s\u00a0]|(?<!\d[\s\u00a0]?)(?<!\p{L})[−–-])\d{1,3}(?:,\d)?[\s\u00a0\u202f]?(?:°|degrés?)/iu;
const SAYS_BELOW_ZERO = /minus|negative|below|sub-?zero|(?<!\d\s?)[−–-]\s?\d|\d\s?°?F\b|fahrenheit/i;

/** A temperature below zero that is no longer. */
function compareSigns(source: string, translation: string): IntegrityIssue[] {
  const found = BELOW_ZERO.exec(source);
  if (found === null || SAYS_BELOW_ZERO.test(translation)) return [];
  return [
    { code: 'number-altered', grade: 'failed', source: { start: found.index, end: found.index + found[0].length } },
  ];
}
