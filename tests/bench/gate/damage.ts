export interface HumanPair {
  source: string;
  translation: string;
}

/** Spoils the translation of the pair at `at` as engines do, or says that it has nothing to spoil in this way. */
export type Damage = (pair: HumanPair, at: number, pairs: readonly HumanPair[]) => string | undefined;

const DIGITS = /(?<!\p{L}-?)\d+/u;
const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/€|\bEUR\b/, '$'],
  [/US\$|\$|£|¥/, '€'],
  [/\bdollars?\b/i, 'euros'],
  [/\beuros?\b/i, 'dollars'],
  [/\bpounds?\b/i, 'euros'],
  [/\byen\b/i, 'euros'],
];
const NEGATION =
  /\b(can|could|do|does|did|is|are|was|were|has|have|had|would|should|will|must)n['’]t\b|\bcannot\b| not\b| never\b/i;

const halfOf = (words: readonly string[]) => Math.floor(words.length / 2);
const wordsOf = (text: string) => text.split(/\s+/);

/** The ways to be wrong that the gate is measured on. */
export const DAMAGES = {
  'a digit changed': ({ translation }) =>
    replaceOnce(translation, DIGITS, (digits) => `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 3) % 10}`),
  'the line of another sentence': (_, at, pairs) => pairs[(at + 7) % pairs.length]?.translation,
  'half cut': ({ translation }) =>
    wordsOf(translation)
      .slice(0, halfOf(wordsOf(translation)))
      .join(' '),
  'said twice': ({ translation }) => `${translation} ${translation}`,
  'half left in French': ({ source, translation }) => {
    const [french, english] = [wordsOf(source), wordsOf(translation)];
    return [...english.slice(0, halfOf(english)), ...french.slice(halfOf(french))].join(' ');
  },
  'a number added': ({ translation }) =>
    translation.length > 0 ? translation.replace(/([.!?"”]*)$/, ', 47 of them in 1987$1') : undefined,
  'the currency exchanged': ({ translation }) => {
    const [pattern, other] = CURRENCIES.find(([currency]) => currency.test(translation)) ?? [];
    return pattern && translation.replace(new RegExp(pattern, 'gi'), other ?? '');
  },
  '“not” dropped': ({ source, translation }) =>
    /(?<!\p{L})n(?:e(?!\p{L})|['’])/iu.test(source)
      ? replaceOnce(translation, NEGATION, (words) => words.replace(/n['’]t$|not$| never$/i, ''))
      : undefined,
} satisfies Record<string, Damage>;

function replaceOnce(text: string, pattern: RegExp, change: (found: string) => string): string | undefined {
  return pattern.test(text) ? text.replace(pattern, change) : undefined;
}
