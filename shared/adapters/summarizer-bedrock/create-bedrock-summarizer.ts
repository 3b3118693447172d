import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseResponse,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SERVICE_VERSION } from '../../config/constants.ts';
import type { Summarizer } from '../../ports/summarizer.ts';
import { mapBedrockError } from './map-bedrock-error.ts';
import { parseSummary } from './parse-summary.ts';
import { PROMPT_VERSION, writePrompt } from './summary-prompt.ts';

export interface BedrockSummarizerOptions {
  modelId: string;
  region?: string | undefined;
  /** An article beyond this loses its last paragraphs. */
  maxInputTokens: number;
  maxOutputTokens: number;
  /** For one call. */
  timeoutMs: number;
  usdPerMillionInputTokens: number;
  usdPerMillionOutputTokens: number;
  /** Attempts of a call that is throttled or fails, with the SDK's own backoff. */
  maxAttempts?: number;
  /** Endpoint and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<BedrockRuntimeClientConfig, 'endpoint' | 'credentials'>;
}

const CONNECTION_TIMEOUT_MS = 2_000;
const MAX_ATTEMPTS = 3;

/** Summaries by a model on Bedrock, through Converse. Whether they are faithful is for the caller to check. */
export function createBedrockSummarizer(options: BedrockSummarizerOptions): Summarizer {
  const { modelId, region, maxInputTokens, maxOutputTokens, maxAttempts = MAX_ATTEMPTS } = options;
  const client = new BedrockRuntimeClient({
    ...options.sdk,
    ...(region ? { region } : {}),
    maxAttempts,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: options.timeoutMs,
      throwOnRequestTimeout: true,
    }),
  });

  return {
    engine: { id: 'bedrock', version: `${modelId}#${PROMPT_VERSION}` },
    async summarize({ signal, ...task }) {
      const { system, user } = writePrompt(task, maxInputTokens);
      const command = new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: maxOutputTokens, temperature: 0 },
      });
      try {
        signal?.throwIfAborted();
        const response = await client.send(command, signal ? { abortSignal: signal } : {});
        const inputTokens = response.usage?.inputTokens ?? 0;
        const outputTokens = response.usage?.outputTokens ?? 0;
        return {
          sentences: parseSummary(readText(response), task.sentences),
          inputTokens,
          outputTokens,
          // USD per million tokens are millionths of a USD per token.
          costMicroUsd: Math.round(
            inputTokens * options.usdPerMillionInputTokens + outputTokens * options.usdPerMillionOutputTokens,
          ),
        };
      } catch (error) {
        throw mapBedrockError(error, signal);
      }
    },
  };
}

function readText({ output }: ConverseResponse): string {
  return (output?.message?.content ?? []).map(({ text }) => text ?? '').join('');
}
