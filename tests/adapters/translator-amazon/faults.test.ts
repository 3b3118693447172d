import { describe, expect, inject, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Fault } from '../../support/amazon-translate-stand-in/settings.ts';
import { STALLS, startStallingServer } from '../../support/stalling-server/start-stalling-server.ts';
import { drain, startTranslator, toEnglish, writeSentences } from './start-translator.ts';

/** After which silence is given up: long enough for every call to get there first, however busy the machine. */
const SILENCE_MS = 500;

/** Sentences by which each article under fire has more than the one before it. */
const MORE_SENTENCES = Math.min(8, 4 * inject('fuzzFactor'));

const always = (fault: Fault) => ({ faultRates: { [fault]: 1 } });

describe('errors of Amazon Translate', () => {
  test.each([
    ['throttle', 'throttled', true, 8],
    ['internal', 'translator-unavailable', true, 3],
    ['unavailable', 'translator-unavailable', true, 3],
    ['reset', 'translator-unavailable', true, 3],
    ['malformed', 'translator-unavailable', true, 3],
    ['access-denied', 'translator-unavailable', false, 1],
    ['low-confidence', 'unsupported-language', false, 1],
  ] as const)('%s ends as %s (retryable: %s) after %i calls', async (fault, code, retryable, calls) => {
    const { translator, standIn, close } = await startTranslator(always(fault));

    const { failure, byIndex } = await drain(translator, toEnglish(['Bonjour à tous.']));

    expect(failure).toBeInstanceOf(DepecheError);
    expect(failure).toMatchObject({ code, retryable });
    expect(String(failure)).not.toContain('Bonjour');
    expect(byIndex.size).toBe(0);
    expect(standIn.counts()).toMatchObject({ calls, billedCharacters: 0 });
    await close();
  });

  test.each(['throttle', 'internal', 'unavailable', 'reset', 'malformed'] as const)(
    'one %s is retried, and billed once',
    async (fault) => {
      const { translator, standIn, close } = await startTranslator({ nextFaults: [fault] });

      const { failure, billedCharacters } = await drain(translator, toEnglish(['Bonjour à tous.']));

      expect(failure).toBeUndefined();
      expect(billedCharacters).toBe(15);
      expect(standIn.counts()).toMatchObject({ calls: 2, billedCharacters: 15 });
      await close();
    },
  );

  test('throttling under a name that the API does not model is throttling', async () => {
    const { translator, close } = await startTranslator({ ...always('throttle'), unmodelledThrottling: true });

    expect((await drain(translator, toEnglish(['Bonjour.']))).failure).toMatchObject({
      code: 'throttled',
      retryAfterSeconds: 5,
    });
    await close();
  });

  test('an uncertain language tells which one was guessed', async () => {
    const { translator, close } = await startTranslator(always('low-confidence'));

    expect((await drain(translator, toEnglish(['Ok.']))).failure).toMatchObject({ detectedLanguage: 'ca' });
    await close();
  });

  test('a service that never answers ends in a timeout', async () => {
    const { translator, standIn, close } = await startTranslator(always('hang'), { callTimeoutMs: SILENCE_MS });

    const { failure, billedCharacters, uncertainCharacters } = await drain(translator, toEnglish(['Bonjour.']));

    expect(failure).toMatchObject({ code: 'timeout', retryable: true });
    expect(standIn.counts().calls).toBe(3);
    expect(billedCharacters).toBe(0);
    expect(uncertainCharacters).toBe(standIn.counts().billedCharacters);
    await close();
  });

  test('a service that is not there is unavailable', async () => {
    const { translator, standIn, close } = await startTranslator();
    await standIn.close();

    expect((await drain(translator, toEnglish(['Bonjour.']))).failure).toMatchObject({
      code: 'translator-unavailable',
    });
    await close();
  });

  test('an answer that is lost on the way is told as uncertain, and one that never connected is not', async () => {
    const { translator, standIn, close } = await startTranslator({ nextFaults: ['lost-answer', 'none'] });

    const lost = await drain(translator, toEnglish(['Bonjour.']));

    expect(lost).toMatchObject({ failure: undefined, billedCharacters: 8, uncertainCharacters: 8 });
    expect(standIn.counts().billedCharacters).toBe(16);
    await close();
    const absent = await startTranslator();
    await absent.standIn.close();
    expect((await drain(absent.translator, toEnglish(['Bonsoir.']))).uncertainCharacters).toBe(0);
    await absent.translator.close();
  });

  test('a deadline lets the calls under way land, and starts no other', async () => {
    const { translator, standIn, close } = await startTranslator();
    standIn.hold(true);
    const deadline = new AbortController();
    const draining = drain(translator, toEnglish(writeSentences(2_000), deadline.signal));
    await expect.poll(() => standIn.counts().calls).toBe(8);
    deadline.abort();
    standIn.hold(false);

    const { failure, billedCharacters, byIndex } = await draining;

    expect(failure).toMatchObject({ code: 'timeout', retryable: true });
    expect(standIn.counts().calls).toBe(8);
    expect(billedCharacters).toBe(standIn.counts().billedCharacters);
    expect(byIndex.size).toBeGreaterThan(0);
    await close();
  });

  // Each waits for time-outs, which pass side by side.
  test.concurrent.for(STALLS)(
    'an answer that never comes whole (%s) is given up, and its slot is free again',
    async (stall, { expect }) => {
      const stalling = await startStallingServer(stall);
      const sdk = {
        endpoint: stalling.endpoint,
        region: 'eu-west-3',
        credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
      };
      const { translator, close } = await startTranslator(
        {},
        { callTimeoutMs: SILENCE_MS, maxConcurrentRequests: 1, sdk },
      );

      for (const sentence of ['Bonjour.', 'Bonsoir.']) {
        const { failure, uncertainCharacters } = await drain(translator, toEnglish([sentence]));
        expect(failure).toMatchObject({ code: 'timeout', retryable: true });
        expect(uncertainCharacters).toBe(3 * 8);
      }
      await close();
      await stalling.stop();
    },
  );

  test('the chunks that succeed are yielded before the failure of another is thrown', async () => {
    const { translator, standIn, close } = await startTranslator(
      { nextFaults: ['internal', 'internal', 'internal'] },
      { maxConcurrentRequests: 1 },
    );
    const sentences = writeSentences(600);

    const { failure, byIndex, billedCharacters } = await drain(translator, toEnglish(sentences));

    expect(failure).toMatchObject({ code: 'translator-unavailable' });
    expect(byIndex.has(0)).toBe(false);
    expect(byIndex.has(599)).toBe(true);
    expect(billedCharacters).toBe(standIn.counts().billedCharacters);
    await close();
  });

  test('a permanent failure starts no further call', async () => {
    const { translator, standIn, close } = await startTranslator({}, { maxConcurrentRequests: 2 });

    const { failure } = await drain(translator, { sentences: writeSentences(1500), source: 'fr', target: 'tlh' });

    expect(failure).toMatchObject({ code: 'unsupported-language' });
    expect(standIn.counts().calls).toBeLessThanOrEqual(2);
    await close();
  });
});

describe('an article under fire', () => {
  test('throttled by the number of calls at a time, it gets through more slowly', async () => {
    const { translator, standIn, close } = await startTranslator({ maxConcurrentCalls: 2, latencyMs: 5 });
    const sentences = writeSentences(3000);

    const { failure, byIndex, billedCharacters } = await drain(translator, toEnglish(sentences));

    expect(failure).toBeUndefined();
    expect(byIndex.size).toBe(3000);
    expect(standIn.counts().throttledCalls).toBeGreaterThan(0);
    expect(billedCharacters).toBe(translator.countCharacters(sentences));
    await close();
  });

  test.each(Array.from({ length: Math.ceil(inject('fuzzFactor')) }, (_, at) => at + 1))(
    'with a fifth of the calls failing (seed %i), fifty end whole or typed and billed exactly',
    async (seed) => {
      const rate = 0.2 / 6;
      const { translator, standIn, close } = await startTranslator(
        {
          seed,
          faultRates: {
            throttle: rate,
            internal: rate,
            unavailable: rate,
            reset: rate / 2,
            'lost-answer': rate / 2,
            malformed: rate,
            'lost-lines': rate,
          },
        },
        { callTimeoutMs: 15_000 },
      );
      const articles = Array.from({ length: 50 }, (_, at) => writeSentences(20 + at * MORE_SENTENCES));

      const outcomes = await Promise.all(articles.map((sentences) => drain(translator, toEnglish(sentences))));

      outcomes.forEach(({ failure, byIndex }, at) => {
        if (failure === undefined) expect(byIndex.size).toBe(articles[at]?.length);
        else expect(failure).toBeInstanceOf(DepecheError);
        expect([...byIndex].filter(([index, text]) => !text.includes(` ${index} has `))).toEqual([]);
      });
      expect(outcomes.filter(({ failure }) => failure === undefined).length).toBeGreaterThan(40);
      const sum = (of: 'billedCharacters' | 'uncertainCharacters') =>
        outcomes.reduce((total, outcome) => total + outcome[of], 0);
      const { billedCharacters } = standIn.counts();
      expect(sum('billedCharacters')).toBeLessThanOrEqual(billedCharacters);
      expect(sum('billedCharacters') + sum('uncertainCharacters')).toBeGreaterThanOrEqual(billedCharacters);
      await close();
    },
  );
});
