import { ENGLISH_NUMBERS, FRENCH_NUMBERS } from '../quantities/number-lexicons.ts';
import { type NumberLexicon, sumNumberWords } from '../quantities/sum-number-words.ts';
import type { EqualSides } from './equal-sides.ts';

/** "1 million 200 000", "2 milliards 300 millions", "1 million 800 mille": the larger magnitude, what follows, its own. */
const LARGE =
  /(?<![\d.,])(\d{1,3})[\s\u00a0](million|milliard|billion)s?[\s\u00a0](\d{1,3}(?:[\s\u00a0\u202f.,]\d{3})?)(?:[\s\u00a0](mille|thousand|million|milliard|billion)s?)?(?![\p{L}\d])/giu;
/** "1 m 80", "1m80", "1 euro 20", "84 dollars et 50 cents": a unit between whole and hundredths. */
const UNIT_INSIDE =
  /[\s\u00a0]?(?<![\d.,])(\d{1,3})[\s\u00a0]?(m|mètres?|meters?|metres?|euros?|€|dollars?)[\s\u00a0]?(?:(?:et|and)[\s\u00a0])?(\d\d)(?:[\s\u00a0](?:centimes?|cents?))?(?![\p{L}\d.,]\d|[\p{L}\d]|[\s\u00a0]?(?:%|€|cm|mm|mètre|meter|metre|euro|dollar))/giu;
/** And in words: "un mètre quatre-vingts", "one euro twenty". */
const UNIT_BEFORE =
  /(?<!\p{L})(un|deux|trois|quatre|cinq|six|sept|huit|neuf|one|two|three|four|five|seven|eight|nine)[\s\u00a0](mètres?|met(?:er|re)s?|euros?|dollars?)[\s\u00a0]$/iu;
/** No noun that the second number counts. */
const NO_NOUN_BEHIND =
  /^(?:$|[.,;:!?)»”"]|[\s\u00a0](?:d[eu]|et|pour|à|au|en|par|contre|qui|avec|dans|l[ea]|sur|and|at|for|from|in|on|to|tall|high|wide|deep|long|the|an?)(?!\p{L}))/iu;
const LONGEST_UNIT = 16;
/** A sentence with more is a table. */
const MAX_JOINED = 50;
const MAY_HAVE_UNIT = /m[èe]t(?:re|er)|euro|dollar/i;
/** The figure of a telephone, however its pairs are set apart. */
const PHONE = /(?:\+33[\s.\u00a0-]?(?:\(0\))?|(?<!\d)0)[1-9](?:[\s.\u00a0\u202f-]?\d\d){4}(?!\d)/g;

const SIZES: Readonly<Record<string, number>> = {
  mille: 1e3,
  thousand: 1e3,
  million: 1e6,
  milliard: 1e9,
};

/**
 * Writes as one number what has its unit or magnitude inside: "1 million 200 000" is 1200000, "1m80" is 1,80 m. Blanks the
 * telephone numbers that both sides have. Offsets stay.
 */
export function rewriteComposites({ source, translation }: EqualSides): EqualSides {
  let [french, english] = [source, translation];
  const [given, told] = [french, english].map((text) => new Set((text.match(PHONE) ?? []).map(subscriber))) as [
    Set<string>,
    Set<string>,
  ];
  if (given.size > 0 && told.size > 0) {
    const without = (text: string, others: ReadonlySet<string>) =>
      text.replace(PHONE, (phone) => (others.has(subscriber(phone)) ? ' '.repeat(phone.length) : phone));
    [french, english] = [without(french, told), without(english, given)];
  }
  return {
    source: joined(joinedWords(french, FRENCH_NUMBERS), 1e12, english),
    translation: joined(joinedWords(english, ENGLISH_NUMBERS), 1e9, french),
  };
}

function joined(text: string, billion: number, other: string): string {
  // "1m80" may stay as it is.
  const kept = new Set((other.match(UNIT_INSIDE) ?? []).map((whole) => whole.trim()));
  const figures = text.replace(LARGE, (whole: string, count: string, size: string, rest: string, own = '') => {
    const value =
      Number(count) * sizeOf(size, billion) + Number(rest.replace(/\D/g, '')) * (own === '' ? 1 : sizeOf(own, billion));
    // "1 million 200 personnes" may be none, and "2 millions 3 millions" are two.
    const isPart = own === '' ? rest.length >= 5 : sizeOf(own, billion) < sizeOf(size, billion);
    return isPart ? String(value).padEnd(whole.length) : whole;
  });
  return figures.replace(UNIT_INSIDE, (whole: string, units: string, unit: string, parts: string) => {
    if (kept.has(whole.trim())) return whole;
    // The space before the number makes room where the unit stood for the point; at a sentence's beginning the unit does.
    const number = `${units}.${parts}`;
    const rewritten = [`${number} ${unit}`, `${number}${unit}`].find(({ length }) => length <= whole.length) ?? number;
    return rewritten.length < whole.length ? ` ${rewritten}`.padEnd(whole.length) : rewritten;
  });
}

/** "Un mètre quatre-vingts" is 1.80 mètre. */
function joinedWords(text: string, lexicon: NumberLexicon): string {
  if (!MAY_HAVE_UNIT.test(text)) return text;
  let rewritten = text;
  for (const { start, end, value } of sumNumberWords(text, lexicon).slice(0, MAX_JOINED)) {
    const before = UNIT_BEFORE.exec(text.slice(Math.max(0, start - LONGEST_UNIT), start));
    const [whole = '', count = '', unit = ''] = before ?? [];
    const units = lexicon.plain.get(count.toLowerCase());
    const isPart = value >= 10 && value <= 99 && NO_NOUN_BEHIND.test(text.slice(end, end + LONGEST_UNIT));
    if (units === undefined || !isPart) continue;
    const figures = `${units}.${value} ${unit}`.padEnd(end - start + whole.length);
    rewritten = rewritten.slice(0, start - whole.length) + figures + rewritten.slice(end);
  }
  return rewritten;
}

function sizeOf(word: string, billion: number): number {
  return SIZES[word.toLowerCase()] ?? billion;
}

function subscriber(phone: string): string {
  return phone.replace(/\D/g, '').slice(-9);
}
