import type { Environment } from './load-config.ts';
import type { SettingName } from './settings.ts';

type Missing = { name: SettingName; detail: string };

/** Settings that can name a way to a language model. */
const NAMING = [
  'DEPECHE_TRANSLATOR',
  'DEPECHE_ENGINES_ALLOWED',
  'DEPECHE_SUMMARIZER',
] as const satisfies readonly SettingName[];

/** What each way needs to be told, its model last, and the prices of that. */
const WAYS: Readonly<Record<string, { needed: readonly SettingName[]; prices: readonly SettingName[] }>> = {
  bedrock: {
    needed: ['DEPECHE_BEDROCK_MODEL'],
    prices: ['DEPECHE_BEDROCK_INPUT_PRICE', 'DEPECHE_BEDROCK_OUTPUT_PRICE'],
  },
  openai: {
    needed: ['DEPECHE_OPENAI_BASE_URL', 'DEPECHE_OPENAI_MODEL'],
    prices: ['DEPECHE_OPENAI_INPUT_PRICE', 'DEPECHE_OPENAI_OUTPUT_PRICE'],
  },
};

const isSet = (env: Environment, name: SettingName) => Boolean(env[name]?.trim());

const listMissing = (env: Environment, names: readonly SettingName[], detail: string): Missing[] =>
  names.filter((name) => !isSet(env, name)).map((name) => ({ name, detail }));

/** Settings that are missing of a language model which others name; each once. */
export function findMissingModels(env: Environment): Missing[] {
  const missing = NAMING.flatMap((naming) => {
    const named = (env[naming] ?? '').split(',').flatMap((name) => WAYS[name.trim()]?.needed ?? []);
    return listMissing(env, named, `is needed where ${naming} names its model`);
  });
  return [...new Map(missing.map((one) => [one.name, one])).values()];
}

/** Prices that nobody has said of a model that is to be used: without them no budget of money holds. 0 is a price. */
export function findMissingPrices(env: Environment): Missing[] {
  return Object.values(WAYS).flatMap(({ needed, prices }) => {
    const model = needed.at(-1);
    const detail = `is needed with ${model}: USD per million tokens, 0 where nothing is charged`;
    return model && isSet(env, model) ? listMissing(env, prices, detail) : [];
  });
}

/** Prices that nobody has said of the engine, where it is asked what it would cost and its model need not be named. */
export function findMissingEnginePrices(env: Environment): Missing[] {
  const { prices = [] } = WAYS[env.DEPECHE_TRANSLATOR?.trim() ?? ''] ?? {};
  return listMissing(env, prices, 'is needed to say what it costs: USD per million tokens, 0 where nothing is charged');
}
