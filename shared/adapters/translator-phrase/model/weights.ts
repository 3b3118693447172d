import * as z from 'zod';
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

const weightsSchema = z
  .object({
    lm: z.number(),
    dist: z.number(),
    reo: z.tuple([z.number(), z.number(), z.number()]),
    wordPen: z.number(),
    phrasePen: z.number(),
  })
  .transform(({ lm, dist, reo, wordPen, phrasePen }): Weights => {
    return { languageModel: lm, distance: dist, orientation: reo, unknownWord: wordPen + phrasePen };
  });

/** Reads `w.json`. Throws `DepecheError('translator-unavailable')`. */
export function readWeights(json: string, fileName: string): Weights {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw unusableModel(fileName, 'is not JSON', cause);
  }
  const weights = weightsSchema.safeParse(parsed);
  if (!weights.success) throw unusableModel(fileName, 'lacks a weight');
  return weights.data;
}
