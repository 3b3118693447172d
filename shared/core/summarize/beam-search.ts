import { type Candidate, costOfTaking } from './candidates.ts';

/** A sentence that may be picked, with what it is worth by itself. */
export interface Scored extends Candidate {
  score: number;
}

/** A summary in the making. */
interface Draft {
  total: number;
  /** In document order. */
  taken: readonly Scored[];
}

/** Drafts of one length that are followed side by side: with 1 a pair that belongs together is missed, 16 finds hardly more. */
const BEAM_WIDTH = 8;

/**
 * Finds the set of `count` candidates, or of all there are, whose scores and bonds less its costs sum up highest, ties going
 * to the earlier sentence; in document order. `bondsOf` tells what each candidate gains or loses beside one that is taken.
 */
export function findBest(
  candidates: readonly Scored[],
  count: number,
  bondsOf: (one: Scored) => readonly number[],
): readonly Scored[] {
  const known = new Map<Scored, readonly number[]>();
  const most = Math.min(count, candidates.length);
  /** The best drafts by how many sentences they have. */
  const beams = Array.from({ length: most + 1 }, (): Draft[] => []);
  beams[0]?.push({ total: 0, taken: [] });

  function bonds(one: Scored): readonly number[] {
    const found = known.get(one) ?? bondsOf(one);
    known.set(one, found);
    return found;
  }

  function take({ total, taken }: Draft, place: number): Draft {
    const next = candidates[place] as Scored; // a place of the list
    let worth = next.score - costOfTaking(taken, next);
    for (const one of taken) worth += bonds(one)[place] as number; // one for each candidate
    const later = taken.findIndex(({ index }) => index > next.index);
    return { total: total + worth, taken: taken.toSpliced(later < 0 ? taken.length : later, 0, next) };
  }

  for (const beam of beams) {
    for (const draft of beam) {
      candidates.forEach((next, place) => {
        if (draft.taken.includes(next)) return;
        keep(beams[draft.taken.length + 1], take(draft, place));
        const previous = candidates[place - 1];
        if (previous?.index !== next.index - 1 || draft.taken.includes(previous)) return;
        // What leans on the sentence before comes with it.
        keep(beams[draft.taken.length + 2], take(take(draft, place - 1), place));
      });
    }
  }
  return beams[most]?.[0]?.taken ?? [];
}

/** Puts a draft among the best of its length; one with the same sentences stands there once. */
function keep(beam: Draft[] | undefined, draft: Draft): void {
  if (beam === undefined) return;
  const rank = beam.findIndex(({ total }) => draft.total > total);
  if (rank < 0 && beam.length === BEAM_WIDTH) return;
  const same = beam.findIndex(({ taken }) => taken.every((one, place) => one === draft.taken[place]));
  if (same >= 0 && (rank < 0 || same < rank)) return;
  if (same >= 0) beam.splice(same, 1);
  beam.splice(rank < 0 ? beam.length : rank, 0, draft);
  beam.length = Math.min(beam.length, BEAM_WIDTH);
}
