import type { TrainingArticle, TrainingSummary } from './training-article.ts';

/** Weights in one list: those of the sentence features first, then those of the pair features. */
export interface FitOptions {
  sentenceFeatures: number;
  pairFeatures: number;
}

const EPOCHS = 20;
const BATCH_ARTICLES = 50;
const FIRST_STEP = 0.1;
const LAST_STEP = 0.002;
const L2_PENALTY = 0.0003;
/** ROUGE differences are a few hundredths; this brings their gradient near 1. */
const REWARD_SCALE = 30;
/** How much summaries of one, two and three sentences count: two and three are the measure. */
const SHARES = [0.2, 1, 1];
/** Decay of the step's two moving means (Adam, Kingma & Ba 2015). */
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.99;
const SEED = 1;

/**
 * Finds the weights under which summaries drawn with probability ∝ exp(score) have the highest expected ROUGE
 * (minimum-risk training; the sum over all summaries of one to three sentences is exact). Adam in small batches with a
 * falling step; the answer is the mean of the second half's weights. The same input gives the same weights.
 */
export function fitWeights(articles: readonly TrainingArticle[], options: FitOptions): number[] {
  const size = options.sentenceFeatures + options.pairFeatures;
  const weights = new Array<number>(size).fill(0);
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  const total = new Float64Array(size);
  const order = [...articles];
  const random = createRandom(SEED);
  let steps = 0;
  let averaged = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    const rate = FIRST_STEP * (1 - epoch / EPOCHS) + LAST_STEP;
    for (let from = 0; from < order.length; from += BATCH_ARTICLES) {
      const batch = order.slice(from, from + BATCH_ARTICLES);
      const gradient = new Float64Array(size);
      for (const article of batch) addGradient(article, weights, options.sentenceFeatures, gradient);
      steps += 1;
      weights.forEach((weight, at) => {
        const slope = (gradient[at] ?? 0) / batch.length - L2_PENALTY * weight;
        const mean = MEAN_DECAY * (means[at] ?? 0) + (1 - MEAN_DECAY) * slope;
        const square = SQUARE_DECAY * (squares[at] ?? 0) + (1 - SQUARE_DECAY) * slope ** 2;
        means[at] = mean;
        squares[at] = square;
        const spread = Math.sqrt(square / (1 - SQUARE_DECAY ** steps)) + 1e-8;
        weights[at] = weight + (rate * (mean / (1 - MEAN_DECAY ** steps))) / spread;
      });
      if (epoch < EPOCHS / 2) continue;
      averaged += 1;
      weights.forEach((weight, at) => {
        total[at] = (total[at] ?? 0) + weight;
      });
    }
  }
  return Array.from(total, (value) => value / averaged);
}

/** Adds the slope of one article's expected ROUGE to `gradient`. */
function addGradient(
  article: TrainingArticle,
  weights: readonly number[],
  sentenceFeatures: number,
  gradient: Float64Array,
): void {
  const scores = article.features.map((values) => dot(values, weights, 0));
  const slopes = new Float64Array(scores.length);
  const learnFrom = (summaries: readonly TrainingSummary[], share: number) => {
    if (summaries.length === 0) return;
    const totals = summaries.map(
      ({ members, pairs, cost }) =>
        members.reduce((sum, at) => sum + (scores[at] ?? 0), 0) + dot(pairs, weights, sentenceFeatures) - cost,
    );
    const highest = totals.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const masses = totals.map((score) => Math.exp(score - highest));
    const mass = masses.reduce((a, b) => a + b, 0);
    const expected = summaries.reduce((sum, { rouge }, at) => sum + ((masses[at] ?? 0) / mass) * rewardOf(rouge), 0);
    summaries.forEach(({ members, pairs, rouge }, at) => {
      const slope = share * REWARD_SCALE * ((masses[at] ?? 0) / mass) * (rewardOf(rouge) - expected);
      for (const member of members) slopes[member] = (slopes[member] ?? 0) + slope;
      addScaled(gradient, pairs, slope, sentenceFeatures);
    });
  };
  SHARES.forEach((share, at) => {
    learnFrom(article.summaries[at] ?? [], share);
  });
  article.features.forEach((values, at) => {
    addScaled(gradient, values, slopes[at] ?? 0, 0);
  });
}

/** ROUGE-2 counts most: it is the smallest number, and falls first when sentences are picked for their readers. */
function rewardOf(rouge: TrainingSummary['rouge']): number {
  return (rouge[0] + 4 * rouge[1] + rouge[2]) / 5;
}

function dot(values: readonly number[], weights: readonly number[], offset: number): number {
  let total = 0;
  values.forEach((value, at) => {
    total += value * (weights[offset + at] ?? 0);
  });
  return total;
}

function addScaled(target: Float64Array, values: readonly number[], factor: number, offset: number): void {
  values.forEach((value, at) => {
    target[offset + at] = (target[offset + at] ?? 0) + factor * value;
  });
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    const [a, b] = [items[last], items[at]];
    if (a !== undefined && b !== undefined) [items[last], items[at]] = [b, a];
  }
}

/** Lehmer's generator: the same numbers on every machine, which `Math.random` cannot promise. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
