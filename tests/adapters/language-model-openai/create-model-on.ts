import {
  createOpenaiLanguageModel,
  type OpenaiLanguageModelOptions,
} from '../../../shared/adapters/language-model-openai/create-openai-language-model.ts';
import { createInstantClock } from '../../support/amazon-translate-stand-in/instant-clock.ts';

/** The adapter with the real client, on a server of a test. */
export function createModelOn(baseUrl: string, options: Partial<OpenaiLanguageModelOptions> = {}) {
  return createOpenaiLanguageModel({
    baseUrl,
    model: 'qwen3:8b',
    apiKey: 'stand-in-key',
    maxConcurrentRequests: 8,
    callTimeoutMs: 5_000,
    clock: createInstantClock(),
    random: () => 0.5,
    ...options,
  });
}
