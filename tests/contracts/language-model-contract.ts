import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';
import type { LanguageModel, TokenUsage } from '../../shared/ports/engines/language-model.ts';
import type { AttemptOutcome } from '../support/language-model-memory.ts';

export interface StartedLanguageModel {
  model: LanguageModel;
  /** Outcomes of the next attempts, one each. */
  next(...outcomes: AttemptOutcome[]): void;
  /** Attempts that were sent. */
  countAttempts(): number;
  /** Keeps answers back until it is called again with `false`. */
  hold(isHeld: boolean): void;
  close(): Promise<void>;
}

const SECRET = 'La mairie de Saint-Aubin rouvrira le pont.';
const REQUEST = {
  system: 'Translate the numbered lines into English.',
  user: `1\t${SECRET}\n2\tLe chantier a coûté 2,4 millions d’euros.`,
  maxOutputTokens: 200,
};

/** Behaviour that every language model must have; `setup` starts one, `close` frees it and what it stands on. */
export function describeLanguageModel(name: string, setup: () => Promise<StartedLanguageModel>): void {
  describe(`${name} as a language model`, () => {
    let started: StartedLanguageModel;
    let marks: TokenUsage[];
    let takenBack: number;
    let unanswered: TokenUsage[];
    beforeEach(async () => {
      started = await setup();
      [marks, takenBack, unanswered] = [[], 0, []];
    });
    afterEach(() => started.close());

    const complete = (
      more: { signal?: AbortSignal; maxOutputTokens?: number } = {},
      onMark: (marked: number) => void = () => {},
    ) =>
      started.model.complete({
        ...REQUEST,
        ...more,
        beforeCall: async (atMost) => {
          marks.push(atMost);
          onMark(marks.length);
          return () => {
            takenBack += 1;
          };
        },
        onUnanswered: (atMost) => unanswered.push(atMost),
      });

    test('names the way to it and the model', () => {
      expect(started.model.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(started.model.model).not.toBe('');
    });

    test('answers whole, and counts tokens within what it said before', async () => {
      const { text, stop, usage } = await complete();

      expect(text.trim()).not.toBe('');
      expect(stop).toBe('end');
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
      expect(marks).toHaveLength(1);
      expect(usage.inputTokens).toBeLessThanOrEqual(marks[0]?.inputTokens ?? 0);
      expect(usage.outputTokens).toBeLessThanOrEqual(marks[0]?.outputTokens ?? 0);
      expect(takenBack).toBe(0);
    });

    test('tells an answer that is cut', async () => {
      started.next('cut');
      expect(await complete()).toMatchObject({ stop: 'max-tokens' });
      expect(await complete({ maxOutputTokens: 3 })).toMatchObject({ stop: 'max-tokens' });
      expect(takenBack).toBe(0);
    });

    test('tells an answer that was filtered or refused, which is billed', async () => {
      started.next('filtered');
      const { stop, usage } = await complete();
      expect(stop).toBe('filtered');
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(started.countAttempts()).toBe(1);
      expect(takenBack).toBe(0);
    });

    test.each(['throttled', 'unavailable'] as const)('tries again what is %s, marked once', async (outcome) => {
      started.next(outcome);
      expect(await complete()).toMatchObject({ stop: 'end' });
      expect(started.countAttempts()).toBe(2);
      expect(marks).toHaveLength(1);
      expect(takenBack).toBe(0);
      expect(unanswered).toEqual([]);
    });

    test('tells an attempt without an answer, and marks the next one as well', async () => {
      started.next('unanswered');
      expect(await complete()).toMatchObject({ stop: 'end' });
      expect(started.countAttempts()).toBe(2);
      expect(marks).toHaveLength(2);
      expect(unanswered).toEqual([marks[0]]);
      expect(takenBack).toBe(0);
    });

    test('gives up what stays unavailable, and takes back its mark', async () => {
      started.next(...Array.from({ length: 10 }, () => 'unavailable' as const));
      const failing = complete();
      await expect(failing).rejects.toBeInstanceOf(DepecheError);
      await expect(failing).rejects.toMatchObject({ code: 'translator-unavailable', retryable: true });
      await expect(failing).rejects.not.toThrow(/Saint-Aubin/);
      expect(marks).toHaveLength(1);
      expect(takenBack).toBe(1);
    });

    test('does not ask again where the settings are at fault', async () => {
      started.next('misconfigured');
      await expect(complete()).rejects.toMatchObject({
        code: 'translator-unavailable',
        retryable: false,
        misconfigured: true,
      });
      expect(started.countAttempts()).toBe(1);
      expect(takenBack).toBe(1);
    });

    test('sends nothing that could not be marked, and throws why', async () => {
      const refusal = new DepecheError('budget-exhausted', 'No more this month.');
      const refused = started.model.complete({ ...REQUEST, beforeCall: () => Promise.reject(refusal) });
      await expect(refused).rejects.toBe(refusal);
      expect(started.countAttempts()).toBe(0);
    });

    test('sends nothing once its signal has aborted', async () => {
      await expect(complete({ signal: AbortSignal.abort() })).rejects.toMatchObject({
        name: 'DepecheError',
        code: 'timeout',
        retryable: true,
      });
      expect(started.countAttempts()).toBe(0);
    });

    test.each([
      [1, 0],
      [2, 1],
    ])('begins no attempt that is stopped while it is marked (mark %i, after %i attempts)', async (mark, attempts) => {
      const deadline = new AbortController();
      started.next('unanswered');
      const stopped = complete({ signal: deadline.signal }, (marked) => marked === mark && deadline.abort());
      await expect(stopped).rejects.toMatchObject({ code: 'timeout', retryable: true });
      expect(started.countAttempts()).toBe(attempts);
      expect([marks.length, takenBack, unanswered.length]).toEqual([mark, 1, attempts]);
    });

    test('lets a call land that was under way when its signal aborted', async () => {
      const deadline = new AbortController();
      started.hold(true);
      const landing = complete({ signal: deadline.signal });
      await vi.waitFor(() => expect(started.countAttempts()).toBe(1));
      deadline.abort();
      started.hold(false);
      expect(await landing).toMatchObject({ stop: 'end' });
    });
  });
}
