import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { PATIENT_CLIENT } from '../../support/dynamodb/start-test-table.ts';

const READ = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } });

/**
 * A client that slept, and keeps two connections that its table has closed: whoever sends by one of them learns that then. The
 * table answers by the others.
 */
async function wakeClient(): Promise<{ client: DynamoDBClient; asked: () => number }> {
  const kept = new Set<Socket>();
  const answers: (() => void)[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    const answer = () => void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    request.resume();
    asked += 1;
    if (kept.has(request.socket)) return void request.socket.resetAndDestroy();
    if (kept.size === 2) return answer();
    kept.add(request.socket);
    answers.push(answer);
    if (kept.size === 2) for (const go of answers) go();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint });
  onTestFinished(async () => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  await Promise.all([client.send(READ), client.send(READ)]);
  asked = 0;
  return { client, asked: () => asked };
}

test('a call that meets one closed connection after another is answered by a new one', async () => {
  const { client, asked } = await wakeClient();
  await expect(client.send(READ)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  expect(asked()).toBe(3);
});

test('of closed connections side by side no table is taken to hang', async () => {
  const { client, asked } = await wakeClient();
  const outcomes = await Promise.allSettled([client.send(READ), client.send(READ), client.send(READ)]);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'));
  expect(asked()).toBe(5);
});
