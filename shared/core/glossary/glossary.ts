import { normalizeSentence } from '../normalize/normalize-sentence.ts';

/** One row of a newsroom's glossary. */
export interface GlossaryTerm {
  source: string;
  target: string;
  /** Whether `DÉPÊCHE` is another word than `dépêche`; false unless stated. */
  caseSensitive?: boolean | undefined;
}

/** A newsroom's terms for one target language. */
export interface Glossary {
  targetLanguage: string;
  /** Normalised, without rows that have an empty side or no word; the last row wins among equal sources. */
  terms: readonly GlossaryTerm[];
  /** Changes with any term, and with nothing else; part of every cache key. */
  version: string;
}

const HAS_WORD = /[\p{L}\p{N}]/u;

export function createGlossary(rows: readonly GlossaryTerm[], targetLanguage = 'en'): Glossary {
  const terms = new Map<string, Required<GlossaryTerm>>();
  for (const row of rows) {
    const source = normalizeSentence(row.source);
    const target = normalizeSentence(row.target);
    const caseSensitive = row.caseSensitive ?? false;
    if (!HAS_WORD.test(source) || target === '') continue;
    terms.set(`${caseSensitive} ${caseSensitive ? source : source.toLowerCase()}`, { source, target, caseSensitive });
  }
  const ordered = [...terms].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, term]) => term);
  return { targetLanguage, terms: ordered, version: hashTerms(targetLanguage, ordered) };
}

/** 64 bits as hex: FNV-1a (RFC 9923) over UTF-16 units, twice with different bases. It tells versions apart, no more. */
function hashTerms(targetLanguage: string, terms: readonly Required<GlossaryTerm>[]): string {
  const text = JSON.stringify([targetLanguage, terms.map((term) => [term.source, term.target, term.caseSensitive])]);
  return [0x811c9dc5, 0x9747b28c].map((basis) => fnv1a(text, basis).toString(16).padStart(8, '0')).join('');
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
