import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SentenceMemory } from '../../shared/ports/sentence-memory.ts';
import type { ManualClock } from '../support/dynamodb/manual-clock.ts';
import { noise } from './article-store-contract.ts';

export const CONTRACT_SEGMENT_TTL_MS = 86_400_000;

/** What every SentenceMemory does; sentences are to be kept for `CONTRACT_SEGMENT_TTL_MS`. */
export function describeSentenceMemory(
  name: string,
  setUp: () =>
    | Promise<{ segments: SentenceMemory; clock: ManualClock }>
    | { segments: SentenceMemory; clock: ManualClock },
): void {
  describe(`${name} as SentenceMemory`, () => {
    let segments: SentenceMemory;
    let clock: ManualClock;

    beforeEach(async () => {
      ({ segments, clock } = await setUp());
    });

    test('recalls what it knows among any number of keys, duplicates included', async () => {
      const known = Array.from({ length: 260 }, (_, index) => ({
        key: `k${index}`,
        translation: `Sentence ${index}.`,
      }));
      await segments.remember(known);
      const keys = [...known.map(({ key }) => key), 'unknown', 'k1', 'k1', 'K1'];
      expect(await segments.recall(keys)).toEqual(new Map(known.map(({ key, translation }) => [key, translation])));
    });

    test('does nothing for no keys', async () => {
      await segments.remember([]);
      expect(await segments.recall([])).toEqual(new Map());
    });

    test('the last of equal keys wins, in one call and over calls', async () => {
      await segments.remember([
        { key: 'k', translation: 'one' },
        { key: 'k', translation: 'two' },
      ]);
      expect((await segments.recall(['k'])).get('k')).toBe('two');
      await segments.remember([{ key: 'k', translation: 'three' }]);
      expect((await segments.recall(['k'])).get('k')).toBe('three');
    });

    test('forgets after its time', async () => {
      await segments.remember([{ key: 'k', translation: 'one' }]);
      clock.advance(CONTRACT_SEGMENT_TTL_MS - 1);
      expect((await segments.recall(['k'])).size).toBe(1);
      clock.advance(1);
      expect((await segments.recall(['k'])).size).toBe(0);
    });

    test('keeps a sentence of any length', async () => {
      const translation = noise(900_000);
      await segments.remember([
        { key: 'long', translation },
        { key: 'empty', translation: '' },
      ]);
      const recalled = await segments.recall(['long', 'empty']);
      expect(recalled.get('long') === translation).toBe(true);
      expect(recalled.get('empty')).toBe('');
    });

    test('remembered = recalled, whatever the text', { timeout: 60_000 }, async () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0xd000, max: 0xe000 })).map((units) => String.fromCharCode(...units)),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.tuple(text, text), { selector: ([key]) => key, maxLength: 30 }),
          async (pairs) => {
            await segments.remember(pairs.map(([key, translation]) => ({ key, translation })));
            expect(await segments.recall(pairs.map(([key]) => key))).toEqual(new Map(pairs));
          },
        ),
        { numRuns: 30 },
      );
    });
  });
}
