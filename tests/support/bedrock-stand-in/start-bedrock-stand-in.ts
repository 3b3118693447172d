import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, readBody, sendJson } from '../amazon-translate-stand-in/aws-json.ts';
import { type AnswerFault, writeAnswer } from './write-answer.ts';

/** Errors of Converse by the fault that asks for them: name and HTTP status (API reference). */
const SERVICE_ERRORS = {
  throttle: ['ThrottlingException', 429],
  internal: ['InternalServerException', 500],
  unavailable: ['ServiceUnavailableException', 503],
  'model-timeout': ['ModelTimeoutException', 408],
  'model-error': ['ModelErrorException', 424],
  'model-not-ready': ['ModelNotReadyException', 429],
  'access-denied': ['AccessDeniedException', 403],
  'unknown-model': ['ResourceNotFoundException', 404],
  validation: ['ValidationException', 400],
} as const;

type ServiceFault = keyof typeof SERVICE_ERRORS;
export type BedrockFault = ServiceFault | AnswerFault | 'hang' | 'reset' | 'no-json';

export interface ConverseInput {
  system: { text: string }[];
  messages: { role: string; content: { text: string }[] }[];
  inferenceConfig: { maxTokens: number; temperature: number };
}

export interface BedrockStandIn {
  /** For the SDK's `endpoint` or AWS_ENDPOINT_URL_BEDROCK_RUNTIME. */
  readonly endpoint: string;
  /** Every call, with the model it went to. */
  readonly calls: readonly { modelId: string; input: ConverseInput }[];
  /** Tokens of the answered calls: one a word. */
  readonly tokens: { input: number; output: number };
  /** Faults of the next calls, one each. */
  fail(...faults: BedrockFault[]): void;
  close(): Promise<void>;
}

/** A stand-in for Bedrock's Converse: its REST protocol, a summary out of the article's own sentences, faults on demand. */
export async function startBedrockStandIn(): Promise<BedrockStandIn> {
  const calls: { modelId: string; input: ConverseInput }[] = [];
  const tokens = { input: 0, output: 0 };
  let upcoming: BedrockFault[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const modelId = /^\/model\/([^/]+)\/converse$/.exec(request.url ?? '')?.[1];
    if (!modelId) throw new AwsError('UnknownOperationException', 404, 'The stand-in knows Converse alone');
    const input = JSON.parse(await readBody(request)) as ConverseInput;
    calls.push({ modelId: decodeURIComponent(modelId), input });
    const fault = upcoming.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    if (fault === 'no-json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>upstream');
      return;
    }
    if (isServiceFault(fault)) {
      const [type, status] = SERVICE_ERRORS[fault];
      throw new AwsError(type, status, 'Asked for by the test');
    }

    const { text, stopReason } = writeAnswer(input, fault);
    const inputTokens = countWords([...input.system, ...input.messages.flatMap(({ content }) => content)]);
    const outputTokens = countWords([{ text }]);
    tokens.input += inputTokens;
    tokens.output += outputTokens;
    const body = {
      output: { message: { role: 'assistant', content: [{ text }] } },
      stopReason,
      usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      metrics: { latencyMs: 1 },
    };
    sendJson(response, 200, body, 'application/json');
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const known = error instanceof AwsError ? error : new AwsError('ValidationException', 400, String(error));
      response.setHeader('x-amzn-errortype', known.type);
      sendJson(response, known.status, { message: known.message }, 'application/json');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    tokens,
    fail(...faults) {
      upcoming = [...upcoming, ...faults];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isServiceFault(fault: BedrockFault | undefined): fault is ServiceFault {
  return fault !== undefined && Object.hasOwn(SERVICE_ERRORS, fault);
}

function countWords(blocks: readonly { text: string }[]): number {
  return blocks.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
}
