import { markArtificial, translateArtificially, translateUnmarked } from '../artificial-translation.ts';
import type { TextFault } from './settings.ts';

/** A plainly artificial translation, line by line; terms of the terminology are replaced. Deterministic. */
export function translateText(text: string, target: string, terms: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : translateLine(line, target, terms)))
    .join('\n');
}

/** The terms that stand in the text, whole words only, case as given: Amazon Translate matches exactly too. */
export function findTerms(text: string, terms: ReadonlyMap<string, string>): [source: string, target: string][] {
  return [...terms].filter(([source]) => termPattern([source]).test(text));
}

function translateLine(line: string, target: string, terms: ReadonlyMap<string, string>): string {
  if (terms.size === 0) return translateArtificially(line, target);
  const parts = line.split(termPattern([...terms.keys()]));
  const written = parts.map((part, at) => (at % 2 === 1 ? (terms.get(part) ?? part) : translateUnmarked(part, target)));
  return markArtificial(written.join(''), target);
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
