import { afterEach, describe, expect, test } from 'vitest';
import type { TokenUsage } from '../../../shared/ports/engines/language-model.ts';
import { writeSentence } from '../../system/write-article.ts';
import { WAYS } from './start-translator.ts';

const SENTENCES = Array.from({ length: 60 }, (_, number) => writeSentence(number));
const CHARACTERS = SENTENCES.join('').length;

const sum = (all: readonly TokenUsage[]): TokenUsage => ({
  inputTokens: all.reduce((total, { inputTokens }) => total + inputTokens, 0),
  outputTokens: all.reduce((total, { outputTokens }) => total + outputTokens, 0),
});

describe.each(WAYS)('tokens of a language model behind %s', (_, start) => {
  let started: Awaited<ReturnType<typeof start>>;
  afterEach(() => started.close());

  test('are at most what is said beforehand, of the whole as of each call', async () => {
    started = await start({ maxInputTokens: 800 });
    const { translator } = started;
    const marks: TokenUsage[] = [];
    const used: TokenUsage[] = [];
    const beforeCall = async (_characters: number, atMost?: TokenUsage) => {
      if (atMost) marks.push(atMost);
      return () => {};
    };
    for await (const { tokens } of translator.translate({
      sentences: SENTENCES,
      source: 'fr',
      target: 'en',
      beforeCall,
    })) {
      if (tokens) used.push(tokens);
    }
    expect(marks.length).toBeGreaterThan(3);
    expect(used).toHaveLength(marks.length);
    expect(translator.mostTokens?.(SENTENCES)).toEqual(sum(marks));
    expect(sum(used).inputTokens).toBeLessThanOrEqual(sum(marks).inputTokens);
    expect(sum(used).outputTokens).toBeLessThanOrEqual(sum(marks).outputTokens);
  });

  test('are estimated as tokenizers count French and the English that comes of it', async () => {
    started = await start({ maxInputTokens: 100_000, maxOutputTokens: 100_000 });
    const { inputTokens = 0, outputTokens = 0 } = started.translator.estimateTokens?.(SENTENCES) ?? {};
    const instructions = 160;
    const lines = SENTENCES.length;
    expect(inputTokens).toBeGreaterThan(CHARACTERS / 4.33 + 1.7 * lines);
    expect(inputTokens).toBeLessThan(CHARACTERS / 3.27 + 3.5 * lines + instructions);
    expect(outputTokens).toBeGreaterThan(CHARACTERS / 5.9 + 7.2 * lines);
    expect(outputTokens).toBeLessThan(CHARACTERS / 5.2 + 9.5 * lines);
    const most = started.translator.mostTokens?.(SENTENCES);
    expect(most?.inputTokens).toBeGreaterThan(inputTokens);
    expect(most?.outputTokens).toBeGreaterThan(outputTokens);
  });

  test('are none for nothing', async () => {
    started = await start();
    const none = { inputTokens: 0, outputTokens: 0 };
    expect(started.translator.mostTokens?.([])).toEqual(none);
    expect(started.translator.estimateTokens?.([])).toEqual(none);
  });
});
