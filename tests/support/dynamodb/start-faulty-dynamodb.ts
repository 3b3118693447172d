import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of one request: passed on, refused with an AWS error, passed on with the answer lost, or never answered. */
export type Fault = 'none' | 'lose-answer' | 'hang' | { error: string; status?: number };

export interface FaultyDynamodb {
  endpoint: string;
  /** Operations asked for, in order, such as `PutItem`; repeated attempts included. */
  operations: string[];
  stop(): Promise<void>;
}

/** A server in front of a table that misbehaves as told: `decide` is asked once for each request. */
export async function startFaultyDynamodb(
  target: string,
  decide: (operation: string) => Fault,
): Promise<FaultyDynamodb> {
  const operations: string[] = [];
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    operations.push(operation);
    const fault = decide(operation);
    if (fault === 'hang') return;
    if (typeof fault === 'object') refuse(response, fault);
    else passOn(target, request, response, fault === 'lose-answer');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { endpoint: `http://127.0.0.1:${port}`, operations, stop };
}

function refuse(response: ServerResponse, { error, status = 400 }: { error: string; status?: number }): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error}`, message: 'As told.' }));
}

function passOn(target: string, request: IncomingMessage, response: ServerResponse, loseAnswer: boolean): void {
  const { method = 'POST', headers } = request;
  const onward = forward(target, { method, headers }, (answer) => {
    if (loseAnswer) {
      answer.resume().on('end', () => response.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
}
