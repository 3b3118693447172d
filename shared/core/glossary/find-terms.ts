import type { Glossary, GlossaryTerm } from './glossary.ts';

/** A term in a normalised sentence; `start` and `end` are UTF-16 offsets. */
export interface TermMatch {
  term: GlossaryTerm;
  start: number;
  end: number;
}

interface IndexedTerm {
  term: GlossaryTerm;
  /** Where its first word stands in the term. */
  wordAt: number;
  compared: string;
}

const WORDS = /[\p{L}\p{N}]{1,999}/gu;
const STARTS_WITH_WORD = /^[\p{L}\p{N}]/u;

/**
 * A function that finds a glossary's terms in a normalised French sentence: whole words, the longest term first,
 * no overlaps. Terms are looked up by their first word, so the time does not grow with the size of the glossary.
 */
export function createTermFinder(glossary: Glossary): (sentence: string) => TermMatch[] {
  const byFirstWord = indexTerms(glossary);
  return (sentence) => {
    const matches: TermMatch[] = [];
    let free = 0;
    for (const { 0: word, index } of sentence.matchAll(WORDS)) {
      const candidates = byFirstWord.get(word.toLowerCase()) ?? [];
      const found = candidates.find((candidate) => standsAt(sentence, index - candidate.wordAt, candidate, free));
      if (!found) continue;
      const start = index - found.wordAt;
      free = start + found.term.source.length;
      matches.push({ term: found.term, start, end: free });
    }
    return matches;
  };
}

function indexTerms(glossary: Glossary): Map<string, IndexedTerm[]> {
  const index = new Map<string, IndexedTerm[]>();
  const longestFirst = [...glossary.terms].sort((left, right) => right.source.length - left.source.length);
  for (const term of longestFirst) {
    const compared = term.caseSensitive ? term.source : term.source.toLowerCase();
    for (const { 0: word, index: wordAt } of [...term.source.matchAll(WORDS)].slice(0, 1)) {
      const list = index.get(word.toLowerCase()) ?? [];
      index.set(word.toLowerCase(), list);
      list.push({ term, wordAt, compared });
    }
  }
  return index;
}

function standsAt(sentence: string, start: number, { term, compared }: IndexedTerm, free: number): boolean {
  const end = start + term.source.length;
  if (start < free || STARTS_WITH_WORD.test(sentence.slice(end))) return false;
  const there = sentence.slice(start, end);
  return (term.caseSensitive ? there : there.toLowerCase()) === compared;
}
