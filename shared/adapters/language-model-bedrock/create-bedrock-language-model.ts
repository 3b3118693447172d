import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseResponse,
} from '@aws-sdk/client-bedrock-runtime';
import { SERVICE_VERSION } from '../../config/constants.ts';
import type { Completion, CompletionRequest, LanguageModel } from '../../ports/engines/language-model.ts';
import { createCallHandler } from '../aws-http/create-call-handler.ts';
import { guessTokens } from '../engine-calls/count-tokens.ts';
import { createModelCalls, type ModelCallOptions } from '../engine-calls/create-model-calls.ts';
import { mapBedrockError, notAnAnswer, readRefusal, readTextRefusal } from './map-bedrock-error.ts';

export interface BedrockLanguageModelOptions extends ModelCallOptions {
  /** A model, or an inference profile. */
  modelId: string;
  region?: string | undefined;
  /** Endpoint and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<BedrockRuntimeClientConfig, 'endpoint' | 'credentials'> | undefined;
}

const CONNECTION_TIMEOUT_MS = 2_000;

/** What is asked of a model until it refuses it. */
const WISHES = {
  schema: /output_?config|json_?schema|structured|output format/i,
  temperature: /temperature/i,
};
type Wish = keyof typeof WISHES;

/** A model on Bedrock, through Converse. */
export function createBedrockLanguageModel(options: BedrockLanguageModelOptions): LanguageModel {
  const { modelId, region, callTimeoutMs } = options;
  const client = new BedrockRuntimeClient({
    ...options.sdk,
    ...(region ? { region } : {}),
    // The SDK's own retries are off: they would hide throttling from the limiter, and no signal would stop their pauses.
    maxAttempts: 1,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: createCallHandler({ connectionTimeoutMs: CONNECTION_TIMEOUT_MS, callTimeoutMs }),
  });
  const errors = { mapError: mapBedrockError, readRefusal, readTextRefusal };
  return {
    id: 'bedrock',
    model: modelId,
    complete: createModelCalls(options, errors, WISHES, async (request, wishes) =>
      readCompletion(request, await client.send(new ConverseCommand(toInput(modelId, request, wishes)))),
    ),
    async close() {
      client.destroy();
    },
  };
}

function toInput(
  modelId: string,
  { system, user, answer, maxOutputTokens }: CompletionRequest,
  wishes: ReadonlySet<Wish>,
): ConverseCommandInput {
  const isHeld = answer !== undefined && wishes.has('schema');
  const form = answer && (isHeld ? answer.held : answer.unheld);
  return {
    modelId,
    system: [{ text: form === undefined ? system : `${system}\n${form}` }],
    messages: [{ role: 'user', content: [{ text: user }] }],
    inferenceConfig: { maxTokens: maxOutputTokens, ...(wishes.has('temperature') && { temperature: 0 }) },
    ...(isHeld && {
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: { jsonSchema: { name: answer.name, schema: JSON.stringify(answer.schema) } },
        },
      },
    }),
  };
}

/** How Converse says that a model stopped (API reference); whatever else it says, the answer is whole. */
const STOPS: Readonly<Record<string, Completion['stop']>> = {
  max_tokens: 'max-tokens',
  model_context_window_exceeded: 'max-tokens',
  content_filtered: 'filtered',
  guardrail_intervened: 'filtered',
  refusal: 'filtered',
};

/** The SDK passes on what an endpoint answers, of whatever type; what has no list of parts is an error. */
function readCompletion(request: CompletionRequest, { output, stopReason, usage }: ConverseResponse): Completion {
  const parts = output?.message?.content ?? [];
  if (!Array.isArray(parts)) throw notAnAnswer();
  const text = parts.map((part) => part?.text ?? '').join('');
  const guess = guessTokens(request, text);
  const { inputTokens = guess.inputTokens, outputTokens = guess.outputTokens } = usage ?? {};
  return { text, stop: STOPS[stopReason ?? ''] ?? 'end', usage: { inputTokens, outputTokens } };
}
