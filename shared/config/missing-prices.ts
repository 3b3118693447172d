import type { Environment } from './load-config.ts';
import type { SettingName } from './settings.ts';

/** Settings that name a model, and the prices that it needs then. */
const PRICES_OF: readonly (readonly [model: SettingName, prices: readonly SettingName[]])[] = [
  ['DEPECHE_BEDROCK_MODEL', ['DEPECHE_BEDROCK_INPUT_PRICE', 'DEPECHE_BEDROCK_OUTPUT_PRICE']],
  ['DEPECHE_OPENAI_MODEL', ['DEPECHE_OPENAI_INPUT_PRICE', 'DEPECHE_OPENAI_OUTPUT_PRICE']],
];

/** Prices that nobody has said of a model that is to be used: without them no budget of money holds. 0 is a price. */
export function findMissingPrices(env: Environment): { name: SettingName; detail: string }[] {
  const isSet = (name: SettingName) => Boolean(env[name]?.trim());
  return PRICES_OF.filter(([model]) => isSet(model)).flatMap(([model, prices]) =>
    prices
      .filter((price) => !isSet(price))
      .map((name) => ({ name, detail: `is needed with ${model}: USD per million tokens, 0 where nothing is charged` })),
  );
}

const ENGINE_PRICES: Readonly<Record<string, readonly SettingName[]>> = {
  bedrock: ['DEPECHE_BEDROCK_INPUT_PRICE', 'DEPECHE_BEDROCK_OUTPUT_PRICE'],
  openai: ['DEPECHE_OPENAI_INPUT_PRICE', 'DEPECHE_OPENAI_OUTPUT_PRICE'],
};

/** Prices that nobody has said of the engine, where it is asked what it would cost and its model need not be named. */
export function findMissingEnginePrices(env: Environment): { name: SettingName; detail: string }[] {
  const needed = ENGINE_PRICES[env.DEPECHE_TRANSLATOR?.trim() ?? ''] ?? [];
  return needed
    .filter((name) => !env[name]?.trim())
    .map((name) => ({
      name,
      detail: 'is needed to say what it costs: USD per million tokens, 0 where nothing is charged',
    }));
}
