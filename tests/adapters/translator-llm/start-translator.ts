import {
  createLlmTranslator,
  type LlmTranslatorOptions,
} from '../../../shared/adapters/translator-llm/create-llm-translator.ts';
import type { LanguageModel } from '../../../shared/ports/engines/language-model.ts';
import { startBedrockStandIn } from '../../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startChatCompletionsStandIn } from '../../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';
import { createModelOn as createBedrockModelOn } from '../language-model-bedrock/create-model-on.ts';
import { createModelOn as createOpenaiModelOn } from '../language-model-openai/create-model-on.ts';

/** The translator with room for a news article a call, on a model of a test. */
export function translateWith(model: LanguageModel, options: Partial<LlmTranslatorOptions> = {}) {
  return createLlmTranslator({
    model,
    prices: { input: 1, output: 5 },
    maxInputTokens: 2_000,
    maxOutputTokens: 2_000,
    maxLines: 100,
    maxConcurrentRequests: 4,
    ...options,
  });
}

interface ModelOptions {
  callTimeoutMs?: number;
  maxConcurrentRequests?: number;
}

/** On Bedrock's Converse. */
export async function startOnBedrock(options: Partial<LlmTranslatorOptions> = {}, modelOptions: ModelOptions = {}) {
  const standIn = await startBedrockStandIn();
  const translator = translateWith(createBedrockModelOn(standIn.endpoint, modelOptions), options);
  const messages = () => standIn.calls.map(({ input }) => input.messages.at(-1)?.content[0]?.text ?? '');
  const systems = () => standIn.calls.map(({ input }) => input.system[0]?.text ?? '');
  return { standIn, translator, messages, systems, close: () => closeBoth(translator, standIn) };
}

/** On chat completions. */
export async function startOnChat(options: Partial<LlmTranslatorOptions> = {}, modelOptions: ModelOptions = {}) {
  const standIn = await startChatCompletionsStandIn();
  const translator = translateWith(createOpenaiModelOn(standIn.baseUrl, modelOptions), options);
  const messages = () => standIn.calls.map(({ input }) => input.messages.at(-1)?.content ?? '');
  const systems = () => standIn.calls.map(({ input }) => input.messages[0]?.content ?? '');
  return { standIn, translator, messages, systems, close: () => closeBoth(translator, standIn) };
}

async function closeBoth(...all: { close(): Promise<void> }[]): Promise<void> {
  for (const one of all) await one.close();
}

/** The two ways to a model. */
export const WAYS = [
  ['Converse', startOnBedrock],
  ['chat completions', startOnChat],
] as const;
