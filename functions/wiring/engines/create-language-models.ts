import type { ServiceConfig } from '../../../shared/config/service-config.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { LanguageModel } from '../../../shared/ports/language-model.ts';
import type { Metrics } from '../../../shared/ports/metrics.ts';
import type { Tracer } from '../../../shared/ports/tracer.ts';

/** The ways to a language model, as settings name them. */
export type ModelName = 'bedrock' | 'openai';

export interface ModelParts {
  clock: Clock;
  metrics: Metrics;
  tracer: Tracer;
}

/** The language models that the settings describe, each made and loaded at its first use; whoever asks again gets the same. */
export interface LanguageModels {
  open(name: ModelName): Promise<LanguageModel>;
}

/** Its `open` throws `translator-unavailable` where the settings name no such model or its key cannot be read. */
export function createLanguageModels(config: ServiceConfig, parts: ModelParts): LanguageModels {
  const opened = new Map<ModelName, Promise<LanguageModel>>();
  const create = async (name: ModelName) => {
    const { createTracedLanguageModel } = await import('../../../shared/adapters/language-model-traced.ts');
    return createTracedLanguageModel(
      await (name === 'bedrock' ? openBedrock : openOpenai)(config, parts),
      parts.tracer,
    );
  };
  return {
    open(name) {
      const earlier = opened.get(name);
      if (earlier) return earlier;
      const opening = create(name);
      opened.set(name, opening);
      opening.catch(() => opened.delete(name));
      return opening;
    },
  };
}

const common = (config: ServiceConfig, { clock, metrics }: ModelParts) => ({
  maxConcurrentRequests: config.DEPECHE_MAX_CONCURRENT_REQUESTS,
  callTimeoutMs: config.llmTimeoutMs,
  clock,
  random: Math.random,
  onThrottled: () => metrics.record('TranslatorThrottled', 1, 'Count'),
});

async function openBedrock(config: ServiceConfig, parts: ModelParts): Promise<LanguageModel> {
  const { createBedrockLanguageModel } = await import(
    '../../../shared/adapters/language-model-bedrock/create-bedrock-language-model.ts'
  );
  const { DEPECHE_BEDROCK_MODEL: modelId, DEPECHE_BEDROCK_REGION: region } = config;
  if (modelId === undefined) throw notDescribed('DEPECHE_BEDROCK_MODEL');
  return createBedrockLanguageModel({ ...common(config, parts), modelId, region });
}

async function openOpenai(config: ServiceConfig, parts: ModelParts): Promise<LanguageModel> {
  const { createOpenaiLanguageModel } = await import(
    '../../../shared/adapters/language-model-openai/create-openai-language-model.ts'
  );
  const { DEPECHE_OPENAI_MODEL: model, DEPECHE_OPENAI_BASE_URL: baseUrl } = config;
  if (model === undefined || baseUrl === undefined) throw notDescribed('DEPECHE_OPENAI_BASE_URL and _MODEL');
  const apiKey = config.DEPECHE_OPENAI_API_KEY ?? (await readKey(config.DEPECHE_OPENAI_SECRET_ARN));
  return createOpenaiLanguageModel({ ...common(config, parts), baseUrl, model, apiKey });
}

async function readKey(secretArn: string | undefined): Promise<string | undefined> {
  if (secretArn === undefined) return undefined;
  const { readSecret } = await import('../../../shared/adapters/secret-secrets-manager.ts');
  return readSecret(secretArn);
}

function notDescribed(name: string): DepecheError {
  return new DepecheError('translator-unavailable', `The settings name no such language model: set ${name}.`, {
    retryable: false,
    misconfigured: true,
  });
}
