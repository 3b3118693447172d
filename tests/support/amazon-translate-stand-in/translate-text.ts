import type { TextFault } from './settings.ts';

/** What a reader sees at once: no engine writes this. */
const lineMark = (target: string) => `[${target}] `;

const FRENCH_WORD = /(?<![\p{L}\p{M}\p{N}'’-])\p{Ll}{4,}(?![\p{L}\p{M}\p{N}-])/gu;

/** Words of magnitude belong to their numbers; a translation that dropped them would be wrong. */
const MAGNITUDES: ReadonlyMap<string, string> = new Map([
  ['mille', 'thousand'],
  ['million', 'million'],
  ['millions', 'million'],
  ['milliard', 'billion'],
  ['milliards', 'billion'],
]);

/** Numbers, links, addresses and handles go through untouched, as they do in a good translation. */
const VERBATIM = /\p{N}|:\/\/|@|\.[\p{L}/]/u;

/**
 * A plainly artificial translation: each line is marked with the target language and its longer small words are
 * spelt backwards; terms of the terminology are replaced. Deterministic; keeps lines, numbers with their magnitudes,
 * names and links.
 */
export function translateText(text: string, target: string, terms: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : lineMark(target) + translateLine(line, terms)))
    .join('\n');
}

/** The terms that stand in the text, whole words only, case as given: Amazon Translate matches exactly too. */
export function findTerms(text: string, terms: ReadonlyMap<string, string>): [source: string, target: string][] {
  return [...terms].filter(([source]) => termPattern([source]).test(text));
}

function translateLine(line: string, terms: ReadonlyMap<string, string>): string {
  if (terms.size === 0) return spellBackwards(line);
  return line
    .split(termPattern([...terms.keys()]))
    .map((part, at) => (at % 2 === 1 ? (terms.get(part) ?? part) : spellBackwards(part)))
    .join('');
}

function spellBackwards(text: string): string {
  return text.replace(/\S+/gu, (token) =>
    VERBATIM.test(token)
      ? token
      : token.replace(FRENCH_WORD, (word) => MAGNITUDES.get(word) ?? [...word].reverse().join('')),
  );
}

function termPattern(sources: readonly string[]): RegExp {
  const longestFirst = [...sources].sort((one, other) => other.length - one.length);
  const alternatives = longestFirst.map((source) => source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

/** The ways in which a billed answer can be wrong. */
export function spoilTranslation(fault: TextFault, source: string, translation: string): string {
  switch (fault) {
    case 'lost-lines':
      return translation.replaceAll('\n', ' ');
    case 'leaked-entities':
      return translation.replace(/['’ ](?=\S)/gu, '&#39;');
    case 'dropped-numbers':
      return translation.replace(/\p{N}+/gu, '');
    case 'changed-numbers':
      return translation.replace(/\d/gu, (digit) => String((Number(digit) + 1) % 10));
    case 'empty':
      return '';
    case 'unchanged':
      return source;
  }
}
