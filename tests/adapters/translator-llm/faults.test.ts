import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { createHold } from '../../support/language-model-stand-in/create-hold.ts';
import { drain, toEnglish, writeSentences } from '../translator-amazon/start-translator.ts';
import { startOnBedrock, startOnChat, WAYS } from './start-translator.ts';

const sumOfLines = (lines: Readonly<Record<string, number>>) =>
  Object.entries(lines).reduce((sum, [line, times]) => sum + [...line].length * times, 0);

describe.each(WAYS)('a translation through %s', (_, start) => {
  test.each([
    ['throttle', 'throttled', 8],
    ['internal', 'translator-unavailable', 3],
    ['reset', 'translator-unavailable', 3],
    ['no-json', 'translator-unavailable', 3],
  ] as const)('ends typed after %s (%s, %i calls)', async (fault, code, calls) => {
    const { translator, standIn, close } = await start();
    standIn.fail(...Array.from({ length: 10 }, () => fault));
    const { failure, byIndex, billedCharacters } = await drain(translator, toEnglish(['Bonjour à tous.']));
    expect(failure).toBeInstanceOf(DepecheError);
    expect(failure).toMatchObject({ code, retryable: true });
    expect(String(failure)).not.toContain('Bonjour');
    expect([byIndex.size, billedCharacters]).toEqual([0, 0]);
    expect(standIn.calls).toHaveLength(calls);
    await close();
  });

  test('yields what succeeds before it throws the failure of another pack', async () => {
    const { translator, standIn, close } = await start({ maxConcurrentRequests: 1, maxLines: 5 });
    standIn.fail('internal', 'internal', 'internal');
    const { failure, byIndex, billedCharacters } = await drain(translator, toEnglish(writeSentences(15)));
    expect(failure).toMatchObject({ code: 'translator-unavailable' });
    expect([...byIndex.keys()].sort((one, other) => one - other)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(billedCharacters).toBe(sumOfLines(standIn.tokens.lines));
    await close();
  });

  test('starts no further call after a fault of the settings', async () => {
    const { translator, standIn, close } = await start({ maxConcurrentRequests: 1, maxLines: 5 });
    standIn.fail('unknown-model');
    const { failure } = await drain(translator, toEnglish(writeSentences(40)));
    expect(failure).toMatchObject({ misconfigured: true });
    expect(standIn.calls).toHaveLength(1);
    await close();
  });

  test('lets the calls under way land when its signal aborts, and starts no other', async () => {
    const { translator, standIn, close } = await start({ maxConcurrentRequests: 2, maxLines: 5 });
    const hold = createHold((held) => standIn.set({ held }));
    hold(true);
    const deadline = new AbortController();
    const draining = drain(translator, toEnglish(writeSentences(40), deadline.signal));
    await expect.poll(() => standIn.calls.length).toBe(2);
    deadline.abort();
    hold(false);
    const { failure, byIndex, billedCharacters } = await draining;
    expect(failure).toMatchObject({ code: 'timeout', retryable: true });
    expect(standIn.calls).toHaveLength(2);
    expect(byIndex.size).toBe(10);
    expect(billedCharacters).toBe(sumOfLines(standIn.tokens.lines));
    await close();
  });

  test('tells what was sent and never answered as uncertain', async () => {
    const { translator, standIn, close } = await start();
    standIn.fail('lost-answer');
    const { failure, billedCharacters, uncertainCharacters } = await drain(translator, toEnglish(['Bonjour à tous.']));
    expect(failure).toBeUndefined();
    expect([billedCharacters, uncertainCharacters]).toEqual([15, 15]);
    expect(standIn.tokens.lines).toEqual({ 'Bonjour à tous.': 2 });
    await close();
  });

  test('gives up a model that never answers, all of it uncertain', async () => {
    const { translator, standIn, close } = await start({}, { callTimeoutMs: 500 });
    standIn.fail('hang', 'hang', 'hang');
    const { failure, uncertainCharacters } = await drain(translator, toEnglish(['Bonjour à tous.']));
    expect(failure).toMatchObject({ code: 'timeout', retryable: true });
    expect(uncertainCharacters).toBe(sumOfLines(standIn.tokens.lines));
    await close();
  });
});

describe.each([
  ['Converse', startOnBedrock, ['throttle', 'internal', 'unavailable', 'reset', 'lost-answer', 'surplus-line']],
  ['chat completions', startOnChat, ['throttle', 'internal', 'unavailable', 'reset', 'lost-answer', 'counted-from-0']],
] as const)('fifty articles through %s under fire', (_, start, faults) => {
  test('end whole or typed, and billed exactly', async () => {
    const { translator, standIn, close } = await start({ maxLines: 10 });
    const plan = Array.from({ length: 200 }, (__, at) => (at % 5 === 0 ? faults[(at / 5) % faults.length] : 'none'));
    standIn.fail(...(plan as 'none'[]));
    const articles = Array.from({ length: 50 }, (__, at) => writeSentences(5 + (at % 20)));
    const outcomes = await Promise.all(articles.map((sentences) => drain(translator, toEnglish(sentences))));
    let leftOut = 0;
    outcomes.forEach(({ failure, byIndex, refused }, at) => {
      if (failure === undefined) leftOut += (articles[at]?.length ?? 0) - byIndex.size - refused.length;
      else expect(failure).toBeInstanceOf(DepecheError);
      expect([...byIndex].filter(([index, text]) => !text.includes(` ${index} has `))).toEqual([]);
    });
    // No more than answers were spoilt.
    expect(leftOut).toBeLessThanOrEqual(plan.filter((fault) => fault === faults.at(-1)).length);
    expect(outcomes.filter(({ failure }) => failure === undefined).length).toBeGreaterThan(40);
    const sum = (of: 'billedCharacters' | 'uncertainCharacters') =>
      outcomes.reduce((total, outcome) => total + outcome[of], 0);
    const billed = sumOfLines(standIn.tokens.lines);
    expect(sum('billedCharacters')).toBeLessThanOrEqual(billed);
    expect(sum('billedCharacters') + sum('uncertainCharacters')).toBeGreaterThanOrEqual(billed);
    await close();
  });
});
