import type { ServerResponse } from 'node:http';
import { sendJson } from '../amazon-translate-stand-in/aws-json.ts';
import type { AnswerFault, ModelAnswer } from '../language-model-stand-in/answer-task.ts';
import { type CallFault, startModelServer } from '../language-model-stand-in/model-server.ts';

/** Errors by the fault that asks for them: HTTP status, code and words, as servers of this protocol send them. */
const SERVICE_ERRORS = {
  throttle: [429, 'rate_limit_exceeded', 'Rate limit reached for requests.'],
  'no-money': [
    429,
    'insufficient_quota',
    'You exceeded your current quota, please check your plan and billing details.',
  ],
  internal: [500, null, 'The server had an error.'],
  unavailable: [503, null, 'The model is loading.'],
  'wrong-key': [401, 'invalid_api_key', 'Incorrect API key provided.'],
  forbidden: [403, null, 'The project may not use this model.'],
  'unknown-model': [404, 'model_not_found', 'model "qwen3:8b" not found, try pulling it first'],
  'retired-model': [400, 'model_decommissioned', 'The model has been decommissioned and is no longer supported.'],
  'bad-request': [400, null, 'This is not a chat model.'],
  'too-long': [400, 'context_length_exceeded', "This model's maximum context length is 4096 tokens."],
  'too-large': [413, null, 'Request Entity Too Large'],
  'prompt-filtered': [400, 'content_filter', 'The prompt triggered the content management policy.'],
} as const;

type ServiceFault = keyof typeof SERVICE_ERRORS;
export type ChatFault = ServiceFault | CallFault | 'wrong-shape' | 'no-usage';

/** What some servers and models refuse to be asked for, and how they say so. */
const REFUSALS = {
  temperature:
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
  max_tokens:
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  schema: "'response_format.type' must be one of json_object, text",
  json: 'response_format is not supported by this server',
} as const;

export type Refusable = keyof typeof REFUSALS;

export interface ChatInput {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  response_format?: { type: string; json_schema?: { name: string; strict: boolean } };
}

export type ChatCompletionsStandIn = Awaited<ReturnType<typeof startChatCompletionsStandIn>>;

class HttpError extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string | null, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A stand-in for a server of chat completions: its protocol, a model that summarises and translates, faults on demand. */
export async function startChatCompletionsStandIn() {
  const calls: { input: ChatInput; authorization: string | undefined }[] = [];
  const refused = new Set<Refusable>();
  let retryAfter: string | undefined;

  const server = await startModelServer<ChatFault>(async ({ request, response, body, fault, answer }) => {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      throw new HttpError(404, null, 'Not found');
    }
    const input = JSON.parse(body) as ChatInput;
    calls.push({ input, authorization: request.headers.authorization });
    refuse(input, refused);
    if (isServiceFault(fault)) {
      const [status, code, message] = SERVICE_ERRORS[fault];
      throw new HttpError(status, code, message, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    }
    if (fault === 'reset') return void response.socket?.resetAndDestroy();
    const task = {
      system: input.messages
        .filter(({ role }) => role === 'system')
        .map(({ content }) => content)
        .join(''),
      user: input.messages.at(-1)?.content ?? '',
      maxTokens: input.max_tokens ?? input.max_completion_tokens ?? Number.POSITIVE_INFINITY,
      isHeld: input.response_format !== undefined,
    };
    const answered = await answer(task, answerFaultOf(fault));
    if (fault === 'hang') return;
    if (fault === 'lost-answer') return void response.socket?.resetAndDestroy();
    if (fault === 'no-json') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"cho');
    if (fault === 'wrong-shape') return sendJson(response, 200, { result: 'ok' }, 'application/json');
    sendJson(response, 200, toCompletion(input.model, answered, fault !== 'no-usage'), 'application/json');
  }, sendError);
  return {
    /** For DEPECHE_OPENAI_BASE_URL. */
    baseUrl: `${server.origin}/v1`,
    /** Every call, with the header that carries its key. */
    calls: calls as readonly { input: ChatInput; authorization: string | undefined }[],
    /** Tokens of the calls that were taken up, and how often each line was. */
    tokens: server.bill,
    fail: server.fail,
    set: server.set,
    /** Makes it a server, or a model, that cannot be asked for these. */
    refuse(...refusable: Refusable[]) {
      for (const one of refusable) refused.add(one);
    },
    /** What it sends as `Retry-After` with every error. */
    askForPause(value: string) {
      retryAfter = value;
    },
    close: server.close,
  };
}

function refuse(input: ChatInput, refused: ReadonlySet<Refusable>): void {
  const { temperature, max_tokens, response_format: format } = input;
  const asked: Record<Refusable, boolean> = {
    temperature: temperature !== undefined,
    max_tokens: max_tokens !== undefined,
    schema: format?.type === 'json_schema',
    json: format !== undefined,
  };
  for (const one of refused) if (asked[one]) throw new HttpError(400, 'unsupported_parameter', REFUSALS[one]);
}

/** The reply of the API reference, with what Ollama and vLLM send of it. */
function toCompletion(model: string, { text, stop, inputTokens, outputTokens }: ModelAnswer, hasUsage: boolean) {
  const message =
    stop === 'refused'
      ? { role: 'assistant', content: null, refusal: "I'm sorry, I can't help with that." }
      : { role: 'assistant', content: text };
  const finish = { end: 'stop', refused: 'stop', cut: 'length', filtered: 'content_filter' }[stop];
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_770_000_000,
    model,
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(hasUsage && { usage }),
  };
}

function sendError(response: ServerResponse, error: unknown): void {
  const { status, code, message, headers } =
    error instanceof HttpError ? error : new HttpError(400, null, String(error));
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  sendJson(response, status, { error: { message, type: 'error', param: null, code } }, 'application/json');
}

const CALL_FAULTS: ReadonlySet<string> = new Set([
  ...['hang', 'reset', 'lost-answer', 'no-json', 'none'],
  ...['wrong-shape', 'no-usage'],
]);

function isServiceFault(fault: ChatFault | 'none' | undefined): fault is ServiceFault {
  return fault !== undefined && Object.hasOwn(SERVICE_ERRORS, fault);
}

function answerFaultOf(fault: ChatFault | 'none' | undefined): AnswerFault | undefined {
  return fault === undefined || CALL_FAULTS.has(fault) ? undefined : (fault as AnswerFault);
}
