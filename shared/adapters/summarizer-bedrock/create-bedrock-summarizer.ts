import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseResponse,
} from '@aws-sdk/client-bedrock-runtime';
import { SERVICE_VERSION } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import { createCallHandler } from '../aws-http/create-call-handler.ts';
import type { Clock, Random } from '../../ports/clock.ts';
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
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs: number;
  clock: Clock;
  random: Random;
  usdPerMillionInputTokens: number;
  usdPerMillionOutputTokens: number;
  /** Of a call that is throttled or fails. */
  maxAttempts?: number;
  /** Endpoint and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<BedrockRuntimeClientConfig, 'endpoint' | 'credentials'>;
}

const CONNECTION_TIMEOUT_MS = 2_000;
/** The SDK's own retries are off, because no signal would stop their pauses. */
const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 200;

/** Summaries by a model on Bedrock, through Converse. Whether they are faithful is for the caller to check. */
export function createBedrockSummarizer(options: BedrockSummarizerOptions): Summarizer {
  const { modelId, region, maxInputTokens, maxOutputTokens, callTimeoutMs, clock, random } = options;
  const { maxAttempts = MAX_ATTEMPTS } = options;
  const client = new BedrockRuntimeClient({
    ...options.sdk,
    ...(region ? { region } : {}),
    maxAttempts: 1,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: createCallHandler({ connectionTimeoutMs: CONNECTION_TIMEOUT_MS, callTimeoutMs }),
  });

  return {
    engine: { id: 'bedrock', version: `${modelId}#${PROMPT_VERSION}` },
    async summarize({ signal, onUnanswered, ...task }) {
      const { system, user } = writePrompt(task, maxInputTokens);
      const command = new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: maxOutputTokens, temperature: 0 },
      });
      /** The signal ends the pauses between attempts; a call under way is billed, so it lands. */
      const send = async (attempt: number): Promise<ConverseResponse> => {
        try {
          signal?.throwIfAborted();
          if (attempt > 1) await clock.sleep(random() * FIRST_BACKOFF_MS * 2 ** attempt, signal);
        } catch (cause) {
          throw new DepecheError('timeout', 'The summary was not done in time. Try again.', { cause });
        }
        try {
          return await client.send(command);
        } catch (error) {
          const problem = mapBedrockError(error);
          if (problem.isUnanswered) onUnanswered?.();
          if (!problem.retryable || attempt === maxAttempts || signal?.aborted) throw problem;
          return send(attempt + 1);
        }
      };
      try {
        const response = await send(1);
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
        throw mapBedrockError(error);
      }
    },
  };
}

function readText({ output }: ConverseResponse): string {
  return (output?.message?.content ?? []).map(({ text }) => text ?? '').join('');
}
