import { estimateFutureCost } from './future-cost.ts';
import { createHypothesisStore } from './hypotheses.ts';
import { type LanguageModel, SENTENCE_END, SENTENCE_START } from '../model/language-model.ts';
import type { PhraseOption, SpanOptions } from './phrase-options.ts';
import type { Weights } from '../model/weights.ts';

/** What is to be translated and what the order of words must respect. */
export interface SearchProblem {
  lattice: SpanOptions[][];
  /** 1 where a token must not be overtaken by what follows it nor left out by a phrase from beyond: punctuation. */
  walls: Uint8Array;
  /** Group of each token, -1 for none: a group once begun is finished before anything else is translated. */
  groups: Int32Array;
}

/** A phrase of the translation found, in English order; `start` and `end` (exclusive) are its source tokens. */
export interface ChosenPhrase {
  start: number;
  end: number;
  option: PhraseOption;
}

/** Finds the best translation, or undefined when the search was cut short before it covered every token. */
export type Search = (problem: SearchProblem) => ChosenPhrase[] | undefined;

/** Hypotheses expanded for each number of covered tokens. */
const STACK_SIZE = 40;
/** Longest jump, in tokens. */
const DISTORTION_LIMIT = 4;
/** Hypotheses this far below the best of their stack are not expanded; natural logarithm, weighted. */
const BEAM = 6;
/** Bits of a coverage mask. */
const MASK_BITS = 30;
const WORST = -1e18;

// Typed arrays are indexed within bounds by construction; `as number` states it where the compiler cannot see it.

/** Stack decoding by number of covered words (Koehn 2004), with recombination, beam and future cost. */
export function createSearch(model: LanguageModel, weights: Weights): Search {
  const store = createHypothesisStore();
  const { score, priority, state, gap, mask, end, start, back, option } = store;
  const byPriority = (one: number, other: number) => (priority[other] as number) - (priority[one] as number);

  return ({ lattice, walls, groups }) => {
    const length = lattice.length;
    const width = length + 1;
    const futures = estimateFutureCost(lattice);
    const stacks: number[][] = Array.from({ length: width }, () => []);
    const floors = new Float64Array(width).fill(WORST);
    const bests = new Float64Array(width).fill(WORST);

    /** Future cost of everything that a coverage leaves open. */
    function futureOf(openFrom: number, covered: number): number {
      let sum = 0;
      let from = openFrom;
      let at = openFrom;
      for (let bits = covered; bits !== 0; bits >>>= 1) {
        if (bits & 1) {
          if (at > from) sum += futures[from * width + at] as number;
          from = at + 1;
        }
        at += 1;
      }
      return from < length ? sum + (futures[from * width + length] as number) : sum;
    }

    function isCovered(hypothesis: number, token: number): boolean {
      const distance = token - (gap[hypothesis] as number);
      return distance < 0 || (distance <= MASK_BITS && (((mask[hypothesis] as number) >>> distance) & 1) === 1);
    }

    /** The group that was begun and not finished, -1 for none. */
    function openGroup(hypothesis: number): number {
      const last = (end[hypothesis] as number) - 1;
      const group = last < 0 ? -1 : (groups[last] as number);
      if (group < 0) return -1;
      for (let token = last; token >= 0 && groups[token] === group; token--) {
        if (!isCovered(hypothesis, token)) return group;
      }
      for (let token = last; token < length && groups[token] === group; token++) {
        if (!isCovered(hypothesis, token)) return group;
      }
      return -1;
    }

    function expand(hypothesis: number, covered: number): void {
      const open = gap[hypothesis] as number;
      const group = openGroup(hypothesis);
      const lastStart = Math.min(length - 1, open + DISTORTION_LIMIT);
      let mayJump = true;
      for (let from = open; from <= lastStart && mayJump; from++) {
        if (from > open) {
          mayJump = walls[from - 1] === 0;
          if (!mayJump || isCovered(hypothesis, from)) continue;
        }
        if (group >= 0 && groups[from] !== group) continue;
        const jump = Math.abs(from - (end[hypothesis] as number));
        if (jump > DISTORTION_LIMIT && from !== open) continue;
        for (const span of lattice[from] ?? []) {
          const to = from + span.length;
          if (!mayCover(hypothesis, from, to)) break;
          if (from > open && (to - open > MASK_BITS || to - open > DISTORTION_LIMIT + 1)) continue;
          extend(hypothesis, from, to, jump, span.options, covered + span.length);
        }
      }
    }

    /** Whether [from, to) is open and, when it jumps ahead, leaves no wall behind. */
    function mayCover(hypothesis: number, from: number, to: number): boolean {
      for (let token = from; token < to; token++) {
        if (isCovered(hypothesis, token)) return false;
        if (from > (gap[hypothesis] as number) && walls[token] === 1) return false;
      }
      return true;
    }

    function extend(
      hypothesis: number,
      from: number,
      to: number,
      jump: number,
      options: readonly PhraseOption[],
      covered: number,
    ): void {
      let open = gap[hypothesis] as number;
      let bits = mask[hypothesis] as number;
      if (from === open) {
        bits = to - open > MASK_BITS ? 0 : bits >>> (to - open);
        open = to;
        while (bits & 1) {
          bits >>>= 1;
          open += 1;
        }
      } else {
        bits |= ((1 << (to - from)) - 1) << (from - open);
      }
      const outlook = futureOf(open, bits) - weights.distance * Math.max(0, to - open);
      const before = (score[hypothesis] as number) - weights.distance * jump;
      const orientation = from === end[hypothesis] ? 0 : to === start[hypothesis] ? 1 : 2;
      const isComplete = covered === length;
      for (const [rank, candidate] of options.entries()) {
        const bound = before + outlook + candidate.estimate;
        if (bound < (floors[covered] as number) - 1.5 || bound < (bests[covered] as number) - BEAM - 2) {
          if (rank > 2) break;
          continue;
        }
        let history = state[hypothesis] as number;
        let fluency = 0;
        for (let index = 0; index < candidate.words.length; index++) {
          const slot = model.lookUp(history, candidate.words[index] as number);
          fluency += model.logProbability[slot] as number;
          history = model.nextState[slot] as number;
        }
        if (isComplete) fluency += model.logProbability[model.lookUp(history, SENTENCE_END)] as number;
        const total =
          before + candidate.score + (candidate.orientation[orientation] as number) + weights.languageModel * fluency;
        const promise = total + outlook;
        if (promise < (floors[covered] as number) || promise < (bests[covered] as number) - BEAM) continue;
        const size = store.size();
        const claimed = store.claim(history, open, bits, to);
        if (claimed < 0) return;
        const isNew = claimed === size;
        if (isNew || total > (score[claimed] as number)) {
          score[claimed] = total;
          priority[claimed] = promise;
          start[claimed] = from;
          back[claimed] = hypothesis;
          option[claimed] = candidate;
        }
        if (promise > (bests[covered] as number)) bests[covered] = promise;
        if (isNew) push(claimed, covered);
      }
    }

    function push(hypothesis: number, covered: number): void {
      const stack = stacks[covered] as number[];
      stack.push(hypothesis);
      if (stack.length < 3 * STACK_SIZE) return;
      stack.sort(byPriority);
      for (const loser of stack.splice(STACK_SIZE)) store.drop(loser);
      floors[covered] = priority[stack[STACK_SIZE - 1] as number] as number;
    }

    store.clear();
    const first = store.claim(SENTENCE_START, 0, 0, 0);
    score[first] = 0;
    priority[first] = 0;
    start[first] = -1;
    back[first] = -1;
    stacks[0]?.push(first);
    for (let covered = 0; covered < length; covered++) {
      const stack = (stacks[covered] as number[]).sort(byPriority).slice(0, STACK_SIZE);
      const best = priority[stack[0] ?? first] as number;
      for (const hypothesis of stack) {
        if ((priority[hypothesis] as number) >= best - BEAM) expand(hypothesis, covered);
      }
    }
    let winner = -1;
    for (const hypothesis of stacks[length] ?? []) {
      if (winner < 0 || (score[hypothesis] as number) > (score[winner] as number)) winner = hypothesis;
    }
    return winner < 0 ? undefined : trace(winner);
  };

  function trace(winner: number): ChosenPhrase[] {
    const phrases: ChosenPhrase[] = [];
    for (let at = winner; at >= 0; at = back[at] as number) {
      const chosen = option[at];
      if (chosen) phrases.push({ start: start[at] as number, end: end[at] as number, option: chosen });
    }
    return phrases.reverse();
  }
}
