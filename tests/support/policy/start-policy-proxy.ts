import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, findPermission, type Statement } from './evaluate.ts';
import { type HttpRequest, nameRequest, type Service } from './name-calls.ts';

/** Where each service is behind the proxy. */
export type Upstreams = Readonly<Partial<Record<Service, string>>>;

/** One request that was let through, and what came back. */
export interface Exchange {
  service: Service;
  calls: readonly Call[];
  request: HttpRequest;
  status: number;
  answer: Buffer;
}

/** Looks at what passes the proxy, and may ask for more than the caller did. */
export interface Meter {
  prepare(service: Service, request: HttpRequest): HttpRequest;
  take(exchange: Exchange): void;
}

export interface PolicyProxy {
  /** For AWS_ENDPOINT_URL. */
  endpoint: string;
  /** Calls that were let through, in order. */
  readonly allowed: readonly Call[];
  /** What was refused: a call without its permission, or `method path` of a request that the check does not know. */
  readonly denied: readonly string[];
  /** Statements that allowed something, and the actions that each did. */
  readonly used: ReadonlyMap<Statement, ReadonlySet<string>>;
  /** Takes an action away from the role, as an operator's slip does; `restore` gives all of them back. */
  revoke(action: string): void;
  restore(): void;
  stop(): Promise<void>;
}

/**
 * Stands in front of every endpoint of one role's caller and lets through what the role's policies allow, action and
 * resource; the rest gets the refusal of AWS. What the check does not know is refused. Queues behind it have their
 * addresses at `queueOrigin`.
 */
export async function startPolicyProxy(
  statements: readonly Statement[],
  upstreams: Upstreams,
  { queueOrigin = '', meter }: { queueOrigin?: string; meter?: Meter | undefined } = {},
): Promise<PolicyProxy> {
  const allowed: Call[] = [];
  const denied: string[] = [];
  const used = new Map<Statement, Set<string>>();
  const revoked = new Set<string>();

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const named = nameRequest(request);
    const upstream = named && upstreams[named.service];
    if (!named || upstream === undefined) {
      denied.push(`${request.method} ${request.url} ${String(request.headers['x-amz-target'] ?? '')}`.trim());
      return refuse(response, named?.service);
    }
    const permissions = named.calls.map((call) => ({
      call,
      statement: revoked.has(call.action) ? undefined : findPermission(statements, call),
    }));
    const refused = permissions.filter(({ statement }) => statement === undefined);
    if (refused.length > 0) {
      denied.push(...refused.map(({ call }) => `${call.action} ${call.resource}`));
      return refuse(response, named.service);
    }
    for (const { call, statement } of permissions) {
      allowed.push(call);
      if (statement) used.set(statement, (used.get(statement) ?? new Set()).add(call.action));
    }
    const { service, calls } = named;
    const onward = service === 'sqs' ? atHome(request, queueOrigin) : request;
    passOn(upstream, meter ? meter.prepare(service, onward) : onward, response, (status, answer) =>
      meter?.take({ service, calls, request, status, answer }),
    );
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  // A function that computes for long finds its connections as it left them.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    allowed,
    denied,
    used,
    revoke: (action) => revoked.add(action),
    restore: () => revoked.clear(),
    stop,
  };
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(parts) };
}

/** A queue is told by its whole address, which is the proxy's for whoever asks through it. */
function atHome(request: HttpRequest, queueOrigin: string): HttpRequest {
  const input = JSON.parse(request.body.toString('utf8')) as { QueueUrl: string };
  const QueueUrl = new URL(new URL(input.QueueUrl).pathname, queueOrigin).href;
  const body = Buffer.from(JSON.stringify({ ...input, QueueUrl }));
  return { ...request, body, headers: { ...request.headers, 'content-length': String(body.length) } };
}

/** As each protocol says that its caller may not. */
function refuse(response: ServerResponse, service: Service | undefined): void {
  if (service === 's3') {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
    return;
  }
  const status = service === 'bedrock' ? 403 : 400;
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-errortype': 'AccessDeniedException',
  });
  response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'The policy check refuses this call.' }));
}

function passOn(
  upstream: string,
  { method, url, headers, body }: HttpRequest,
  response: ServerResponse,
  onAnswer: (status: number, answer: Buffer) => void,
): void {
  // A connection of its own: one that the server is just closing would be taken for an answer that was lost.
  const onward = forward(new URL(url, upstream), { agent: false, method, headers: { ...headers } }, (answer) => {
    const { statusCode: status = 502 } = answer;
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => onAnswer(status, Buffer.concat(parts)));
    response.writeHead(status, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  onward.end(body);
}
