import { findMissedTerms } from '../../core/glossary/find-missed-terms.ts';
import type { Glossary } from '../../core/glossary/glossary.ts';
import type { SentencePair, Warning } from '../../core/result.ts';

/** Sentences joined by a space, paragraphs by a blank line, as the source is. */
export function joinParagraphs(pairs: readonly SentencePair[]): string {
  const paragraphs = new Map<number, string[]>();
  for (const { paragraph, translation } of pairs) {
    const sentences = paragraphs.get(paragraph);
    if (sentences) sentences.push(translation);
    else paragraphs.set(paragraph, [translation]);
  }
  return [...paragraphs.values()].map((sentences) => sentences.join(' ')).join('\n\n');
}

/** Says which sentences the integrity gate questions. */
export function describeGate(titleIssues: readonly string[], pairs: readonly SentencePair[]): Warning[] {
  const sentences = pairs.flatMap(({ issues }, index) => (issues === undefined ? [] : [index]));
  const codes = new Set([...titleIssues, ...pairs.flatMap(({ issues }) => issues ?? [])]);
  if (codes.size === 0) return [];
  const detail = `Check these sentences against the French ones (${[...codes].sort().join(', ')}).`;
  return [{ code: 'integrity', detail, sentences }];
}

/** Says which of the newsroom's terms the engine rendered otherwise. */
export function describeMissedTerms(
  glossary: Glossary | undefined,
  target: string,
  pairs: readonly SentencePair[],
): Warning[] {
  if (glossary?.targetLanguage !== target) return [];
  const missed = findMissedTerms(glossary, pairs);
  if (missed.length === 0) return [];
  const terms = missed.map(({ term }) => `${term.source} → ${term.target}`).join('; ');
  const sentences = [...new Set(missed.flatMap((miss) => miss.sentences))].sort((left, right) => left - right);
  return [{ code: 'glossary-not-honoured', detail: `These terms of the glossary were not used: ${terms}.`, sentences }];
}
