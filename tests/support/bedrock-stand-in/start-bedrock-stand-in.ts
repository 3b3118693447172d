import { AwsError, sendJson } from '../amazon-translate-stand-in/aws-json.ts';
import type { AnswerFault, ModelAnswer } from '../language-model-stand-in/answer-task.ts';
import { type CallFault, startModelServer } from '../language-model-stand-in/model-server.ts';

/** Errors of Converse by the fault that asks for them: name, HTTP status and what it says (API reference). */
const SERVICE_ERRORS = {
  throttle: ['ThrottlingException', 429, 'Too many requests, please wait before trying again.'],
  internal: ['InternalServerException', 500, 'Asked for by the test'],
  unavailable: ['ServiceUnavailableException', 503, 'Asked for by the test'],
  'model-timeout': ['ModelTimeoutException', 408, 'Asked for by the test'],
  'model-error': ['ModelErrorException', 424, 'Asked for by the test'],
  'model-not-ready': ['ModelNotReadyException', 429, 'Asked for by the test'],
  'access-denied': ['AccessDeniedException', 403, 'Asked for by the test'],
  'unknown-model': ['ResourceNotFoundException', 404, 'This model version has reached the end of its life.'],
  validation: ['ValidationException', 400, 'The provided model identifier is invalid.'],
  'too-long': ['ValidationException', 400, 'Input is too long for requested model.'],
} as const;

type ServiceFault = keyof typeof SERVICE_ERRORS;
export type BedrockFault = ServiceFault | CallFault;

/** What some models refuse to be asked for. */
export type Refusable = 'temperature' | 'schema';

export interface ConverseInput {
  system: { text: string }[];
  messages: { role: string; content: { text: string }[] }[];
  inferenceConfig: { maxTokens: number; temperature?: number };
  outputConfig?: { textFormat: { type: string; structure: { jsonSchema: { name: string; schema: string } } } };
}

export type BedrockStandIn = Awaited<ReturnType<typeof startBedrockStandIn>>;

/** How Converse says why a model stopped. */
const STOP_REASONS: Record<ModelAnswer['stop'], string> = {
  end: 'end_turn',
  cut: 'max_tokens',
  filtered: 'guardrail_intervened',
  refused: 'content_filtered',
};

/** A stand-in for Bedrock's Converse: its REST protocol, a model that summarises and translates, faults on demand. */
export async function startBedrockStandIn() {
  const calls: { modelId: string; input: ConverseInput }[] = [];
  const refused = new Set<Refusable>();

  const server = await startModelServer<BedrockFault>(
    async ({ request, response, body, fault, answer }) => {
      const modelId = /^\/model\/([^/]+)\/converse$/.exec(request.url ?? '')?.[1];
      if (!modelId) throw new AwsError('UnknownOperationException', 404, 'The stand-in knows Converse alone');
      const input = JSON.parse(body) as ConverseInput;
      calls.push({ modelId: decodeURIComponent(modelId), input });
      refuse(input, refused);
      if (isServiceFault(fault)) {
        const [type, status, message] = SERVICE_ERRORS[fault];
        throw new AwsError(type, status, message);
      }
      if (fault === 'reset') return void response.socket?.resetAndDestroy();
      const task = {
        system: input.system.map(({ text }) => text).join(''),
        user:
          input.messages
            .at(-1)
            ?.content.map(({ text }) => text)
            .join('') ?? '',
        maxTokens: input.inferenceConfig.maxTokens,
        isHeld: input.outputConfig !== undefined,
      };
      const { text, stop, inputTokens, outputTokens } = await answer(task, answerFaultOf(fault));
      if (fault === 'hang') return;
      if (fault === 'lost-answer') return void response.socket?.resetAndDestroy();
      if (fault === 'no-json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('<html>upstream');
        return;
      }
      const converse = {
        output: { message: { role: 'assistant', content: [{ text }] } },
        stopReason: STOP_REASONS[stop],
        usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
        metrics: { latencyMs: 1 },
      };
      sendJson(response, 200, converse, 'application/json');
    },
    (response, error) => {
      const known = error instanceof AwsError ? error : new AwsError('ValidationException', 400, String(error));
      response.setHeader('x-amzn-errortype', known.type);
      sendJson(response, known.status, { message: known.message }, 'application/json');
    },
  );
  return {
    /** For the SDK's `endpoint` or AWS_ENDPOINT_URL_BEDROCK_RUNTIME. */
    endpoint: server.origin,
    /** Every call, with the model it went to. */
    calls: calls as readonly { modelId: string; input: ConverseInput }[],
    /** Tokens of the calls that were taken up, and how often each line was. */
    tokens: server.bill,
    fail: server.fail,
    set: server.set,
    /** Makes it a model that cannot be asked for these. */
    refuse(...refusable: Refusable[]) {
      for (const one of refusable) refused.add(one);
    },
    close: server.close,
  };
}

function refuse({ inferenceConfig, outputConfig }: ConverseInput, refused: ReadonlySet<Refusable>): void {
  if (refused.has('temperature') && inferenceConfig.temperature !== undefined) {
    throw new AwsError(
      'ValidationException',
      400,
      'The model returned the following errors: `temperature` is deprecated',
    );
  }
  if (refused.has('schema') && outputConfig !== undefined) {
    throw new AwsError('ValidationException', 400, 'This model does not support structured output.');
  }
}

const CALL_FAULTS: ReadonlySet<string> = new Set(['hang', 'reset', 'lost-answer', 'no-json', 'none']);

function isServiceFault(fault: BedrockFault | 'none' | undefined): fault is ServiceFault {
  return fault !== undefined && Object.hasOwn(SERVICE_ERRORS, fault);
}

function answerFaultOf(fault: BedrockFault | 'none' | undefined): AnswerFault | undefined {
  return fault === undefined || CALL_FAULTS.has(fault) ? undefined : (fault as AnswerFault);
}
