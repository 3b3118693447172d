import { type Candidate, costOfTaking, needsPrevious } from './candidates.ts';

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

/** Drafts of one length that are followed side by side: with 1 a pair that belongs together is missed. */
const BEAM_WIDTH = 12;

/** What sentences of one summary gain or lose beside each other. */
export interface Bonds {
  /** Of one with each of the candidates, in their order. */
  ofAll(one: Scored): readonly number[];
  /** Of one with the sentence after it, for less than `ofAll` takes. */
  ofNext(one: Scored, next: Scored): number;
}

/**
 * Finds the set of `count` candidates, or of all there are, whose scores and bonds less its costs sum up highest, ties going
 * to the earlier sentence; in document order.
 */
export function findBest(candidates: readonly Scored[], count: number, bonds: Bonds): readonly Scored[] {
  const known = new Map<Scored, readonly number[]>();
  const most = Math.min(count, candidates.length);
  /** The best drafts by how many sentences they have. */
  const beams = Array.from({ length: most + 1 }, (): Draft[] => []);
  beams[0] = [{ total: 0, taken: [] }];

  function bondsOf(one: Scored): readonly number[] {
    const found = known.get(one);
    if (found !== undefined) return found;
    const all = bonds.ofAll(one);
    known.set(one, all);
    return all;
  }

  /** Score of the candidate at `place` and its bonds with those taken. */
  function worthOf(place: number, bondsOfTaken: readonly (readonly number[])[]): number {
    let worth = (candidates[place] as Scored).score; // a place of the list
    for (const bonds of bondsOfTaken) worth += bonds[place] as number; // one for each candidate
    return worth;
  }

  function growBy(
    { total, taken }: Draft,
    bondsOfTaken: readonly (readonly number[])[],
    next: Scored,
    place: number,
  ): void {
    if (taken.includes(next)) return;
    const worth = total + worthOf(place, bondsOfTaken);
    keep(beams[taken.length + 1], worth - costOfTaking(taken, next), taken, next);
    // What leans on the sentence before comes with it.
    const previous = candidates[place - 1];
    if (!needsPrevious(next) || previous?.index !== next.index - 1 || taken.includes(previous)) return;
    const led = insert(taken, previous);
    const gain = worthOf(place - 1, bondsOfTaken) + bonds.ofNext(previous, next);
    const cost = costOfTaking(taken, previous) + costOfTaking(led, next);
    keep(beams[taken.length + 2], worth + gain - cost, led, next);
  }

  for (const beam of beams.slice(0, most)) {
    for (const draft of beam) {
      const bondsOfTaken = draft.taken.map(bondsOf);
      candidates.forEach((next, place) => {
        growBy(draft, bondsOfTaken, next, place);
      });
    }
  }
  const [best] = beams[most] as [Draft]; // there are as many candidates
  return best.taken;
}

/** In document order, as they are. */
function insert(taken: readonly Scored[], one: Scored): Scored[] {
  const after = taken.findIndex(({ index }) => index > one.index);
  return after < 0 ? [...taken, one] : taken.toSpliced(after, 0, one);
}

/** Puts a draft among the best of its length; one with the same sentences stands there once. */
function keep(beam: Draft[] | undefined, total: number, before: readonly Scored[], last: Scored): void {
  const worst = beam?.[BEAM_WIDTH - 1];
  if (beam === undefined || (worst !== undefined && total <= worst.total)) return;
  const better = beam.findIndex((draft) => total > draft.total);
  const rank = better < 0 ? beam.length : better;
  const taken = insert(before, last);
  const same = beam.findIndex((draft) => draft.taken.every((one, place) => one === taken[place]));
  if (same >= 0 && same < rank) return;
  if (same >= 0) beam.splice(same, 1);
  beam.splice(rank, 0, { total, taken });
  beam.length = Math.min(beam.length, BEAM_WIDTH);
}
