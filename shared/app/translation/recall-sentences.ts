import type { SentenceMemory } from '../../ports/sentence-memory.ts';
import type { SourceLanguage, TranslationEngine } from '../../ports/translator.ts';
import { hashParts } from '../article/hash-parts.ts';
import { type GatedTranslation, gateTranslation } from './gate-translation.ts';
import type { Tolerance } from '../work/tolerate-trouble.ts';

/** What is already translated of some sentences. All are in their normal form. */
export interface RecalledSentences {
  /** Every sentence once, in order, without empty ones: what would be sent if nothing were remembered. */
  unique: string[];
  known: ReadonlyMap<string, GatedTranslation>;
  misses: string[];
}

/** Names a translated sentence by everything its translation depends on. */
export function sentenceKey(
  normal: string,
  source: SourceLanguage,
  target: string,
  { id, version, glossaryVersion }: TranslationEngine,
): string {
  return hashParts([normal, source, target, id, version, glossaryVersion ?? '']);
}

/**
 * Looks sentences up in the segment memory. What is found passes the gate of today before it counts, so that a stricter
 * rule also takes back what an older one let through.
 */
export async function recallSentences(
  memory: SentenceMemory,
  wanted: { normals: readonly string[]; source: SourceLanguage; target: string; engine: TranslationEngine },
  tolerance: Tolerance,
): Promise<RecalledSentences> {
  const { source, target, engine } = wanted;
  const unique = [...new Set(wanted.normals)].filter((normal) => normal !== '');
  const keyed = unique.map((normal) => ({ normal, key: sentenceKey(normal, source, target, engine) }));
  const keys = keyed.map(({ key }) => key);
  const found = await tolerance.attempt('recall sentences', () => memory.recall(keys), new Map<string, string>());
  const known = new Map<string, GatedTranslation>();
  for (const { normal, key } of keyed) {
    const translation = found.get(key);
    if (translation === undefined) continue;
    const gated = gateTranslation(normal, translation, target);
    if (gated.issues.length === 0) known.set(normal, gated);
  }
  return { unique, known, misses: unique.filter((normal) => !known.has(normal)) };
}
