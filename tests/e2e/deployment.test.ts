import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiCaller } from './call-api.ts';
import { type Deployment, NEEDED, readDeployment } from './read-deployment.ts';
import { type BusEvent, type BusWatch, watchBus } from './watch-bus.ts';
import { writeArticle, writePage } from './write-article.ts';

const deployment = readDeployment(process.env);

/** Patience for what goes through the bucket, the bus and the queue. */
const SOON = { timeout: 60_000, interval: 1_000 };

const run = promisify(execFile);

if (!deployment) process.stderr.write(`e2e: skipped; ${NEEDED}\n`);

describe.runIf(deployment)('a deployed stack', () => {
  const { outputs, endpoint } = deployment as Deployment;
  const call = createApiCaller(deployment as Deployment);
  const s3 = new S3Client({ forcePathStyle: endpoint !== undefined });
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: endpoint === undefined });
  const bridge = new EventBridgeClient();
  let bus: BusWatch;

  beforeAll(async () => {
    bus = await watchBus(outputs.BusName, { bridge, sqs });
  });
  afterAll(() => bus.close());

  const drop = (key: string, body: string, contentType: string) =>
    s3.send(
      new PutObjectCommand({
        Bucket: outputs.InboxBucketName,
        Key: `inbox/${key}`,
        Body: body,
        ContentType: contentType,
      }),
    );
  const send = (message: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: outputs.QueueUrl, MessageBody: message }));
  const announced = async (type: string, id: string): Promise<BusEvent[]> =>
    (await bus.events()).filter((event) => event['detail-type'] === type && event.detail.id === id);
  const resultOf = async (id: string) => (await call(`/v1/articles/${id}?target=en`)).json();
  const untilDone = (id: string) =>
    expect.poll(() => resultOf(id), SOON).toMatchObject({ id, status: 'completed', translation: { language: 'en' } });

  /** The operator's command, with the queues of the stack. */
  const depeche = async (...args: string[]) => {
    const env = {
      ...process.env,
      DEPECHE_QUEUE_URL: outputs.QueueUrl,
      DEPECHE_DEAD_LETTER_QUEUE_URL: outputs.DeadLetterQueueUrl,
    };
    const cli = join(import.meta.dirname, '../../functions/cli/index.ts');
    return (await run(process.execPath, ['--import', 'tsx', cli, ...args], { env })).stdout;
  };
  const deadLetters = async (): Promise<{ id: string; code: string }[]> => JSON.parse(await depeche('dlq', '--json'));

  test('answers openly where no key is needed', async () => {
    expect((await call('/v1/health')).json()).toMatchObject({ status: 'ok', engine: { id: 'amazon-translate' } });
    expect((await call('/openapi.json')).json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
    const page = await call('/');
    expect(page.headers['content-type']).toContain('text/html');
    const script = /src="(?:\.\/)?(ui\/[^"]+\.js)"/.exec(page.text)?.[1];
    expect((await call(`/${script}`)).status).toBe(200);
  });

  test('processes an article at once, and answers the second time from the table', async () => {
    const article = writeArticle();
    const first = await call('/v1/articles', { method: 'POST', body: article });
    expect(first.status).toBe(200);
    expect(first.json()).toMatchObject({ id: article.id, status: 'completed', cached: false });

    const second = await call('/v1/articles', { method: 'POST', body: article });
    expect(second.json()).toMatchObject({ cached: true, usage: { billedCharacters: 0 } });

    const { headers } = await call(`/v1/articles/${article.id}?target=en`);
    const unchanged = await call(`/v1/articles/${article.id}?target=en`, {
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(unchanged.status).toBe(304);
  });

  test('restores what the cleaning removed, for the price of that line', async () => {
    const article = writeArticle();
    const line = 'Partager sur Facebook';
    const text = `${article.text}\n\n${line}`;
    await call('/v1/articles', { method: 'POST', body: { ...article, text } });
    const refresh = { method: 'POST', body: { keep: [line] } };
    const restored = (await call(`/v1/articles/${article.id}/refresh?target=en`, refresh)).json();
    expect(restored).toMatchObject({ id: article.id, cached: false, source: { text: expect.stringContaining(line) } });
    const { billedCharacters } = (restored as { usage: { billedCharacters: number } }).usage;
    expect(billedCharacters).toBeLessThanOrEqual(line.length);
    const source = (await call(`/v1/articles/${article.id}/source`)).json();
    expect(source).toMatchObject({ keep: [line] });
  });

  test('refuses bad input with a problem', async () => {
    const answer = await call('/v1/articles', { method: 'POST', body: { text: 'Bonjour.', html: '<p>Bonjour.</p>' } });
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'invalid-request' });
  });

  test('takes an article on for later and shows the result where it said', async () => {
    const article = writeArticle();
    const accepted = await call('/v1/articles', {
      method: 'POST',
      headers: { prefer: 'respond-async' },
      body: article,
    });
    expect(accepted.status).toBe(202);
    expect(accepted.headers['retry-after']).toBeDefined();
    const location = String(accepted.headers.location);
    const result = async () => (await call(location)).json();
    await expect.poll(result, SOON).toMatchObject({ id: article.id, status: 'completed' });
  });

  test('processes text, HTML and JSON dropped into the inbox, and tells the bus', async () => {
    const [text, html, json] = [writeArticle(), writeArticle(), writeArticle()];
    await drop(`${text.id}.txt`, `${text.title}\n\n${text.text}`, 'text/plain; charset=utf-8');
    await drop(`${html.id}.html`, writePage(html), 'text/html; charset=utf-8');
    await drop(`${json.id}.json`, JSON.stringify(json), 'application/json');
    for (const { id } of [text, html, json]) {
      await untilDone(id);
      await expect.poll(() => announced('ArticleProcessed', id), SOON).toHaveLength(1);
    }
  });

  test('processes an article announced on the bus', async () => {
    const article = writeArticle();
    const entry = { Source: 'newsroom', DetailType: 'ArticlePublished', Detail: JSON.stringify(article) };
    const answer = await bridge.send(new PutEventsCommand({ Entries: [{ ...entry, EventBusName: outputs.BusName }] }));
    expect(answer.FailedEntryCount).toBe(0);
    await untilDone(article.id);
    await expect.poll(() => announced('ArticleProcessed', article.id), SOON).toHaveLength(1);
    const [event] = await announced('ArticleProcessed', article.id);
    expect(event?.detail).toMatchObject({ target: 'en', summary: { source: expect.any(Array) } });
  });

  test('a message delivered twice is paid for once', async () => {
    const article = writeArticle();
    const message = JSON.stringify({ id: randomUUID(), 'detail-type': 'ArticlePublished', detail: article });
    await Promise.all([send(message), send(message)]);
    await expect.poll(async () => (await announced('ArticleProcessed', article.id)).length, SOON).toBe(2);
    const usages = (await announced('ArticleProcessed', article.id)).map(({ detail }) => detail.usage);
    const billed = usages.map((usage) => (usage as { billedCharacters: number }).billedCharacters);
    expect(billed.filter((characters) => characters > 0).length).toBeLessThanOrEqual(1);
    const repeated = await call('/v1/articles', { method: 'POST', body: article });
    expect(repeated.json()).toMatchObject({ cached: true });
  });

  test('records and announces an article that can never be processed', async () => {
    const id = `e2e-${randomUUID()}`;
    await drop(`${id}.json`, '{ "title": ', 'application/json');
    await expect.poll(() => announced('ArticleFailed', id), SOON).toHaveLength(1);
    expect(await resultOf(id)).toMatchObject({ id, status: 'failed', problem: { code: 'invalid-json' } });
  });

  test('a poison message ends among the dead letters with its reason, and can be sent again', async () => {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: outputs.DeadLetterQueueUrl }));
    await send('this is no event');
    await expect.poll(deadLetters, SOON).toMatchObject([{ code: 'invalid-json' }]);
    const [before] = await deadLetters();
    await depeche('redrive', '--all');
    await expect.poll(async () => (await deadLetters()).map(({ id }) => id), SOON).not.toContain(before?.id);
    await expect.poll(deadLetters, SOON).toMatchObject([{ code: 'invalid-json' }]);
    await sqs.send(new PurgeQueueCommand({ QueueUrl: outputs.DeadLetterQueueUrl }));
  });

  test('forgets an article', async () => {
    const article = writeArticle();
    await call('/v1/articles', { method: 'POST', body: article });
    expect((await call(`/v1/articles/${article.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(`/v1/articles/${article.id}?target=en`)).status).toBe(404);
  });
});
