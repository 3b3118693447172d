import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';
import type { TokenUsage } from '../../shared/ports/engines/language-model.ts';
import type { Summarizer } from '../../shared/ports/engines/summarizer.ts';

export const ARTICLE = {
  title: 'Le pont de Saint-Aubin rouvrira en mars',
  text: [
    'Le pont de Saint-Aubin rouvrira le 14 mars, a annoncé la mairie. Il était fermé depuis 18 mois.',
    '« Nous avons attendu trop longtemps », a regretté la maire, Jeanne Morel. Le chantier a coûté 2,4 millions d’euros.',
    'Une passerelle pour les cyclistes suivra à l’automne.',
  ].join('\n\n'),
  language: 'fr',
};

/** Behaviour that every summariser must have; `setup` starts one, `close` frees it and what it stands on. */
export function describeSummarizer(
  name: string,
  setup: () => Promise<{ summarizer: Summarizer; close(): Promise<void> }>,
): void {
  describe(`${name} as a summariser`, () => {
    let summarizer: Summarizer;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ summarizer, close } = await setup());
    });
    afterEach(() => close());

    test('names itself and its version', () => {
      expect(summarizer.engine.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(summarizer.engine.version).not.toBe('');
    });

    test.each([1, 2, 10])('writes one to %i sentences, each on one line', async (count) => {
      const { sentences } = await summarizer.summarize({ ...ARTICLE, sentences: count });

      expect(sentences.length).toBeGreaterThanOrEqual(1);
      expect(sentences.length).toBeLessThanOrEqual(count);
      for (const sentence of sentences) expect(sentence).toMatch(/^\S(.*\S)?$/);
    });

    test('counts tokens in whole numbers, within what it said before the call', async () => {
      const marks: TokenUsage[] = [];
      const beforeCall = async (atMost: TokenUsage) => {
        marks.push(atMost);
        return () => expect.unreachable('nothing was refused');
      };

      const { inputTokens, outputTokens } = await summarizer.summarize({ ...ARTICLE, sentences: 2, beforeCall });

      expect(inputTokens).toBeGreaterThan(outputTokens);
      expect(outputTokens).toBeGreaterThan(0);
      expect(Number.isInteger(inputTokens) && Number.isInteger(outputTokens)).toBe(true);
      expect(marks).toHaveLength(1);
      expect(inputTokens).toBeLessThanOrEqual(marks[0]?.inputTokens ?? 0);
      expect(outputTokens).toBeLessThanOrEqual(marks[0]?.outputTokens ?? 0);
    });

    test('estimates tokens in whole numbers, within what it says before a call, without one', async () => {
      const task = { ...ARTICLE, sentences: 2 };
      let marked: TokenUsage = { inputTokens: 0, outputTokens: 0 };
      const beforeCall = async (atMost: TokenUsage) => {
        marked = atMost;
        return () => {};
      };
      const { sentences } = await summarizer.summarize({ ...task, beforeCall });

      const { inputTokens, outputTokens } = summarizer.estimateTokens(task, sentences);

      expect(inputTokens).toBeGreaterThan(outputTokens);
      expect(outputTokens).toBeGreaterThan(0);
      expect(Number.isInteger(inputTokens) && Number.isInteger(outputTokens)).toBe(true);
      expect(inputTokens).toBeLessThanOrEqual(marked.inputTokens);
      expect(outputTokens).toBeLessThanOrEqual(marked.outputTokens);
    });

    test('sends nothing that may not be sent', async () => {
      const beforeCall = () => Promise.reject(new DepecheError('budget-exhausted', 'Nothing is left.'));
      const outcome = summarizer.summarize({ ...ARTICLE, sentences: 2, beforeCall });
      await expect(outcome).rejects.toMatchObject({ code: 'budget-exhausted' });
    });

    test('ends in a timeout when its signal has aborted', async () => {
      const outcome = summarizer.summarize({ ...ARTICLE, sentences: 2, signal: AbortSignal.abort() });

      await expect(outcome).rejects.toMatchObject({ name: 'DepecheError', code: 'timeout', retryable: true });
    });
  });
}
