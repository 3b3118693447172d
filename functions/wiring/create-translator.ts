import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LLM_TOKENS_PER_SECOND } from '../../shared/config/constants.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import type { EngineName } from '../../shared/core/engine-names.ts';
import type { ServiceConfig } from '../../shared/config/service-config.ts';
import type { Glossary } from '../../shared/core/glossary/glossary.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { LocalModel } from '../../shared/ports/local-model.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { TokenPrices, Translator } from '../../shared/ports/translator.ts';
import type { LanguageModels, ModelName } from './engines/create-language-models.ts';

/** Where the model of the built-in engine lies in a checkout. */
const PHRASE_MODEL = fileURLToPath(new URL('../../shared/models/fr-en-phrase', import.meta.url));

export interface TranslatorParts {
  clock: Clock;
  glossary: Glossary | undefined;
  logger: Logger;
  metrics: Metrics;
  models: LanguageModels;
}

/** An engine by its name, as the settings describe it. */
export function createTranslator(
  name: EngineName,
  config: ServiceConfig,
  { clock, metrics, models, ...parts }: TranslatorParts,
): Promise<Translator> {
  if (name === 'local') return createLocalTranslator(config, parts);
  if (name !== 'amazon') return createModelTranslator(name, config, models, parts.glossary);
  const { DEPECHE_TERMINOLOGY: terminology, DEPECHE_TERMINOLOGY_VERSION: version = '1' } = config;
  return Promise.resolve(
    createAmazonTranslator({
      usdPerMillionCharacters: config.DEPECHE_PRICE_PER_MILLION,
      maxConcurrentRequests: config.DEPECHE_MAX_CONCURRENT_REQUESTS,
      terminology: terminology === undefined ? undefined : { name: terminology, version },
      clock,
      onThrottled: () => metrics.record('TranslatorThrottled', 1, 'Count'),
    }),
  );
}

/** The prices of a language model; nothing where one of them is not said: half a price is none. */
export function pricesOf(name: ModelName, config: ServiceConfig): TokenPrices | undefined {
  const [input, output] =
    name === 'bedrock'
      ? [config.DEPECHE_BEDROCK_INPUT_PRICE, config.DEPECHE_BEDROCK_OUTPUT_PRICE]
      : [config.DEPECHE_OPENAI_INPUT_PRICE, config.DEPECHE_OPENAI_OUTPUT_PRICE];
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** A function without a price says so in its log; to be an engine that charges, its model still has one. */
const NO_PRICES: TokenPrices = { input: 0, output: 0 };

async function createModelTranslator(
  name: ModelName,
  config: ServiceConfig,
  models: LanguageModels,
  glossary: Glossary | undefined,
): Promise<Translator> {
  const { createLlmTranslator } = await import('../../shared/adapters/translator-llm/create-llm-translator.ts');
  return createLlmTranslator({
    model: await models.open(name),
    prices: pricesOf(name, config) ?? NO_PRICES,
    glossary,
    maxInputTokens: config.DEPECHE_LLM_MAX_INPUT_TOKENS,
    maxOutputTokens: Math.floor((config.llmTimeoutMs / 1_000) * LLM_TOKENS_PER_SECOND),
    maxLines: config.DEPECHE_LLM_MAX_LINES,
    maxConcurrentRequests: config.DEPECHE_MAX_CONCURRENT_REQUESTS,
  });
}

/**
 * The engine of this machine, loaded only where one is used: neural with a model that was pulled or else one that ships,
 * and phrase by phrase where there is no such model. A model that is damaged is named in the log and passed over.
 */
export async function createLocalTranslator(
  config: ServiceConfig,
  { glossary, logger }: Pick<TranslatorParts, 'glossary' | 'logger'>,
): Promise<Translator> {
  const { openModels } = await import('./models.ts');
  const { model, damaged } = await openModels(config).find();
  for (const { name, file, problem } of damaged) {
    logger.warn('A local model is damaged and is not used. Pull it again or remove it: depeche models', {
      model: name,
      file: basename(file),
      problem,
    });
  }
  if (model) return createNeuralTranslator(config, model, glossary);
  const { createPhraseTranslator } = await import('../../shared/adapters/translator-phrase/phrase-translator.ts');
  return createPhraseTranslator({ modelDirectory: PHRASE_MODEL, glossary });
}

async function createNeuralTranslator(
  config: ServiceConfig,
  model: LocalModel,
  glossary: Glossary | undefined,
): Promise<Translator> {
  const { createBergamotTranslator } = await import(
    '../../shared/adapters/translator-bergamot/create-bergamot-translator.ts'
  );
  return createBergamotTranslator({ model, glossary, maxWorkers: config.DEPECHE_LOCAL_WORKERS });
}

/** One word, which loads the model. Throws what the engine throws. */
async function tryOut(translator: Translator): Promise<void> {
  for await (const _ of translator.translate({ sentences: ['Bonjour.'], source: 'fr', target: 'en' }));
}

/** An engine on a model that has just come, once it has translated a word. Throws what the engine throws. */
export async function tryNeuralTranslator(
  config: ServiceConfig,
  model: LocalModel,
  glossary: Glossary | undefined,
): Promise<Translator> {
  const translator = await createNeuralTranslator(config, model, glossary);
  try {
    await tryOut(translator);
    return translator;
  } catch (error) {
    await translator.close();
    throw error;
  }
}
