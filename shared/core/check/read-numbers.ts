import type { Span } from '../text/span.ts';

/** A number written in digits, with every value that French or English conventions allow for it. */
export interface WrittenNumber extends Span {
  /** Canonical decimal notation: no grouping, a point, no needless zero. "2.600" reads as 2600 and as 2.6. */
  readings: readonly string[];
  /** The readings times the word of magnitude that follows ("61 milliards"); the readings themselves without one. */
  scaled: readonly string[];
  /** What that word multiplies by; 1 without one. */
  scale: number;
  /** The word has no other meaning: "m" may stand for metres. */
  isScaleCertain: boolean;
}

/** Words of magnitude; `billion` and `trillion` differ between French (long scale) and English (short scale). */
const SHARED_SCALES: Record<string, number> = {
  mille: 1e3,
  millier: 1e3,
  milliers: 1e3,
  thousand: 1e3,
  thousands: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  milliard: 1e9,
  milliards: 1e9,
  millones: 1e6,
  'mil millones': 1e9,
  md: 1e9,
  mds: 1e9,
  g: 1e9,
  bn: 1e9,
  bln: 1e9,
  b: 1e9,
  tn: 1e12,
  trn: 1e12,
  trln: 1e12,
  千: 1e3,
  천: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  百万: 1e6,
  百萬: 1e6,
  백만: 1e6,
  千万: 1e7,
  千萬: 1e7,
  천만: 1e7,
  亿: 1e8,
  億: 1e8,
  억: 1e8,
  十亿: 1e9,
  十億: 1e9,
  兆: 1e12,
  조: 1e12,
};
const FRENCH_SCALES: Record<string, number> = {
  ...SHARED_SCALES,
  billion: 1e12,
  billions: 1e12,
  trillion: 1e18,
  trillions: 1e18,
};
const ENGLISH_SCALES: Record<string, number> = {
  ...SHARED_SCALES,
  billion: 1e9,
  billions: 1e9,
  trillion: 1e12,
  trillions: 1e12,
};

/** Grouped by threes ("1 250,50", "2.600", "1,250.50"), or plain with an optional decimal part, which a date has not. */
const NUMBER =
  /\d{1,3}(?:([ \u00a0\u2009\u202f.,'’])\d{3})(?:\1\d{3}){0,999}(?!\d)(?:[.,]\d{1,9999}(?!\d|[.,]\d))?|\d{1,9999}(?:[.,]\d{1,9999}(?!\d|[.,]\d))?/g;
const SCALE =
  /[\s-]?(mil millones|millones|(?:million|milliard|billion|trillion|mille|millier|thousand)s?\b)|\s?(mds?|[kmg](?=\s?[€$£]))(?![\p{L}\p{N}])|(百万|百萬|백만|千万|千萬|천만|十亿|十億|[千천万萬만亿億억兆조])|\s?(bn|mn|tn|trn|bln|mln|trln)\b|([bkm])\b|(?<=(?:[€$£]|EUR|USD|ECU|SEK|CHF|GBP)\s?[\d,.]{1,12})\s([bm])\b/iuy;
const RANGE_BEHIND = /^\s?(?:à|ou|et|to|or|and|[-–])\s?\d{1,3}((?:[\s\u00a0\u202f.,]\d{3}){1,3})(?!\d)/u;
const LONGEST_RANGE = 24;
const MAGNITUDE =
  /(?<!\p{L})(?:million|milliard|billion|trillion|mille|millier|thousand)s?(?!\p{L})|(?<=\d\s?)(?:mds?|[kmg](?=\s?[€$£]))(?!\p{L})/giu;

type Language = 'fr' | 'en' | 'other';

/** The sign that groups and nothing else where three digits follow: "10,000 trillion" is not 10 trillion, "14.000 milliards" not 14. */
const GROUPING: Record<Language, string> = { fr: '.', en: ',', other: '' };
/** "1:12.345" is a lap, "5.10.140" a version and "B.24.100" a section. */
const IN_A_CODE = /[:'’.\-/\p{L}]$/u;

const SCALES: Record<Language, Record<string, number>> = {
  fr: FRENCH_SCALES,
  en: ENGLISH_SCALES,
  other: FRENCH_SCALES,
};

/** Finds the numbers in digits; `language` decides what "billion" and "1.000" mean. Linear time. */
export function readNumbers(text: string, language: Language): WrittenNumber[] {
  return Array.from(text.matchAll(NUMBER), (match) => {
    const start = match.index;
    const end = start + match[0].length;
    const readings = readingsOf(
      match[0],
      match[1],
      language,
      IN_A_CODE.test(text.slice(Math.max(0, start - 1), start)),
    );
    SCALE.lastIndex = end;
    const [, word, abbreviation, ideograph, certain, attached, apart] = SCALE.exec(text) ?? [];
    const letter = certain ?? attached ?? apart;
    const scale = SCALES[language][(word ?? abbreviation ?? ideograph ?? letter ?? '').toLowerCase()];
    if (scale === undefined) {
      // "300 à 400 000": the first may share the thousands of the second.
      const [, groups = ''] = RANGE_BEHIND.exec(text.slice(end, end + LONGEST_RANGE)) ?? [];
      const shared =
        match[0].length < 4 && groups !== '' ? [multiply(match[0], 1000 ** Math.floor(groups.length / 4))] : [];
      return { start, end, readings, scaled: [...readings, ...shared], scale: 1, isScaleCertain: true };
    }
    const scaled = readings.map((reading) => multiply(reading, scale));
    return { start, end, readings, scaled, scale, isScaleCertain: letter === undefined };
  });
}

/** What the words of magnitude in a text multiply by, wherever they stand: "entre 5 et 6 millions" has 1,000,000. */
export function readMagnitudes(text: string, language: Language): ReadonlySet<number> {
  const scales = SCALES[language];
  return new Set((text.match(MAGNITUDE) ?? []).flatMap((word) => scales[word.toLowerCase()] ?? []));
}

function readingsOf(digits: string, group: string | undefined, language: Language, isInCode: boolean): string[] {
  if (group === undefined) return [canonical(digits)];
  const parts = digits.split(group);
  const grouped = canonical(parts.join(''));
  const couldBeDecimal = parts.length === 2 && /^\d+[.,]\d+$/.test(digits);
  if (!couldBeDecimal || (group === GROUPING[language] && !isInCode)) return [grouped];
  return [grouped, canonical(digits)];
}

function canonical(digits: string): string {
  const decimal = digits.replace(',', '.').replace(/^0+(?=\d)/, '');
  return decimal.includes('.') ? decimal.replace(/\.0*$|(?<!0)0+$/, '') : decimal;
}

/** Twelve digits are more than any article gives, and hide the rounding of binary fractions. */
function multiply(reading: string, scale: number): string {
  return String(Number((Number(reading) * scale).toPrecision(12)));
}
