import type { OptionLattice } from './phrase-options.ts';

/** Score of a span that nothing covers. */
const IMPOSSIBLE = -1e9;

/**
 * What the rest of a sentence will score at best: entry `from * (length + 1) + to` is the greatest sum of option
 * estimates over the span [from, to), reordering aside (Koehn 2003).
 */
export function estimateFutureCost(lattice: OptionLattice): Float64Array {
  const length = lattice.length;
  const width = length + 1;
  const costs = new Float64Array(width * width).fill(IMPOSSIBLE);
  for (const [start, spans] of lattice.entries()) {
    for (const span of spans) {
      let best = IMPOSSIBLE;
      for (const option of span.options) best = Math.max(best, option.estimate);
      costs[start * width + start + span.length] = best;
    }
  }
  for (let size = 2; size <= length; size++) {
    for (let from = 0; from + size <= length; from++) {
      const to = from + size;
      let best = costs[from * width + to] as number; // in range: from < to <= length
      for (let split = from + 1; split < to; split++) {
        const sum = (costs[from * width + split] as number) + (costs[split * width + to] as number);
        if (sum > best) best = sum;
      }
      costs[from * width + to] = best;
    }
  }
  return costs;
}
