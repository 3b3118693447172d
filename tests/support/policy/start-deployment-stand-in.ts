import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DeploymentStandIn {
  endpoint: string;
  /** What CodeDeploy was told, in order. */
  readonly told: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Lambda, as far as a function is called, and CodeDeploy, as far as a hook answers it. */
export async function startDeploymentStandIn(
  invoke: (functionArn: string, event: unknown) => Promise<unknown>,
): Promise<DeploymentStandIn> {
  const told: Record<string, unknown>[] = [];
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const [, functionArn] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
    if (functionArn !== undefined) return invoke(decodeURIComponent(functionArn), body);
    told.push(body);
    return { lifecycleEventHookExecutionId: body.lifecycleEventHookExecutionId };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (value) => response.end(JSON.stringify(value)),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
