import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SecretsStandIn {
  /** For the SDK's `endpoint`. */
  endpoint: string;
  /** Every request: its operation and what it asks for. */
  readonly asked: readonly object[];
  stop(): Promise<void>;
}

/** A stand-in for AWS Secrets Manager that answers every request the same. */
export async function startSecretsStandIn(
  answer: { status: number; body: object } = { status: 200, body: { SecretString: 'stage-key' } },
): Promise<SecretsStandIn> {
  const asked: object[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ target: request.headers['x-amz-target'], ...JSON.parse(body) });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer.body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
