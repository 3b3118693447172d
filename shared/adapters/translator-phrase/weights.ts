import { unusableModel } from './model-errors.ts';

/** Weights of the log-linear model. */
export interface Weights {
  languageModel: number;
  /** Cost of each source word jumped over. */
  distance: number;
  /** Monotone, swap, other. */
  orientation: readonly [number, number, number];
  /** Score of an option that copies or adapts an unknown word. */
  unknownWord: number;
}

/** Reads `w.json`. Throws `DepecheError('translator-unavailable')`. */
export function readWeights(json: string, fileName: string): Weights {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw unusableModel(fileName, 'is not JSON', cause);
  }
  const numbers = new Map(typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : []);
  function numberFrom(value: unknown): number {
    if (typeof value !== 'number') throw unusableModel(fileName, 'lacks a weight');
    return value;
  }
  const orientation: unknown = numbers.get('reo');
  const [monotone, swap, other]: unknown[] = Array.isArray(orientation) ? orientation : [];
  return {
    languageModel: numberFrom(numbers.get('lm')),
    distance: numberFrom(numbers.get('dist')),
    orientation: [numberFrom(monotone), numberFrom(swap), numberFrom(other)],
    unknownWord: numberFrom(numbers.get('wordPen')) + numberFrom(numbers.get('phrasePen')),
  };
}
