import { findNames } from './find-names.ts';
import { findNumbers } from './find-numbers.ts';
import { findQuotations } from './find-quotations.ts';
import { foldWords } from './fold-words.ts';

/** What a summary has and its article does not. */
export interface FaithfulnessIssue {
  kind: 'number' | 'name' | 'quotation';
  /** Index of the summary's sentence. */
  sentence: number;
  text: string;
}

/**
 * Holds a French summary written by a model against its article: every number, name and quotation must be there.
 * In doubt it rejects, because the extractive summary that takes its place is never wrong.
 */
export function checkFaithfulness({
  summary,
  article,
}: {
  summary: readonly string[];
  article: string;
}): FaithfulnessIssue[] {
  const words = ` ${foldWords(article)} `;
  const numbers = new Set(findNumbers(article).flatMap(({ values }) => values));
  const isThere = (text: string) => words.includes(` ${foldWords(text)} `);
  return summary.flatMap((text, sentence) => [
    ...findNumbers(text)
      .filter(({ values }) => !values.some((value) => numbers.has(value)))
      .map((number) => ({ kind: 'number' as const, sentence, text: number.text })),
    ...findNames(text)
      .filter((name) => !isThere(name))
      .map((name) => ({ kind: 'name' as const, sentence, text: name })),
    ...findQuotations(text)
      .filter((quotation) => !isThere(quotation))
      .map((quotation) => ({ kind: 'quotation' as const, sentence, text: quotation })),
  ]);
}
