import type { TokenPrices } from '../../../shared/ports/engines/translator.ts';

/** USD per million characters of Amazon Translate. */
export const AMAZON_TRANSLATE_USD = 15;

/**
 * USD per million tokens on Bedrock, as listed in us-east-1 in November 2026, batch and caches left out. They change by
 * region and in time: check them before you rely on them.
 */
export const LIST_PRICES: readonly (readonly [model: string, prices: TokenPrices])[] = [
  ['Amazon Nova Micro', { input: 0.035, output: 0.14 }],
  ['Amazon Nova Lite', { input: 0.06, output: 0.24 }],
  ['Amazon Nova Pro', { input: 0.8, output: 3.2 }],
  ['Claude Haiku 4.5', { input: 1, output: 5 }],
];
