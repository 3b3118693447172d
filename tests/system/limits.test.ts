import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createPhraseTranslator } from '../../shared/adapters/translator-phrase/phrase-translator.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { drain, startTranslator, toEnglish } from '../adapters/translator-amazon/start-translator.ts';
import { objectCreated, record, setUpEvents } from '../functions/events/setup.ts';
import { startApp } from '../functions/http/start-app.ts';
import { writeArticle, writeSentence } from './write-article.ts';

describe('size', () => {
  /** Over 5 MB: an ordinary article, with as much white space as some pages are saved with. */
  const large = `${writeArticle(1, 6).text}\n\n${' '.repeat(5_000_000)}`;

  test('an article that is too large for a request goes through the inbox bucket', async () => {
    expect(Buffer.byteLength(large)).toBeGreaterThan(5_000_000);
    const { send } = await startApp();
    expect((await send('POST', '/v1/articles', { text: large })).status).toBe(413);
    const world = setUpEvents();
    world.inbox.store('inbox/large.txt', { body: Buffer.from(large) });
    await world.send([record(objectCreated('inbox/large.txt', { size: Buffer.byteLength(large) }))], 600_000);
    expect(world.outcomes).toMatchObject([{ status: 'processed', id: 'large' }]);
  });

  test('up to 10 MB, whatever the event says of it', async () => {
    const world = setUpEvents();
    world.inbox.store('inbox/huge.txt', { body: Buffer.alloc(10_000_001, 'a') });
    await world.send([record(objectCreated('inbox/huge.txt', { size: 1_000 }))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', id: 'huge', problem: { code: 'payload-too-large' } }]);
  });

  test('compressed input is refused and not expanded', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const { app } = await startApp();
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const response = await app.request('/v1/articles', { method: 'POST', headers, body: bomb });
    expect(response.status).toBe(400);
    const world = setUpEvents();
    world.inbox.store('inbox/bomb.txt', { body: bomb, contentType: 'text/plain' });
    await world.send([record(objectCreated('inbox/bomb.txt', { size: bomb.length }))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', problem: { code: 'unsupported-media-type' } }]);
  });
});

test('the sentences of a summary are sentences of the article, and their translations', async () => {
  const { send } = await startApp();
  const response = await send('POST', '/v1/articles', { ...writeArticle(2, 14), summary: { sentences: 4 } });
  const { summary, sentences } = (await response.json()) as ArticleResult;
  expect(summary.method).toBe('extractive');
  expect(summary.source).toHaveLength(4);
  expect(summary.source).toEqual(summary.sentences.map((at) => sentences[at]?.source));
  expect(summary.translation).toEqual(summary.sentences.map((at) => sentences[at]?.translation));
});

test('without a model an abstractive summary is the extractive one, and says so', async () => {
  const { send } = await startApp();
  const summary = { sentences: 2, method: 'bedrock' };
  const response = await send('POST', '/v1/articles', { ...writeArticle(3, 8), summary });
  const result = (await response.json()) as ArticleResult;
  expect(result.summary).toMatchObject({ method: 'extractive', sentences: [expect.any(Number), expect.any(Number)] });
  expect(result.warnings.map(({ code }) => code)).toEqual(['summary-unavailable']);
});

test('the built-in engine translates into English and nothing else', async () => {
  const translator = createPhraseTranslator({ modelDirectory: 'shared/models/fr-en-phrase' });
  expect(await translator.listTargets()).toEqual(['en']);
  await translator.close();
});

test('a call whose answer is lost on the way is billed by the service and not counted here', async () => {
  const direct = await startTranslator();
  let lost = 0;
  /** Passes calls on, and breaks the line instead of the first answer. */
  const line = createServer(async (request, response) => {
    const answer = await fetch(direct.standIn.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': String(request.headers['x-amz-target']) },
      body: await readText(request as IncomingMessage),
    });
    const body = await answer.text();
    if (lost === 0) {
      lost += 1;
      response.socket?.resetAndDestroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { translator, close } = await startTranslator(
    {},
    {
      sdk: {
        endpoint: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
        region: 'eu-west-3',
        credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
      },
    },
  );
  const sentence = writeSentence(1);
  const { failure, billedCharacters } = await drain(translator, toEnglish([sentence]));
  expect(failure).toBeUndefined();
  expect(lost).toBe(1);
  expect(billedCharacters).toBe([...sentence].length);
  expect(direct.standIn.counts().billedCharacters).toBe(2 * [...sentence].length);
  await Promise.all([close(), direct.close(), new Promise((resolve) => line.close(resolve))]);
});
