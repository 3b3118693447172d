import type { Example } from './read-examples.ts';

const STEPS = 800;
const FIRST_RATE = 0.05;
const L2_PENALTY = 0.0003;
/** Decay of the step's two moving means (Adam, Kingma & Ba 2015). */
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.99;

/** The log odds of an example under `weights`. */
export function scoreOf(example: Example, weights: readonly number[]): number {
  return example.features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

/**
 * Logistic regression with a quadratic penalty on all weights but the first (the bias), by full-batch Adam with a
 * falling rate. The same examples give the same weights.
 */
export function fitWeights(examples: readonly Example[], size: number): number[] {
  const weights = new Array<number>(size).fill(0);
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const slopes = new Float64Array(size);
    for (const example of examples) {
      const error = Number(example.isFurniture) - 1 / (1 + Math.exp(-scoreOf(example, weights)));
      example.features.forEach((value, at) => {
        slopes[at] = (slopes[at] ?? 0) + example.weight * error * value;
      });
    }
    const rate = FIRST_RATE * (1 - step / (STEPS + 1));
    weights.forEach((weight, at) => {
      const slope = (slopes[at] ?? 0) / total - (at === 0 ? 0 : L2_PENALTY * weight);
      const mean = MEAN_DECAY * (means[at] ?? 0) + (1 - MEAN_DECAY) * slope;
      const square = SQUARE_DECAY * (squares[at] ?? 0) + (1 - SQUARE_DECAY) * slope ** 2;
      means[at] = mean;
      squares[at] = square;
      const spread = Math.sqrt(square / (1 - SQUARE_DECAY ** step)) + 1e-8;
      weights[at] = weight + (rate * (mean / (1 - MEAN_DECAY ** step))) / spread;
    });
  }
  return weights;
}
