import {
  type BedrockLanguageModelOptions,
  createBedrockLanguageModel,
} from '../../../shared/adapters/language-model-bedrock/create-bedrock-language-model.ts';
import { createInstantClock } from '../../support/amazon-translate-stand-in/instant-clock.ts';

/** The adapter with the real SDK client, on an endpoint of a test. */
export function createModelOn(endpoint: string, options: Partial<BedrockLanguageModelOptions> = {}) {
  return createBedrockLanguageModel({
    modelId: 'eu.example.model-v1:0',
    region: 'eu-west-3',
    maxConcurrentRequests: 8,
    callTimeoutMs: 5_000,
    clock: createInstantClock(),
    random: () => 0.5,
    sdk: { endpoint, credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' } },
    ...options,
  });
}
