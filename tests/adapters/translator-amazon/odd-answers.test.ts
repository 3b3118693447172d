import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createAmazonTranslator } from '../../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { LOCAL_CLIENT } from '../../support/dynamodb/start-test-table.ts';

test.each([42, true, ['Oui.'], { text: 'Oui.' }])(
  'an answer whose translation is %j is told in words, and not bought again',
  async (TranslatedText) => {
    let calls = 0;
    const server = createServer((request, response) => {
      calls += 1;
      request.resume();
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ TranslatedText, SourceLanguageCode: 'fr', TargetLanguageCode: 'en' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const translator = createAmazonTranslator({
      usdPerMillionCharacters: 15,
      maxConcurrentRequests: 1,
      clock: createManualClock(),
      sdk: { ...LOCAL_CLIENT, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    });
    const read = async () => {
      const request = { sentences: ['Le port a rouvert.'], source: 'fr', target: 'en' } as const;
      for await (const _ of translator.translate(request));
    };
    await expect(read()).rejects.toMatchObject({
      code: 'translator-unavailable',
      isUnanswered: true,
      message: expect.stringContaining('AWS_ENDPOINT_URL_TRANSLATE'),
    });
    expect(calls).toBe(1);
    await translator.close();
    server.close();
  },
);
