import { Agent, request } from 'node:http';
import { createConnection, type NetConnectOpts } from 'node:net';
import { problemSchema } from '../../shared/contracts/problem.ts';
import { PROBLEMS } from '../../functions/http/problem.ts';

export interface Call {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Hangs up after so long. */
  hangUpAfterMs?: number;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

export interface LoadClient {
  /** `undefined` for a call that hung up itself; throws when the server broke the connection. */
  send(call: Call): Promise<Answer | undefined>;
  close(): void;
}

/** Connections that stay open, as those of a gateway do. */
export function createLoadClient(url: string): LoadClient {
  const agent = Object.assign(new Agent({ keepAlive: true }), {
    // Refused before its body is sent, a request has its answer, and the rest of the body fails with nobody listening.
    createConnection: (options: NetConnectOpts) => createConnection(options).on('error', () => {}),
  });
  return {
    send: ({ method, path, headers = {}, body, hangUpAfterMs }) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${url}${path}`, { agent, method, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', fail);
          response.on('end', () => {
            clearTimeout(hangUp);
            const contentType = response.headers['content-type'] ?? '';
            resolve({ status: response.statusCode ?? 0, contentType, text: Buffer.concat(parts).toString() });
          });
        });
        let hasHungUp = false;
        const hangUp =
          hangUpAfterMs === undefined
            ? undefined
            : setTimeout(() => {
                hasHungUp = true;
                outgoing.destroy();
              }, hangUpAfterMs);
        function fail(error: Error): void {
          clearTimeout(hangUp);
          if (hasHungUp) resolve(undefined);
          else reject(error);
        }
        outgoing.on('error', fail);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** What a caller may be told when table and engine misbehave; each of them says that another attempt may succeed. */
const TROUBLE = new Set([
  'throttled',
  'translator-unavailable',
  'translation-failed',
  'storage-unavailable',
  'timeout',
]);

export type Verdict =
  | { kind: 'expected' }
  | { kind: 'promised' }
  | { kind: 'trouble'; code: string }
  | { kind: 'wrong'; why: string };

/** Whether an answer is what was asked for, or a problem that the contract names. */
export function judge(answer: Answer, expected: number | string): Verdict {
  if (answer.status === expected) return { kind: 'expected' };
  // An engine that hangs more than once leaves a request no time for its result.
  if (answer.status === 202) return { kind: 'promised' };
  const start = `${answer.status} ${answer.contentType} ${answer.text.slice(0, 200)}`;
  if (!answer.contentType.startsWith('application/problem+json')) return { kind: 'wrong', why: `no problem: ${start}` };
  const parsed = problemSchema().safeParse(JSON.parse(answer.text));
  if (!parsed.success) return { kind: 'wrong', why: `not as the contract says: ${start}` };
  const { code, status } = parsed.data;
  if (status !== answer.status || PROBLEMS[code].status !== status) return { kind: 'wrong', why: `status: ${start}` };
  if (code === expected) return { kind: 'expected' };
  return TROUBLE.has(code) ? { kind: 'trouble', code } : { kind: 'wrong', why: `not to be expected: ${start}` };
}
