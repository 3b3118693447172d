const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** Ordered repairs of a line before it is cut into tokens; the model was trained on text treated the same way. */
const REPAIRS: readonly [RegExp, string | ((match: string, ...groups: string[]) => string)][] = [
  [/[\u2018\u2019\u201B\u02BC\u00B4`]/g, "'"],
  [/[\u00AB\u00BB\u2039\u203A\u201C\u201D\u201E\u201F]|''/g, '"'],
  [/[\u00A0\u202F\u2009\u2007\u2002\u2003\t]/g, ' '],
  [/\u200B|\u200C|\u200D|\uFEFF|\u00AD/g, ''],
  [/\u2026/g, '...'],
  [/[\u2010\u2011]/g, '-'],
  [/[\u2013\u2014\u2015\u2212]/g, '\u2013'],
  [/(^|\s)-(?=\s)/g, '$1\u2013'],
  [/(\d)[-\u2013](?=[\p{L}\d])/gu, '$1 @-@ '],
  [/œ/g, 'oe'],
  [/Œ/g, 'Oe'],
  // 1 250 000 → 1250000
  [/(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)/g, (_, first = '', rest = '') => first + rest.replaceAll(' ', '')],
  // XXe siècle → 20e siècle
  [
    /\b([IVX]+)(e|è|ème|er)(?= siècles?| arrondissement| République| millénaire)/g,
    (_, roman = '') => `${fromRoman(roman)}e`,
  ],
  // 18 h 30 → 18:30, 18 h → 18:00
  [/\b(\d{1,2}) ?[hH] ?([0-5]\d)\b/g, '$1:$2'],
  [/\b(\d{1,2}) ?h(?= heure|[ ,.;)]|$)/g, '$1:00'],
  [/(\d)(°|º)\s?(C|F)\b/g, '$1 °$3'],
];

/** One form for each quote, apostrophe, dash, space, number and time. */
export function normaliseFrench(line: string): string {
  return REPAIRS.reduce(
    (text, [pattern, replacement]) =>
      typeof replacement === 'string' ? text.replace(pattern, replacement) : text.replace(pattern, replacement),
    line.normalize('NFC'),
  );
}

function fromRoman(roman: string): number {
  const values = Array.from(roman, (digit) => ROMAN_DIGITS[digit] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
