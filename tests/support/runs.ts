import type { Parameters } from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    fuzzFactor: number;
  }
}

/**
 * fast-check's parameters for this many inputs, or as many times more as DEPECHE_FUZZ_FACTOR asks for. `npm run test:endurance`
 * runs every file that asks here, with ten times as many.
 */
export function runs(usual: number): Parameters<unknown> {
  return { numRuns: Math.ceil(usual * inject('fuzzFactor')) };
}
