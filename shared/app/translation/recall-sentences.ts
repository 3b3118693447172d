import type { SentenceState } from '../../ports/sentence-memory.ts';
import type { AppDependencies } from '../dependencies.ts';
import { createTurns, mapInTurns } from '../work/in-turns.ts';
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

/**
 * Looks sentences up in the segment memory. What is found passes the gate of today before it counts, so that a stricter
 * rule also takes back what an older one let through. With `again`, what was refused is a miss like any other.
 */
export async function recallSentences(
  deps: Pick<AppDependencies, 'memory' | 'clock' | 'textWork'>,
  wanted: {
    normals: readonly string[];
    /** See `createSentenceKeys`. */
    keyOf: (normal: string) => string;
    target: string;
    again: boolean;
  },
  tolerance: Tolerance,
): Promise<RecalledSentences> {
  const { memory, clock } = deps;
  const { keyOf, target, again } = wanted;
  const unique = [...new Set(wanted.normals)].filter((normal) => normal !== '');
  const keyed = await mapInTurns(clock, unique, (normal) => ({ normal, key: keyOf(normal) }));
  const keys = keyed.map(({ key }) => key);
  const nothing: ReadonlyMap<string, SentenceState> = new Map();
  const found = await tolerance.attempt('recall sentences', () => memory.recall(keys), nothing);
  const known = new Map<string, GatedTranslation>();
  const refused = new Map<string, GatedTranslation>();
  const marks = new Map<string, { kind: SentenceState['kind']; mark: string }>();
  const takeTurns = createTurns(clock);
  for (const { normal, key } of keyed) {
    const pause = takeTurns();
    if (pause) await pause;
    const state = found.get(key);
    if (!state) continue;
    marks.set(normal, { kind: state.kind, mark: state.mark });
    if (state.kind === 'remembered') {
      const gated = await gateTranslation(deps, normal, state.translation, target);
      if (gated.issues.length === 0) known.set(normal, gated);
    } else if (state.kind === 'refused' && !again) {
      refused.set(normal, { text: state.translation, issues: [...state.issues], doubtful: [] });
    }
  }
  const misses = unique.filter((normal) => !known.has(normal) && !refused.has(normal));
  return { unique, known, refused, misses, marks };
}
