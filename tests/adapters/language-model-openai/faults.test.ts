import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { createInstantClock } from '../../support/amazon-translate-stand-in/instant-clock.ts';
import {
  type ChatCompletionsStandIn,
  type Refusable,
  startChatCompletionsStandIn,
} from '../../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';
import { STALLS, startStallingServer } from '../../support/stalling-server/start-stalling-server.ts';
import { createModelOn } from './create-model-on.ts';

const request = {
  system: 'Translate into English.',
  user: '1\tLe pont de Saint-Aubin rouvrira.',
  maxOutputTokens: 300,
};
const answer = { name: 'lines', schema: { type: 'object' }, held: 'As an object.', unheld: 'As lines.' };

describe('a model behind chat completions', () => {
  let standIn: ChatCompletionsStandIn;
  beforeEach(async () => {
    standIn = await startChatCompletionsStandIn();
  });
  afterEach(() => standIn.close());

  test.each([
    ['throttle', 'throttled', true, 8],
    ['internal', 'translator-unavailable', true, 3],
    ['unavailable', 'translator-unavailable', true, 3],
    ['reset', 'translator-unavailable', true, 3],
    ['no-json', 'translator-unavailable', true, 3],
    ['wrong-shape', 'translator-unavailable', false, 1],
    ['no-money', 'translator-unavailable', false, 1],
    ['wrong-key', 'translator-unavailable', false, 1],
    ['forbidden', 'translator-unavailable', false, 1],
    ['unknown-model', 'translator-unavailable', false, 1],
    ['retired-model', 'translator-unavailable', false, 1],
    ['bad-request', 'translator-unavailable', false, 1],
  ] as const)('%s ends as %s (retryable: %s) after %i calls', async (fault, code, retryable, calls) => {
    standIn.fail(...Array.from({ length: 10 }, () => fault));

    const outcome = createModelOn(standIn.baseUrl).complete(request);

    await expect(outcome).rejects.toBeInstanceOf(DepecheError);
    await expect(outcome).rejects.toMatchObject({ code, retryable, misconfigured: !retryable });
    await expect(outcome).rejects.not.toThrow(/Saint-Aubin|stand-in-key/);
    expect(standIn.calls).toHaveLength(calls);
  });

  test.each([
    ['too-long', 'max-tokens'],
    ['too-large', 'max-tokens'],
    ['prompt-filtered', 'filtered'],
  ] as const)('a text that is refused (%s) is an answer of its kind (%s), and costs nothing', async (fault, stop) => {
    standIn.fail(fault);
    const usage = { inputTokens: 0, outputTokens: 0 };
    expect(await createModelOn(standIn.baseUrl).complete(request)).toEqual({ text: '', stop, usage });
  });

  test('what the model itself refuses is filtered', async () => {
    standIn.fail('refused');
    expect(await createModelOn(standIn.baseUrl).complete(request)).toMatchObject({ text: '', stop: 'filtered' });
  });

  test('asks for the model with the key, at temperature 0, held to the schema', async () => {
    await createModelOn(standIn.baseUrl).complete({ ...request, answer });
    expect(standIn.calls[0]).toEqual({
      authorization: 'Bearer stand-in-key',
      input: {
        model: 'qwen3:8b',
        messages: [
          { role: 'system', content: 'Translate into English.\nAs an object.' },
          { role: 'user', content: request.user },
        ],
        max_tokens: 300,
        temperature: 0,
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'lines', schema: { type: 'object' }, strict: true },
        },
      },
    });
  });

  test('sends no key where none is set', async () => {
    await createModelOn(standIn.baseUrl, { apiKey: undefined }).complete(request);
    expect(standIn.calls[0]?.authorization).toBeUndefined();
  });

  test.each<[Refusable[], object]>([
    [['temperature'], { max_tokens: 300, response_format: { type: 'json_schema' } }],
    [['max_tokens'], { max_completion_tokens: 300, temperature: 0 }],
    [['schema'], { temperature: 0, response_format: { type: 'json_object' } }],
    [['schema', 'json'], { messages: [{ content: 'Translate into English.\nAs lines.' }, {}] }],
    [['temperature', 'max_tokens', 'schema'], { max_completion_tokens: 300, response_format: { type: 'json_object' } }],
  ])('asks a model that refuses %j without it, and from then on at once', async (refusable, asked) => {
    standIn.refuse(...refusable);
    const model = createModelOn(standIn.baseUrl);
    expect(await model.complete({ ...request, answer })).toMatchObject({ stop: 'end' });
    expect(standIn.calls).toHaveLength(1 + refusable.length);
    expect(standIn.calls.at(-1)?.input).toMatchObject(asked);
    for (const one of refusable) expect(standIn.calls.at(-1)?.input).not.toHaveProperty(one);
    await model.complete({ ...request, answer });
    expect(standIn.calls).toHaveLength(2 + refusable.length);
  });

  test('a server that does not count tokens is counted by the length of the texts', async () => {
    standIn.fail('no-usage');
    const { usage, text } = await createModelOn(standIn.baseUrl).complete(request);
    expect(usage).toEqual({
      inputTokens: Math.ceil(Buffer.byteLength(request.system + request.user) / 4),
      outputTokens: Math.ceil(Buffer.byteLength(text) / 4),
    });
  });

  test.each([
    ['7', 7_000],
    [new Date(4_102_444_800_000).toUTCString(), 30_000],
  ])('waits as long as Retry-After asks (%s), half a minute at the most', async (value, atLeastMs) => {
    const clock = createInstantClock();
    standIn.askForPause(value);
    standIn.fail('throttle');
    await createModelOn(standIn.baseUrl, { clock }).complete(request);
    expect(clock.sleptMs).toHaveLength(1);
    expect(clock.sleptMs[0]).toBeGreaterThanOrEqual(atLeastMs);
    expect(clock.sleptMs[0]).toBeLessThan(atLeastMs + 1_000);
  });

  test('a server that is not there is unavailable, and nothing is uncertain', async () => {
    const { baseUrl } = standIn;
    await standIn.close();
    let unanswered = 0;
    const onUnanswered = () => {
      unanswered += 1;
    };
    const outcome = createModelOn(baseUrl).complete({ ...request, onUnanswered });
    await expect(outcome).rejects.toMatchObject({ code: 'translator-unavailable', retryable: true });
    expect(unanswered).toBe(0);
    standIn = await startChatCompletionsStandIn();
  });

  test('something that is no server of models is a fault of the settings', async () => {
    const page = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const outcome = createModelOn(`http://127.0.0.1:${(page.address() as AddressInfo).port}/v1`).complete(request);
    await expect(outcome).rejects.toMatchObject({ misconfigured: true, isUnanswered: true });
    page.closeAllConnections();
    page.close();
  });

  test('a server that never answers ends in a timeout, and each attempt is told as unanswered', async () => {
    standIn.fail('hang', 'hang', 'hang');
    let unanswered = 0;
    const onUnanswered = () => {
      unanswered += 1;
    };
    const model = createModelOn(standIn.baseUrl, { callTimeoutMs: 500 });
    await expect(model.complete({ ...request, onUnanswered })).rejects.toMatchObject({ code: 'timeout' });
    expect(unanswered).toBe(3);
    expect(standIn.tokens.input).toBeGreaterThan(0);
  });

  test.each(STALLS)('an answer that never comes whole (%s) is given up, and its connection left', async (stall) => {
    const stalling = await startStallingServer(stall);
    const model = createModelOn(`${stalling.endpoint}/v1`, { callTimeoutMs: 60 });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await stalling.allLeft();
    await stalling.stop();
  });

  test('calls wait for their turn, one that is called off meanwhile is not sent, and throttling is told', async () => {
    let throttled = 0;
    const onThrottled = () => {
      throttled += 1;
    };
    let release = () => {};
    standIn.set({
      held: new Promise((resolve) => {
        release = resolve;
      }),
    });
    const model = createModelOn(standIn.baseUrl, { maxConcurrentRequests: 1, onThrottled });
    const deadline = new AbortController();
    const first = model.complete(request);
    const second = model.complete({ ...request, signal: deadline.signal });
    await expect.poll(() => standIn.calls.length).toBe(1);
    deadline.abort();
    await expect(second).rejects.toMatchObject({ code: 'timeout' });
    release();
    await first;
    standIn.fail('throttle');
    await model.complete(request);
    expect(throttled).toBe(1);
    expect(standIn.calls).toHaveLength(3);
  });
});
