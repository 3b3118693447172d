import { findMissedTerms } from '../../core/glossary/find-missed-terms.ts';
import type { Glossary } from '../../core/glossary/glossary.ts';
import type { SentencePair, Warning } from '../../core/result.ts';
import type { TranslationEngine } from '../../ports/translator.ts';
import type { GatedTranslation } from './gate-translation.ts';

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

/** Says which sentences the integrity gate questions, and in which a person should look for a fault. */
export function describeGate(title: GatedTranslation, pairs: readonly SentencePair[]): Warning[] {
  return [
    ...describeGrade(
      'integrity',
      'Check',
      title.issues,
      pairs.map(({ issues }) => issues),
    ),
    ...describeGrade(
      'doubtful',
      'Have a look at',
      title.doubtful,
      pairs.map(({ doubtful }) => doubtful),
    ),
  ];
}

/** Says what the fallback translated, because the gate refused what the engine itself made of it. */
export function describeFallback(
  fallback: TranslationEngine | undefined,
  title: GatedTranslation,
  pairs: readonly SentencePair[],
): Warning[] {
  const sentences = pairs.flatMap(({ engine }, index) => (engine === undefined ? [] : [index]));
  const isTitle = title.engine !== undefined;
  if (!fallback || (!isTitle && sentences.length === 0)) return [];
  const parts = [...(isTitle ? ['the title'] : []), ...(sentences.length > 0 ? ['these sentences'] : [])].join(' and ');
  const quality = fallback.quality === 'draft' ? ' in draft quality' : '';
  const detail = `Translated by ${fallback.id}${quality}, for the engine's own translation failed its checks: ${parts}.`;
  return [{ code: 'fallback-engine', detail, sentences }];
}

function describeGrade(
  code: string,
  verb: string,
  ofTitle: readonly string[],
  ofSentences: readonly (readonly string[] | undefined)[],
): Warning[] {
  const sentences = ofSentences.flatMap((codes, index) => (codes === undefined ? [] : [index]));
  const codes = new Set([...ofTitle, ...ofSentences.flatMap((found) => found ?? [])]);
  if (codes.size === 0) return [];
  return [
    { code, detail: `${verb} these sentences against the French ones (${[...codes].sort().join(', ')}).`, sentences },
  ];
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
