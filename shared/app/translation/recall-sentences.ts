import type { SentenceState } from '../../ports/stores/sentence-memory.ts';
import type { AppDependencies } from '../dependencies.ts';
import { createTurns, slicesOf } from '../work/in-turns.ts';
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
  const { memory } = deps;
  const { keyOf, target, again } = wanted;
  const unique = [...new Set(wanted.normals)].filter((normal) => normal !== '');
  const known = new Map<string, GatedTranslation>();
  const refused = new Map<string, GatedTranslation>();
  const marks = new Map<string, { kind: SentenceState['kind']; mark: string }>();
  const misses: string[] = [];
  const takeTurns = createTurns(deps.clock);
  let found: ReadonlyMap<string, SentenceState> | undefined = new Map();
  for (const slice of slicesOf(unique)) {
    // A table that failed once is not asked for the rest.
    found &&= await tolerance.attempt('recall sentences', () => memory.recall(slice.map(keyOf)), undefined);
    for (const normal of slice) {
      const pause = takeTurns();
      if (pause) await pause;
      const state = found?.get(keyOf(normal));
      if (state) marks.set(normal, { kind: state.kind, mark: state.mark });
      const gated = state?.kind === 'remembered' && (await gateTranslation(deps, normal, state.translation, target));
      if (gated && gated.issues.length === 0) {
        known.set(normal, gated);
      } else if (state?.kind === 'refused' && !again) {
        refused.set(normal, { text: state.translation, issues: [...state.issues], doubtful: [] });
      } else {
        misses.push(normal);
      }
    }
  }
  return { unique, known, refused, misses, marks };
}
