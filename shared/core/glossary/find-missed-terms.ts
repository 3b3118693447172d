import { normalizeSentence } from '../normalize/normalize-sentence.ts';
import { createTermFinder } from './find-terms.ts';
import type { Glossary, GlossaryTerm } from './glossary.ts';

/**
 * A function that finds the terms of a source, each once, which are not honoured in its translation; of a translation that
 * was left empty it says nothing.
 */
export function createMissedTermFinder(
  glossary: Glossary,
): (pair: { source: string; translation: string }) => GlossaryTerm[] {
  const findTerms = createTermFinder(glossary);
  return ({ source, translation }) => {
    const found = translation === '' ? [] : findTerms(normalizeSentence(source));
    if (found.length === 0) return [];
    const rendered = normalizeSentence(translation);
    return [...new Set(found.map(({ term }) => term))].filter((term) => !isHonoured(term, rendered));
  };
}

/** Where it is tried, no word goes on. */
const WORD_START = /(?<![\p{L}\p{N}])/uy;

/** The target as a word or the beginning of one, so that plurals and possessives count. */
function isHonoured({ target, caseSensitive }: GlossaryTerm, translation: string): boolean {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
  const [text, wanted] = [fold(translation), fold(target)];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    WORD_START.lastIndex = at;
    if (WORD_START.test(text)) return true;
  }
  return false;
}
