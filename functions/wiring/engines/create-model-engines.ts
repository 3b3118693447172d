import { createTracedLanguageModel } from '../../../shared/adapters/language-model-traced.ts';
import { createLlmSummarizer } from '../../../shared/adapters/summarizer-llm/create-llm-summarizer.ts';
import { createLlmTranslator } from '../../../shared/adapters/translator-llm/create-llm-translator.ts';
import { LLM_TOKENS_PER_SECOND } from '../../../shared/config/constants.ts';
import type { ServiceConfig } from '../../../shared/config/service-config.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Glossary } from '../../../shared/core/glossary/glossary.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { LanguageModel } from '../../../shared/ports/engines/language-model.ts';
import type { Metrics } from '../../../shared/ports/telemetry/metrics.ts';
import type { Summarizer } from '../../../shared/ports/engines/summarizer.ts';
import type { Tracer } from '../../../shared/ports/telemetry/tracer.ts';
import type { TokenPrices, Translator } from '../../../shared/ports/engines/translator.ts';
import { once } from '../once.ts';

/** The ways to a language model, as settings name them. */
export type ModelName = 'bedrock' | 'openai';

export interface ModelParts {
  clock: Clock;
  glossary: Glossary | undefined;
  metrics: Metrics;
  tracer: Tracer;
}

export type ModelEngines = ReturnType<typeof createModelEngines>;

/** A function without a price says so in its log; to be an engine that charges, its model still has one. */
const NO_PRICES: TokenPrices = { input: 0, output: 0 };

/**
 * What language models do here, as the settings describe them: each is made at its first use, and shared by those that use
 * it. Opening one throws `translator-unavailable` where they
 * describe no such model, or its key cannot be read.
 */
export function createModelEngines(config: ServiceConfig, parts: ModelParts) {
  const open = {
    bedrock: once(async () => createTracedLanguageModel(await openBedrock(config, parts), parts.tracer)),
    openai: once(async () => createTracedLanguageModel(await openOpenai(config, parts), parts.tracer)),
  };
  return {
    async openTranslator(name: ModelName): Promise<Translator> {
      return createLlmTranslator({
        model: await open[name](),
        prices: pricesOf(name, config) ?? NO_PRICES,
        glossary: parts.glossary,
        maxInputTokens: config.DEPECHE_LLM_MAX_INPUT_TOKENS,
        maxOutputTokens: Math.floor((config.llmTimeoutMs / 1_000) * LLM_TOKENS_PER_SECOND),
        maxLines: config.DEPECHE_LLM_MAX_LINES,
        maxConcurrentRequests: config.DEPECHE_MAX_CONCURRENT_REQUESTS,
      });
    },
    async openSummarizer(name: ModelName): Promise<Summarizer> {
      return createLlmSummarizer({
        model: await open[name](),
        maxInputTokens: config.DEPECHE_BEDROCK_MAX_INPUT_TOKENS,
        maxOutputTokens: config.DEPECHE_BEDROCK_MAX_OUTPUT_TOKENS,
        prices: pricesOf(name, config),
      });
    },
  };
}

/** The prices of a language model; nothing where one of them is not said: half a price is none. */
function pricesOf(name: ModelName, config: ServiceConfig): TokenPrices | undefined {
  const [input, output] =
    name === 'bedrock'
      ? [config.DEPECHE_BEDROCK_INPUT_PRICE, config.DEPECHE_BEDROCK_OUTPUT_PRICE]
      : [config.DEPECHE_OPENAI_INPUT_PRICE, config.DEPECHE_OPENAI_OUTPUT_PRICE];
  return input === undefined || output === undefined ? undefined : { input, output };
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
