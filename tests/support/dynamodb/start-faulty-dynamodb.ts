import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of one request: passed on, at once or late; refused with an AWS error; passed on with the answer lost; cut
 * off; never answered, or with a body that stalls. `tell-item` passes it on and lets a refused condition come with the item that it did not hold on,
 * as DynamoDB does when asked and the embedded table does not.
 */
export type Fault =
  | 'none'
  | 'lose-answer'
  | 'reset'
  | 'hang'
  | 'stall'
  | 'tell-item'
  | { delayMs: number }
  | { error: string; status?: number };

export interface FaultyDynamodb {
  endpoint: string;
  /** Operations asked for, in order, such as `PutItem`; repeated attempts included. */
  operations: string[];
  /** Attempts that came and were never answered. */
  readonly vainAttempts: number;
  /** Ends connections that nobody uses, as a load balancer does. */
  closeIdle(): void;
  stop(): Promise<void>;
}

/** A server in front of a table that misbehaves as told: `decide` is asked once for each request. */
export async function startFaultyDynamodb(
  target: string,
  decide: (operation: string) => Fault,
): Promise<FaultyDynamodb> {
  const operations: string[] = [];
  let vainAttempts = 0;
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    operations.push(operation);
    const fault = decide(operation);
    if (fault === 'hang' || fault === 'stall') {
      vainAttempts += 1;
      if (fault === 'hang') return;
      return void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).write('{');
    }
    if (fault === 'reset') request.socket.resetAndDestroy();
    else if (fault === 'tell-item') tellItem(target, request, response).catch(() => response.destroy());
    else if (typeof fault === 'string') passOn(target, request, response, fault === 'lose-answer');
    else if ('error' in fault) refuse(response, fault);
    else setTimeout(() => passOn(target, request, response, false), fault.delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    operations,
    get vainAttempts() {
      return vainAttempts;
    },
    closeIdle: () => server.closeIdleConnections(),
    stop,
  };
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
  // Who hung up needs no answer; who is still there finds the connection broken.
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

async function tellItem(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers as Record<string, string>;
  const send = (operation: string, sent: string) =>
    fetch(target, {
      method: 'POST',
      headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body: sent,
    });
  const answer = await send(String(headers['x-amz-target']).split('.').at(-1) ?? '', body);
  let text = await answer.text();
  const { TableName, Key, ReturnValuesOnConditionCheckFailure: wanted } = JSON.parse(body);
  if (answer.status === 400 && wanted === 'ALL_OLD' && text.includes('ConditionalCheckFailedException')) {
    const found = await send('GetItem', JSON.stringify({ TableName, Key, ConsistentRead: true }));
    text = JSON.stringify({ ...JSON.parse(text), Item: ((await found.json()) as { Item?: unknown }).Item });
  }
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
}
