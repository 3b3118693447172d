import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { SERVICE_VERSION } from '../../config/constants.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { Completion, CompletionRequest, LanguageModel } from '../../ports/language-model.ts';
import { callMarked } from '../engine-calls/call-marked.ts';
import { guessTokens, mostTokens } from '../engine-calls/count-tokens.ts';
import { createAdaptiveLimiter } from '../engine-calls/create-adaptive-limiter.ts';
import { createConcessions } from '../engine-calls/create-concessions.ts';
import { createResilientCall } from '../engine-calls/create-resilient-call.ts';
import { withinDeadline } from '../engine-calls/within-deadline.ts';
import { mapOpenaiError, notAnAnswer, readRefusal, readRetryAfterMs, readTextRefusal } from './map-openai-error.ts';

export interface OpenaiLanguageModelOptions {
  /** Where `/chat/completions` is, such as `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** None for servers that want none. */
  apiKey?: string | undefined;
  /** Calls at a time of all articles together; fewer while the server throttles. */
  maxConcurrentRequests: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs: number;
  clock: Clock;
  random: Random;
  /** Told of each call that the server throttles. */
  onThrottled?: (() => void) | undefined;
}

/** What is asked of a server until it refuses it; of the last two the weaker takes the place of the stronger. */
type Wish = 'max_tokens' | 'temperature' | 'schema' | 'json';

const ANSWER_FORM = /response_format|json_schema|json_object|schema|grammar|guided|structured/i;

/** A model on a server that speaks OpenAI's chat completions: Ollama, vLLM, LM Studio, llama.cpp, a gateway. */
export function createOpenaiLanguageModel(options: OpenaiLanguageModelOptions): LanguageModel {
  const { baseUrl, model, apiKey, maxConcurrentRequests, callTimeoutMs, clock, random, onThrottled } = options;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    // Its retries would hide throttling from the limiter; its own log could hold what it sends.
    maxRetries: 0,
    logLevel: 'off',
    // Its time-out ends with the headers of an answer; ours is over the whole of it.
    timeout: 2 * callTimeoutMs,
    defaultHeaders: {
      'user-agent': `depeche/${SERVICE_VERSION}`,
      ...(apiKey === undefined && { authorization: null }),
    },
  });
  const limiter = createAdaptiveLimiter({
    maxConcurrent: maxConcurrentRequests,
    isThrottling: (error) => mapOpenaiError(error).code === 'throttled',
    pauseAskedMs: (error) => readRetryAfterMs(error, Date.now()),
    onThrottled,
    clock,
    random,
  });
  const call = createResilientCall({ limiter, mapError: mapOpenaiError, clock, random });
  const concessions = createConcessions<Wish>({
    max_tokens: /max_tokens/i,
    temperature: /temperature/i,
    schema: ANSWER_FORM,
    json: ANSWER_FORM,
  });

  return {
    id: 'openai',
    model,
    async complete(request) {
      const { signal, beforeCall, onUnanswered } = request;
      const atMost = mostTokens(request);
      const send = (wishes: ReadonlySet<Wish>) =>
        withinDeadline(callTimeoutMs, async (deadline) =>
          readCompletion(
            request,
            await client.chat.completions.create(toBody(model, request, wishes), { signal: deadline }),
          ),
        );
      try {
        return await callMarked(
          call,
          {
            mark: beforeCall && (() => beforeCall(atMost)),
            attempt: () => concessions.ask(send, readRefusal, signal),
            isUnanswered: (error) => mapOpenaiError(error).isUnanswered,
            onUnanswered: () => onUnanswered?.(atMost),
          },
          signal,
        );
      } catch (error) {
        const problem = mapOpenaiError(error);
        const stop = readTextRefusal(problem);
        if (stop !== undefined) return { text: '', stop, usage: { inputTokens: 0, outputTokens: 0 } };
        throw problem;
      }
    },
    async close() {},
  };
}

function toBody(
  model: string,
  { system, user, answer, maxOutputTokens }: CompletionRequest,
  wishes: ReadonlySet<Wish>,
): ChatCompletionCreateParamsNonStreaming {
  const isHeld = wishes.has('schema') || wishes.has('json');
  const form = answer && (isHeld ? answer.held : answer.unheld);
  return {
    model,
    messages: [
      { role: 'system', content: form === undefined ? system : `${system}\n${form}` },
      { role: 'user', content: user },
    ],
    ...(wishes.has('max_tokens') ? { max_tokens: maxOutputTokens } : { max_completion_tokens: maxOutputTokens }),
    ...(wishes.has('temperature') && { temperature: 0 }),
    ...(answer && isHeld && { response_format: toFormat(answer, wishes) }),
  };
}

function toFormat(
  { name, schema }: NonNullable<CompletionRequest['answer']>,
  wishes: ReadonlySet<Wish>,
): NonNullable<ChatCompletionCreateParamsNonStreaming['response_format']> {
  if (!wishes.has('schema')) return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name, schema, strict: true } };
}

/** What a server sends is of whatever type; what is no chat completion is an error. */
function readCompletion(request: CompletionRequest, response: Partial<ChatCompletion> | undefined): Completion {
  const choice = response?.choices?.[0];
  const { content, refusal } = choice?.message ?? {};
  if (!choice || (typeof content !== 'string' && !refusal && choice.finish_reason !== 'content_filter')) {
    throw notAnAnswer();
  }
  const text = typeof content === 'string' ? content : '';
  const guess = guessTokens(request, text);
  const { prompt_tokens: inputTokens = guess.inputTokens, completion_tokens: outputTokens = guess.outputTokens } =
    response.usage ?? {};
  return { text, stop: readStop(choice), usage: { inputTokens, outputTokens } };
}

function readStop({ finish_reason: reason, message: { refusal } }: ChatCompletion.Choice): Completion['stop'] {
  if (reason === 'content_filter' || refusal) return 'filtered';
  return reason === 'length' ? 'max-tokens' : 'end';
}
