import type { Environment } from './load-config.ts';
import type { SettingName } from './settings.ts';

/** Settings that can name a way to a language model. */
const NAMING = [
  'DEPECHE_TRANSLATOR',
  'DEPECHE_ENGINES_ALLOWED',
  'DEPECHE_SUMMARIZER',
] as const satisfies readonly SettingName[];

/** What each way needs to be told. */
const NEEDED: Readonly<Record<string, readonly SettingName[]>> = {
  bedrock: ['DEPECHE_BEDROCK_MODEL'],
  openai: ['DEPECHE_OPENAI_BASE_URL', 'DEPECHE_OPENAI_MODEL'],
};

/** Settings that are missing of a language model which others name; each once. */
export function findMissingModels(env: Environment): { name: SettingName; detail: string }[] {
  const isSet = (name: SettingName) => Boolean(env[name]?.trim());
  const missing = new Map<SettingName, string>();
  for (const naming of NAMING) {
    const named = (env[naming] ?? '').split(',').map((name) => name.trim());
    for (const name of named.flatMap((one) => NEEDED[one] ?? []).filter((needed) => !isSet(needed))) {
      missing.set(name, `is needed where ${naming} names its model`);
    }
  }
  return [...missing].map(([name, detail]) => ({ name, detail }));
}
