import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { SERVICE_VERSION } from '../../config/constants.ts';
import type { Completion, CompletionRequest, LanguageModel } from '../../ports/engines/language-model.ts';
import { guessTokens } from '../engine-calls/count-tokens.ts';
import { createModelCalls, type ModelCallOptions } from '../engine-calls/create-model-calls.ts';
import { mapOpenaiError, notAnAnswer, readRefusal, readRetryAfterMs, readTextRefusal } from './map-openai-error.ts';

export interface OpenaiLanguageModelOptions extends ModelCallOptions {
  /** Where `/chat/completions` is, such as `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** None for servers that want none. */
  apiKey?: string | undefined;
}

const ANSWER_FORM = /response_format|json_schema|json_object|schema|grammar|guided|structured/i;

/** What is asked of a server until it refuses it; of the last two the weaker takes the place of the stronger. */
const WISHES = { max_tokens: /max_tokens/i, temperature: /temperature/i, schema: ANSWER_FORM, json: ANSWER_FORM };
type Wish = keyof typeof WISHES;

/** A model on a server that speaks OpenAI's chat completions: Ollama, vLLM, LM Studio, llama.cpp, a gateway. */
export function createOpenaiLanguageModel(options: OpenaiLanguageModelOptions): LanguageModel {
  const { baseUrl, model, apiKey, callTimeoutMs } = options;
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
  const errors = {
    mapError: mapOpenaiError,
    readRefusal,
    readTextRefusal,
    pauseAskedMs: (error: unknown) => readRetryAfterMs(error, Date.now()),
  };
  return {
    id: 'openai',
    model,
    complete: createModelCalls(options, errors, WISHES, async (request, wishes) => {
      // One deadline, from connecting to the last byte of the answer.
      const signal = AbortSignal.timeout(callTimeoutMs);
      try {
        return readCompletion(
          request,
          await client.chat.completions.create(toBody(model, request, wishes), { signal }),
        );
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    }),
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
