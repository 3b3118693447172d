import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createCodedeployDeployments } from '../../../shared/adapters/deployments-codedeploy.ts';
import { createLambdaFunctionCaller } from '../../../shared/adapters/function-caller-lambda.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const access = { region: 'eu-west-3', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const WAITING = new AbortController().signal;

/** A service that answers each request as told, and keeps what it was sent. */
async function startService(answer: (response: ServerResponse, number: number) => void) {
  const sent: { url: string; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    sent.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
    answer(response, sent.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { sent, sdk: { ...access, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } };
}

describe('a function in Lambda', () => {
  test('is called by its version and answers', async () => {
    const { sent, sdk } = await startService((response) => response.end('{"statusCode":200}'));
    const caller = createLambdaFunctionCaller({ callTimeoutMs: 60_000, sdk });
    const version = 'arn:aws:lambda:eu-west-3:111122223333:function:http:7';
    expect(await caller.call(version, { path: '/v1/health' }, WAITING)).toEqual({ statusCode: 200 });
    expect(decodeURIComponent(sent[0]?.url ?? '')).toBe(`/2015-03-31/functions/${version}/invocations`);
    expect(sent[0]?.body).toEqual({ path: '/v1/health' });
  });

  test('that ends in an error has failed, and what it said is not repeated', async () => {
    const { sdk } = await startService((response) => {
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
      response.end('{"errorMessage":"Le secret du phare"}');
    });
    const call = createLambdaFunctionCaller({ callTimeoutMs: 60_000, sdk }).call('f:1', {}, WAITING);
    await expect(call).rejects.toMatchObject({ code: 'internal', message: 'The function failed: Unhandled.' });
  });

  test('is not called a second time when the first call broke off: its work may be done', async () => {
    const { sent, sdk } = await startService((response) => response.destroy());
    const call = createLambdaFunctionCaller({ callTimeoutMs: 60_000, sdk }).call('f:1', {}, WAITING);
    await expect(call).rejects.toMatchObject({ code: 'internal' });
    expect(sent).toHaveLength(1);
  });

  test('is waited for no longer than the caller has time', async () => {
    const { sdk } = await startService(() => {});
    const stop = new AbortController();
    const call = createLambdaFunctionCaller({ callTimeoutMs: 60_000, sdk }).call('f:1', {}, stop.signal);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a deployment of CodeDeploy', () => {
  const step = { deploymentId: 'd-1', hookExecutionId: 'h-1' };

  test.each([
    ['succeeded', 'Succeeded'],
    ['failed', 'Failed'],
  ] as const)('is told that its trial %s', async (outcome, status) => {
    const { sent, sdk } = await startService((response) => response.end('{}'));
    await createCodedeployDeployments(sdk).report(step, outcome);
    expect(sent.map(({ body }) => body)).toEqual([
      { deploymentId: 'd-1', lifecycleEventHookExecutionId: 'h-1', status },
    ]);
  });

  test('is told again when it does not hear', async () => {
    const { sent, sdk } = await startService((response, number) => {
      if (number === 1) response.destroy();
      else response.end('{}');
    });
    await createCodedeployDeployments(sdk).report(step, 'succeeded');
    expect(sent).toHaveLength(2);
  });
});
