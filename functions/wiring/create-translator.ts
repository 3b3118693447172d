import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import type { EngineName } from '../../shared/core/engine-names.ts';
import type { ServiceConfig } from '../../shared/config/service-config.ts';
import type { Glossary } from '../../shared/core/glossary/glossary.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { LocalModel } from '../../shared/ports/engines/local-model.ts';
import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { Metrics } from '../../shared/ports/telemetry/metrics.ts';
import type { Translator } from '../../shared/ports/engines/translator.ts';
import type { ModelEngines } from './engines/create-model-engines.ts';

/** Where the model of the built-in engine lies in a checkout. */
const PHRASE_MODEL = fileURLToPath(new URL('../../shared/models/fr-en-phrase', import.meta.url));

export interface TranslatorParts {
  clock: Clock;
  glossary: Glossary | undefined;
  logger: Logger;
  metrics: Metrics;
  /** Those on language models, loaded for the first one that is used. */
  loadModels: () => Promise<ModelEngines>;
}

/** An engine by its name, as the settings describe it. */
export async function createTranslator(
  name: EngineName,
  config: ServiceConfig,
  { clock, metrics, loadModels, ...parts }: TranslatorParts,
): Promise<Translator> {
  if (name === 'local') return createLocalTranslator(config, parts);
  if (name !== 'amazon') return (await loadModels()).openTranslator(name);
  const { DEPECHE_TERMINOLOGY: terminology, DEPECHE_TERMINOLOGY_VERSION: version = '1' } = config;
  return createAmazonTranslator({
    usdPerMillionCharacters: config.DEPECHE_PRICE_PER_MILLION,
    maxConcurrentRequests: config.DEPECHE_MAX_CONCURRENT_REQUESTS,
    terminology: terminology === undefined ? undefined : { name: terminology, version },
    clock,
    onThrottled: () => metrics.record('TranslatorThrottled', 1, 'Count'),
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

/** An engine on a model that has just come, once it has translated a word. Throws what the engine throws. */
export async function tryNeuralTranslator(
  config: ServiceConfig,
  model: LocalModel,
  glossary: Glossary | undefined,
): Promise<Translator> {
  const translator = await createNeuralTranslator(config, model, glossary);
  try {
    for await (const _ of translator.translate({ sentences: ['Bonjour.'], source: 'fr', target: 'en' }));
    return translator;
  } catch (error) {
    await translator.close();
    throw error;
  }
}
