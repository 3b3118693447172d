import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readReason } from '../../../functions/events/dead-letter.ts';
import type { handler as EventsHandler } from '../../../functions/events/index.ts';
import type { handler as HttpHandler } from '../../../functions/http/index.ts';
import { type EmbeddedAws, startEmbeddedAws } from '../../support/start-embedded-aws.ts';
import { createSqsQueue } from '../../../shared/adapters/queue-sqs.ts';
import { TEXT } from '../../app/support/setup.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';
import {
  type EventbridgeStandIn,
  startEventbridgeStandIn,
} from '../../support/eventbridge/start-eventbridge-stand-in.ts';
import { articlePublished, objectCreated, record } from './setup.ts';

const CONTEXT = {
  functionName: 'depeche',
  awsRequestId: 'lambda-1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:depeche',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 60_000,
} as Context;

let table: TestTable;
let aws: EmbeddedAws;
let bus: EventbridgeStandIn;
let translate: AmazonTranslateStandIn;
let s3: S3Client;
let events: typeof EventsHandler;
let http: typeof HttpHandler;

/** The two functions as Lambda loads them, pointed at stand-ins by the environment alone. */
beforeAll(async () => {
  [table, aws, bus, translate] = await Promise.all([
    startTestTable(),
    startEmbeddedAws({ maxReceiveCount: 4 }),
    startEventbridgeStandIn(),
    startAmazonTranslateStandIn(),
  ]);
  s3 = new S3Client({ ...aws.sdk, forcePathStyle: true });
  const environment = {
    AWS_REGION: aws.sdk.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_S3: aws.sdk.endpoint,
    AWS_ENDPOINT_URL_SQS: aws.sdk.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_TRANSLATE: translate.endpoint,
    DEPECHE_TABLE: table.tableName,
    DEPECHE_INBOX_BUCKET: aws.bucket,
    DEPECHE_BUS: 'news',
    DEPECHE_QUEUE_URL: aws.queueUrl,
    DEPECHE_DEAD_LETTER_QUEUE_URL: aws.deadLetterQueueUrl,
    LOG_LEVEL: 'error',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  ({ handler: events } = await import('../../../functions/events/index.ts'));
  ({ handler: http } = await import('../../../functions/http/index.ts'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  s3.destroy();
  await Promise.all([table.stop(), aws.close(), bus.stop(), translate.close()]);
});

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const event = {
    path,
    httpMethod: method,
    headers: { host: 'api.example', 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'gateway-1', path: `/dev${path}`, identity: { apiKeyId: 'key-1' } },
  };
  const result = (await http(event as never, CONTEXT as never)) as APIGatewayProxyResult;
  return { status: result.statusCode, body: JSON.parse(result.body) };
}

describe('the two functions together', () => {
  test('an article is accepted over HTTP, goes through the bucket, and is found', async () => {
    const request = { id: 'ecole', text: TEXT };
    expect(await call('POST', '/v1/articles', request, { prefer: 'respond-async' })).toMatchObject({ status: 202 });
    expect((await call('GET', '/v1/articles/ecole')).body).toMatchObject({ status: 'processing' });
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: aws.bucket, Prefix: 'inbox/accepted/' }),
    );
    const [key = ''] = Contents.map(({ Key = '' }) => Key);
    const message = record(objectCreated(key, { bucket: aws.bucket }));
    expect(await events({ Records: [message] }, CONTEXT)).toEqual({ batchItemFailures: [] });
    expect((await call('GET', '/v1/articles/ecole')).body).toMatchObject({
      status: 'completed',
      translation: { engine: 'amazon-translate' },
    });
    expect(bus.accepted.map(({ Detail }) => JSON.parse(Detail))).toMatchObject([
      { id: 'ecole', correlationId: 'gateway-1', usage: { billedCharacters: translate.counts().billedCharacters } },
    ]);
    const billed = translate.counts().billedCharacters;
    await events({ Records: [message] }, CONTEXT);
    expect(translate.counts().billedCharacters).toBe(billed);
  });

  test('a file in the bucket and an event of the bus are processed alike', async () => {
    const key = 'inbox/été.txt';
    await s3.send(new PutObjectCommand({ Bucket: aws.bucket, Key: key, Body: `${TEXT} Suite.` }));
    const records = [
      record(objectCreated(key, { bucket: aws.bucket })),
      record(articlePublished({ id: 'b', text: TEXT })),
    ];
    expect(await events({ Records: records }, CONTEXT)).toEqual({ batchItemFailures: [] });
    for (const id of ['été', 'b']) {
      expect((await call('GET', `/v1/articles/${encodeURIComponent(id)}`)).body).toMatchObject({ status: 'completed' });
    }
  });

  test('a poison message ends in the dead-letter queue with its reason', async () => {
    await events({ Records: [record('nobody can read this', 1)] }, CONTEXT);
    const deadLetters = createSqsQueue({ queueUrl: aws.deadLetterQueueUrl, sdk: aws.sdk });
    const [letter] = await deadLetters.receive({ visibilitySeconds: 30 });
    expect(letter?.body).toBe('nobody can read this');
    expect(letter && readReason(letter)).toMatchObject({ code: 'invalid-json', receiveCount: 1 });
  });

  test('a throttled engine sends the message back and loses nothing', async () => {
    translate.set({ faultRates: { throttle: 1 } });
    const message = record(articlePublished({ id: 'c', text: `${TEXT} Une phrase de plus pour le moteur.` }));
    const context = { ...CONTEXT, getRemainingTimeInMillis: () => 4_000 };
    expect(await events({ Records: [message] }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: message.messageId }],
    });
    translate.set({ faultRates: {} });
    expect(await events({ Records: [message] }, CONTEXT)).toEqual({ batchItemFailures: [] });
    expect((await call('GET', '/v1/articles/c')).body).toMatchObject({ status: 'completed' });
  });
});
