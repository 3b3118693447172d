import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import { type BedrockStandIn, startBedrockStandIn } from '../../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { STALLS, startStallingServer } from '../../support/stalling-server/start-stalling-server.ts';
import { createModelOn } from './create-model-on.ts';

const request = {
  system: 'Translate into English.',
  user: '1\tLe pont de Saint-Aubin rouvrira.',
  maxOutputTokens: 300,
};
const answer = { name: 'lines', schema: { type: 'object' }, held: 'As an object.', unheld: 'As lines.' };

describe('a model on Bedrock', () => {
  let standIn: BedrockStandIn;
  beforeEach(async () => {
    standIn = await startBedrockStandIn();
  });
  afterEach(() => standIn.close());

  test.each([
    ['throttle', 'throttled', true, 8],
    ['internal', 'translator-unavailable', true, 3],
    ['unavailable', 'translator-unavailable', true, 3],
    ['model-not-ready', 'translator-unavailable', true, 3],
    ['reset', 'translator-unavailable', true, 3],
    ['no-json', 'translator-unavailable', true, 3],
    ['model-timeout', 'timeout', true, 3],
    ['access-denied', 'translator-unavailable', false, 1],
    ['unknown-model', 'translator-unavailable', false, 1],
    ['validation', 'translator-unavailable', false, 1],
    ['model-error', 'translation-failed', false, 1],
  ] as const)('%s ends as %s (retryable: %s) after %i calls', async (fault, code, retryable, calls) => {
    standIn.fail(...Array.from({ length: 10 }, () => fault));

    const outcome = createModelOn(standIn.endpoint).complete(request);

    await expect(outcome).rejects.toBeInstanceOf(DepecheError);
    await expect(outcome).rejects.toMatchObject({ code, retryable });
    await expect(outcome).rejects.not.toThrow(/Saint-Aubin/);
    expect(standIn.calls).toHaveLength(calls);
  });

  test('a fault of the settings says so', async () => {
    standIn.fail('unknown-model');
    await expect(createModelOn(standIn.endpoint).complete(request)).rejects.toMatchObject({ misconfigured: true });
  });

  test('what is too long for the model is cut before its first word, and costs nothing', async () => {
    standIn.fail('too-long');
    const marks = { taken: 0, back: 0 };
    const beforeCall = async () => {
      marks.taken += 1;
      return () => {
        marks.back += 1;
      };
    };
    expect(await createModelOn(standIn.endpoint).complete({ ...request, beforeCall })).toEqual({
      text: '',
      stop: 'max-tokens',
      usage: { inputTokens: 0, outputTokens: 0 },
    });
    expect(marks).toEqual({ taken: 1, back: 1 });
  });

  test('holds the answer to a schema, at temperature 0', async () => {
    await createModelOn(standIn.endpoint).complete({ ...request, answer });
    expect(standIn.calls[0]?.input).toMatchObject({
      system: [{ text: 'Translate into English.\nAs an object.' }],
      inferenceConfig: { maxTokens: 300, temperature: 0 },
      outputConfig: { textFormat: { structure: { jsonSchema: { name: 'lines', schema: '{"type":"object"}' } } } },
    });
  });

  test('asks a model again without what it refuses, and from then on at once', async () => {
    standIn.refuse('temperature', 'schema');
    const model = createModelOn(standIn.endpoint);
    expect(await model.complete({ ...request, answer })).toMatchObject({ stop: 'end' });
    expect(standIn.calls).toHaveLength(3);
    expect(standIn.calls.at(-1)?.input).toMatchObject({ system: [{ text: 'Translate into English.\nAs lines.' }] });
    expect(standIn.calls.at(-1)?.input.inferenceConfig).toEqual({ maxTokens: 300 });
    expect(standIn.calls.at(-1)?.input).not.toHaveProperty('outputConfig');
    await model.complete({ ...request, answer });
    expect(standIn.calls).toHaveLength(4);
  });

  test('a model that never answers ends in a timeout, and each attempt is told as unanswered', async () => {
    standIn.fail('hang', 'hang', 'hang');
    let unanswered = 0;
    const onUnanswered = () => {
      unanswered += 1;
    };
    const model = createModelOn(standIn.endpoint, { callTimeoutMs: 500 });
    await expect(model.complete({ ...request, onUnanswered })).rejects.toMatchObject({ code: 'timeout' });
    expect(unanswered).toBe(3);
    expect(standIn.tokens.input).toBeGreaterThan(0);
  });

  test.each(STALLS)('an answer that never comes whole (%s) is given up', async (stall) => {
    const stalling = await startStallingServer(stall);
    const model = createModelOn(stalling.endpoint, { callTimeoutMs: 60 });
    await expect(model.complete(request)).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await stalling.stop();
  });

  test('a deadline ends the pause before another attempt', async () => {
    const deadline = new AbortController();
    // Pauses that nothing but the signal ends.
    const clock: Clock = {
      nowMs: () => 0,
      monotonicMs: () => 0,
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    };
    standIn.fail('unavailable');
    const stopped = createModelOn(standIn.endpoint, { clock }).complete({ ...request, signal: deadline.signal });
    await expect.poll(() => standIn.calls.length).toBe(1);
    deadline.abort();
    await expect(stopped).rejects.toMatchObject({ code: expect.stringMatching(/translator-unavailable|timeout/) });
    expect(standIn.calls).toHaveLength(1);
  });

  test('calls wait for their turn, and throttling is told', async () => {
    let throttled = 0;
    const onThrottled = () => {
      throttled += 1;
    };
    standIn.fail('throttle');
    const model = createModelOn(standIn.endpoint, { maxConcurrentRequests: 1, onThrottled });
    await Promise.all([model.complete(request), model.complete(request)]);
    expect(throttled).toBe(1);
    expect(standIn.calls).toHaveLength(3);
  });
});
