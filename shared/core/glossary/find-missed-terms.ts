import { normalizeSentence } from '../normalize/normalize-sentence.ts';
import { createTermFinder } from './find-terms.ts';
import type { Glossary, GlossaryTerm } from './glossary.ts';

/** A term that the source has and the translation does not; `sentences` are indexes of the pairs. */
export interface MissedTerm {
  term: GlossaryTerm;
  sentences: number[];
}

/** Terms found in a source but not honoured in its translation. Those left empty are not looked at. */
export function findMissedTerms(
  glossary: Glossary,
  pairs: readonly { source: string; translation: string }[],
): MissedTerm[] {
  const findTerms = createTermFinder(glossary);
  const missed = new Map<GlossaryTerm, number[]>();
  pairs.forEach(({ source, translation }, index) => {
    if (translation === '') return;
    const terms = new Set(findTerms(normalizeSentence(source)).map(({ term }) => term));
    for (const term of terms) {
      if (isHonoured(term, normalizeSentence(translation))) continue;
      const sentences = missed.get(term) ?? [];
      missed.set(term, sentences);
      sentences.push(index);
    }
  });
  return [...missed].map(([term, sentences]) => ({ term, sentences }));
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
