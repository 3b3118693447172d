import type { SentenceMemory, SentenceState } from '../../ports/sentence-memory.ts';
import type { SourceLanguage, TranslationEngine } from '../../ports/translator.ts';
import { hashParts } from '../article/hash-parts.ts';
import { type GatedTranslation, gateTranslation } from './gate-translation.ts';
import type { Tolerance } from '../work/tolerate-trouble.ts';

/** What is on record of some sentences. All are in their normal form. */
export interface RecalledSentences {
  /** Every sentence once, in order, without empty ones: what would be sent if nothing were remembered. */
  unique: string[];
  known: ReadonlyMap<string, GatedTranslation>;
  /** What the gate refused within the last hour, for which nobody pays again so soon. */
  refused: ReadonlyMap<string, GatedTranslation>;
  misses: string[];
  /** What is on record of misses, and its mark. */
  marks: ReadonlyMap<string, { kind: SentenceState['kind']; mark: string }>;
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
 * rule also takes back what an older one let through. With `again`, what was refused is a miss like any other.
 */
export async function recallSentences(
  memory: Pick<SentenceMemory, 'recall'>,
  wanted: {
    normals: readonly string[];
    source: SourceLanguage;
    target: string;
    engine: TranslationEngine;
    again: boolean;
  },
  tolerance: Tolerance,
): Promise<RecalledSentences> {
  const { source, target, engine, again } = wanted;
  const unique = [...new Set(wanted.normals)].filter((normal) => normal !== '');
  const keyed = unique.map((normal) => ({ normal, key: sentenceKey(normal, source, target, engine) }));
  const keys = keyed.map(({ key }) => key);
  const nothing: ReadonlyMap<string, SentenceState> = new Map();
  const found = await tolerance.attempt('recall sentences', () => memory.recall(keys), nothing);
  const known = new Map<string, GatedTranslation>();
  const refused = new Map<string, GatedTranslation>();
  const marks = new Map<string, { kind: SentenceState['kind']; mark: string }>();
  for (const { normal, key } of keyed) {
    const state = found.get(key);
    if (!state) continue;
    marks.set(normal, { kind: state.kind, mark: state.mark });
    if (state.kind === 'remembered') {
      const gated = gateTranslation(normal, state.translation, target);
      if (gated.issues.length === 0) known.set(normal, gated);
    } else if (state.kind === 'refused' && !again) {
      refused.set(normal, { text: state.translation, issues: [...state.issues], doubtful: [] });
    }
  }
  const misses = unique.filter((normal) => !known.has(normal) && !refused.has(normal));
  return { unique, known, refused, misses, marks };
}
