import type { Span } from '../../../text/span.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';
import { readNumbers } from '../../read-numbers.ts';
import { ENGLISH_NUMBERS, FRENCH_NUMBERS } from './number-lexicons.ts';
import { type NumberLexicon, sumNumberWords } from './sum-number-words.ts';

/** A unit of one dimension, as each language writes it behind a number. */
type Unit = readonly [unit: string, french: string, english: string];

/** Units that engines exchange; what one side alone has ("feet") can only be wrong beside the other's number. */
const DIMENSIONS: readonly (readonly Unit[])[] = [
  [
    ['mm', 'mm|millimètres?', 'mm|millimet(?:er|re)s?'],
    ['cm', 'cm|centimètres?', 'cm|centimet(?:er|re)s?'],
    ['m', 'm|mètres?', 'm|met(?:er|re)s?'],
    ['km', 'km|kilomètres?', 'km|kilomet(?:er|re)s?'],
    ['inch', 'pouces?', 'inch(?:es)?'],
    ['foot', 'pieds?', 'feet|foot|ft'],
    ['yard', 'yards?', 'yards?'],
    ['mile', 'miles?|milles?', 'miles?'],
  ],
  [
    ['g', 'g|grammes?', 'g|grams?'],
    ['kg', 'kg|kilos?|kilogrammes?', 'kg|kilos?|kilograms?'],
    ['t', 't|tonnes?', 't|tonnes?|tons?'],
    ['lb', 'livres?', 'pounds?|lbs?'],
    ['oz', 'onces?', 'ounces?|oz'],
  ],
  [
    ['m2', 'm[²2]|mètres carrés', 'm[²2]|square met(?:er|re)s?|sq\\.? ?m'],
    ['ha', 'ha|hectares?', 'ha|hectares?'],
    ['km2', 'km[²2]|kilomètres carrés', 'km[²2]|square kilomet(?:er|re)s?|sq\\.? ?km'],
    ['acre', 'acres?', 'acres?'],
    ['ft2', 'pieds carrés', 'square feet|sq\\.? ?ft'],
    ['mi2', 'miles carrés', 'square miles?'],
  ],
  [
    ['cl', 'cl|centilitres?', 'cl|centilit(?:er|re)s?'],
    ['l', 'l|litres?', 'l|lit(?:er|re)s?'],
    ['m3', 'm[³3]|mètres cubes', 'm[³3]|cubic met(?:er|re)s?'],
    ['gal', 'gallons?', 'gallons?'],
    ['pt', 'pintes?', 'pints?'],
  ],
  [
    ['°C', '°\\s?C|degrés(?: Celsius)?', '°\\s?C|degrees?(?: Celsius| C)?(?! F)'],
    ['°F', '°\\s?F|degrés Fahrenheit', '°\\s?F|degrees? (?:Fahrenheit|F)'],
  ],
  [
    ['s', 'secondes?', 'seconds?'],
    ['min', 'minutes?', 'minutes?'],
    ['h', 'heures?', 'hours?'],
    ['day', 'jours?', 'days?'],
    ['week', 'semaines?', 'weeks?'],
    ['month', 'mois', 'months?'],
    ['year', 'ans?|années?', 'years?'],
    ['century', 'siècles?', 'centur(?:y|ies)'],
  ],
  [
    ['km/h', 'km/h|kilomètres?(?:/| par |[ -])heure', 'km/h|kph|kmh|kilomet(?:er|re)s? (?:per|an) hour'],
    ['mph', "miles? (?:à l['’]|par )heure", 'mph|miles (?:per|an) hour'],
  ],
  [
    ['€', '€|euros?', '€|euros?'],
    ['$', '\\$|dollars?', '\\$|dollars?'],
    ['c', 'centimes?|cents?', '(?:euro[ -])?cents?|centimes?|pence|p'],
  ],
  [
    ['kW', 'kW|kilowatts?', 'kW|kilowatts?'],
    ['MW', 'MW|mégawatts?', 'MW|megawatts?'],
    ['GW', 'GW|gigawatts?', 'GW|gigawatts?'],
    ['TW', 'TW|térawatts?', 'TW|terawatts?'],
  ],
  [
    ['point', 'points? (?!de (?:PIB|croissance))|points?(?! )', '(?:percentage )?points?'],
    ['%', '%|pour cent', '%|per ?cent(?!age)'],
    ['bp', 'points? de base', 'basis points?|bps?'],
  ],
];

type Language = 'french' | 'english';

/** Behind a number, with what may stand between: a space, a hyphen ("three-month"). */
const MAGNITUDE: Readonly<Record<Language, string>> = {
  french:
    "(?:(?:mille|millions?|milliards?)[\\s\\u00a0])?(?:(?<=ons?[\\s\\u00a0]|ards?[\\s\\u00a0])d(?:e[\\s\\u00a0]|['’]))?",
  english: '(?:(?:thousand|million|billion|trillion)[ -])?',
};
const behind = (language: Language): RegExp[] =>
  DIMENSIONS.map(
    (units) =>
      new RegExp(
        `^[\\s\\u00a0\\u202f-]{0,2}${MAGNITUDE[language]}(?:${units
          .map(([, french, english], at) => `(?<u${at}>${language === 'french' ? french : english})`)
          .reverse()
          .join('|')})(?![\\p{L}²³])`,
        'u',
      ),
  );
const BEHIND: Readonly<Record<Language, readonly RegExp[]>> = { french: behind('french'), english: behind('english') };

/** How far behind a number its unit is looked for. */
const LONGEST_UNIT = 36;
/** "$3 million" has its unit before the number. */
const SIGN_BEFORE = /[€$]\s?$/;
/** A sentence with more is a table. */
const MAX_MEASURES = 100;

interface Measure extends Span {
  dimension: number;
  unit: number;
  values: readonly string[];
}

/** The same number with another unit of the same kind: "12 mètres" that became "12 feet". */
export function compareMeasures(source: string, translation: string): IntegrityIssue[] {
  const wanted = readMeasures(source, 'french');
  if (wanted.length === 0) return [];
  const found = readMeasures(translation, 'english');
  return wanted.flatMap((measure): IntegrityIssue[] => {
    const alike = found.filter((other) => measuresSame(measure, other));
    const exchanged = alike.find((other) => !wanted.some((own) => own.unit === other.unit && measuresSame(own, other)));
    if (exchanged === undefined || alike.some(({ unit }) => unit === measure.unit)) return [];
    const [from, to] = [measure, exchanged].map(({ start, end }) => ({ start, end })) as [Span, Span];
    return [{ code: 'unit-lost', grade: 'failed', source: from, translation: to }];
  });
}

function measuresSame(one: Measure, other: Measure): boolean {
  return one.dimension === other.dimension && one.values.some((value) => other.values.includes(value));
}

function readMeasures(text: string, language: Language): Measure[] {
  const lexicon: NumberLexicon = language === 'french' ? FRENCH_NUMBERS : ENGLISH_NUMBERS;
  const numbers = [
    ...readNumbers(text, language === 'french' ? 'fr' : 'en').map(({ start, end, readings, scaled }) => ({
      start,
      end,
      values: [...readings, ...scaled],
    })),
    ...sumNumberWords(text, lexicon).map(({ start, end, value }) => ({ start, end, values: [String(value)] })),
  ].slice(0, MAX_MEASURES);
  return numbers.flatMap(({ start, end, values }) => {
    const sign = SIGN_BEFORE.exec(text.slice(Math.max(0, start - 2), start))?.[0].charAt(0);
    const behindNumber = text.slice(end, end + LONGEST_UNIT);
    const rest = sign === undefined ? behindNumber : `${sign}${behindNumber.replace(/^\S{1,9}/, '')}`;
    return BEHIND[language].flatMap((pattern, dimension) => {
      const match = pattern.exec(rest);
      if (match === null) return [];
      const [name] = Object.entries(match.groups as Record<string, string>).find(
        ([, found]) => found !== undefined,
      ) as [string, string]; // one of them matched
      return [{ start, end: end + match[0].length, dimension, unit: Number(name.slice(1)), values }];
    });
  });
}
