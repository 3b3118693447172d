import { findMissingModels, findMissingPrices } from '../../shared/config/missing-models.ts';
import type { SettingName } from '../../shared/config/settings.ts';
import type { StageSettings } from './settings-schema.ts';

/** Settings of a stage that name a language model or its prices, and the variables that they become. */
const VARIABLES = {
  bedrockModel: 'DEPECHE_BEDROCK_MODEL',
  bedrockInputPrice: 'DEPECHE_BEDROCK_INPUT_PRICE',
  bedrockOutputPrice: 'DEPECHE_BEDROCK_OUTPUT_PRICE',
  openaiBaseUrl: 'DEPECHE_OPENAI_BASE_URL',
  openaiModel: 'DEPECHE_OPENAI_MODEL',
  openaiSecretArn: 'DEPECHE_OPENAI_SECRET_ARN',
  openaiInputPrice: 'DEPECHE_OPENAI_INPUT_PRICE',
  openaiOutputPrice: 'DEPECHE_OPENAI_OUTPUT_PRICE',
} as const satisfies Partial<Record<keyof StageSettings, SettingName>>;

const NAMES = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[];

/** What the functions are told of the language models that the stage is set to. */
export function modelVariables(settings: StageSettings): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => (settings[name] === undefined ? [] : [[VARIABLES[name], settings[name]]])),
  );
}

/**
 * What a stage lacks of its models, one line each: those that its engines name, and their prices, since a model whose price
 * nobody says is held by no budget of money.
 */
export function describeMissingModels(settings: StageSettings): string[] {
  const { translator, enginesAllowed, environment } = settings;
  const engines = { DEPECHE_TRANSLATOR: translator, DEPECHE_ENGINES_ALLOWED: enginesAllowed.join(',') };
  const variables = { ...modelVariables(settings), ...environment, ...engines };
  const missing = [...findMissingModels(variables), ...findMissingPrices(variables)];
  return missing.map(({ name, detail }) => {
    const own = NAMES.find((setting) => VARIABLES[setting] === name);
    return `${own ?? name}: ${detail}`;
  });
}
