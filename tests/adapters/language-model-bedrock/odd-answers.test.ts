import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createModelOn } from './create-model-on.ts';

/** A model whose answers have this output, and what becomes of the marks of its calls. */
async function startWith(output: unknown) {
  const told = { calls: 0, marks: 0 };
  const server = createServer((request, response) => {
    told.calls += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ output, stopReason: 'end_turn' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const model = createModelOn(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const beforeCall = async () => {
    told.marks += 1;
    return () => {
      told.marks -= 1;
    };
  };
  const asked = model.complete({ system: 'Translate.', user: 'Le port a rouvert.', maxOutputTokens: 9, beforeCall });
  const outcome = await asked.catch((error: unknown) => error);
  await model.close();
  server.close();
  return { outcome, told };
}

test.each([[42], ['Yes.'], [{ text: 'Yes.' }]])(
  'an answer whose content is %j is told in words, not bought again, and stays marked: it may be billed',
  async (content) => {
    const { outcome, told } = await startWith({ message: { role: 'assistant', content } });
    expect(outcome).toMatchObject({
      code: 'translator-unavailable',
      retryable: false,
      isUnanswered: true,
      message: expect.stringContaining('AWS_ENDPOINT_URL_BEDROCK_RUNTIME'),
    });
    expect(told).toEqual({ calls: 1, marks: 1 });
  },
);

test.each([[undefined], ['Yes.'], [{ message: 'Yes.' }], [{ message: { content: [null] } }]])(
  'an answer whose output is %j is one without words',
  async (output) => {
    const { outcome, told } = await startWith(output);
    expect(outcome).toMatchObject({ text: '', stop: 'end' });
    expect(told).toEqual({ calls: 1, marks: 1 });
  },
);
