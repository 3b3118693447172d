import type { NumberLexicon } from './sum-number-words.ts';

const numbered = (words: string, first: number, step = 1): [string, number][] =>
  words.split(' ').map((word, i) => [word, first + i * step]);

/** "twenty" goes on with "eight", "two hundred" with "fifty"; "two" does not with "three". */
export const ENGLISH_NUMBERS: NumberLexicon = {
  plain: new Map([
    ...numbered('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
    ...numbered('sixteen seventeen eighteen nineteen', 16),
    ...numbered('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth', 1),
    ...numbered('fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth', 14),
    ...numbered('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
    ...numbered('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 20, 10),
    ...numbered('twenties thirties forties fifties sixties seventies eighties nineties', 20, 10),
  ]),
  multipliers: new Map([
    ['hundred', 100],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
  ]),
  articles: new Set(['a', 'an']),
  joint: 'and',
  joins: () => false,
  add: (sum, value) => {
    const fits = value < 10 ? sum % 10 === 0 && sum % 100 !== 10 : sum % 100 === 0;
    return fits ? sum + value : undefined;
  },
};

const FRENCH_UNITS = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize';

/** "quatre-vingt-dix-sept" is four twenties and seventeen. */
export const FRENCH_NUMBERS: NumberLexicon = {
  plain: new Map([
    ...numbered(FRENCH_UNITS, 0),
    ...numbered('vingt trente quarante cinquante soixante septante huitante nonante', 20, 10),
    ['une', 1],
    ['vingts', 20],
    ['octante', 80],
  ]),
  multipliers: new Map([
    ['cent', 100],
    ['cents', 100],
    ['mille', 1e3],
    ['millier', 1e3],
    ['milliers', 1e3],
    ['million', 1e6],
    ['millions', 1e6],
    ['milliard', 1e9],
    ['milliards', 1e9],
    ['billion', 1e12],
    ['billions', 1e12],
  ]),
  articles: new Set(['un', 'une']),
  joint: 'et',
  joins: (value) => value === 1 || value === 11,
  add: (sum, value) => {
    const rest = sum % 100;
    if (value === 20 && rest === 4) return sum + 76;
    if (rest === 0) return sum + value;
    const fits = value < 10 ? rest % 10 === 0 : value < 20 && (rest === 60 || rest === 80);
    return fits ? sum + value : undefined;
  },
};
