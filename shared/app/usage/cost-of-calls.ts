import type { TokenUsage } from '../../ports/engines/language-model.ts';
import type { TokenPrices, TranslationEngine } from '../../ports/engines/translator.ts';
import type { Amounts } from '../../ports/stores/usage-ledger.ts';

/** Prices have at most six decimals, so what is beyond is an error of binary fractions. */
const PARTS = 1_000_000;

/** A price in USD per million of something is one in micro-USD for each. Rounded up: money is never counted short. */
function roundUp(microUsd: number): number {
  return Math.ceil(Math.round(microUsd * PARTS) / PARTS);
}

/** What one call of an engine bills that is sent so many characters, and that costs so many tokens. */
export function billOf(engine: TranslationEngine, characters: number, tokens?: TokenUsage): Amounts {
  const { usdPerMillionCharacters, usdPerMillionTokens } = engine;
  const ofTokens = tokens === undefined ? 0 : costOfTokens(usdPerMillionTokens, tokens);
  return { characters, microUsd: roundUp(characters * usdPerMillionCharacters) + ofTokens };
}

/** What one call of a language model costs, in micro-USD; nothing where nobody has said its price. */
export function costOfTokens(prices: TokenPrices | undefined, { inputTokens, outputTokens }: TokenUsage): number {
  return prices === undefined ? 0 : roundUp(inputTokens * prices.input + outputTokens * prices.output);
}
