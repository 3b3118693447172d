import fc from 'fast-check';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { SentenceMemory } from '../../shared/ports/stores/sentence-memory.ts';
import type { ManualClock } from '../support/dynamodb/manual-clock.ts';
import { anyCharacters } from '../support/any-characters.ts';
import { runs } from '../support/runs.ts';
import { noise } from './article-store-contract.ts';

export const CONTRACT_SEGMENT_TTL_MS = 86_400_000;
export const CONTRACT_REFUSAL_TTL_MS = 3_600_000;

/** Sentences that are claimed side by side: more than there are connections. */
const CROWD = Math.min(150, 60 * inject('fuzzFactor'));

/** What every SentenceMemory does; sentences are to be kept for `CONTRACT_SEGMENT_TTL_MS`, refusals for `CONTRACT_REFUSAL_TTL_MS`. */
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

    /** Of what is remembered. */
    const translations = async (keys: readonly string[]) =>
      new Map(
        [...(await segments.recall(keys))].flatMap(([key, state]) =>
          state.kind === 'remembered' ? [[key, state.translation] as const] : [],
        ),
      );
    const stateOf = async (key: string) => (await segments.recall([key])).get(key);
    const claim = async (owner: string, seen?: string, keys = ['k']) => {
      const claimed = await segments.claim(
        keys.map((key) => ({ key, seen })),
        owner,
      );
      return [...claimed];
    };

    test('recalls what it knows among any number of keys, duplicates included', async () => {
      const known = Array.from({ length: 260 }, (_, index) => ({
        key: `k${index}`,
        translation: `Sentence ${index}.`,
      }));
      await segments.remember(known);
      const keys = [...known.map(({ key }) => key), 'unknown', 'k1', 'k1', 'K1'];
      expect(await translations(keys)).toEqual(new Map(known.map(({ key, translation }) => [key, translation])));
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
      expect((await translations(['k'])).get('k')).toBe('two');
      await segments.remember([{ key: 'k', translation: 'three' }]);
      expect((await translations(['k'])).get('k')).toBe('three');
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
      const recalled = await translations(['long', 'empty']);
      expect(recalled.get('long') === translation).toBe(true);
      expect(recalled.get('empty')).toBe('');
    });

    test('a sentence is claimed by one of many, and what is remembered takes the place of the claim', async () => {
      const owners = Array.from({ length: 20 }, (_, index) => `owner-${index}`);
      const outcomes = await Promise.all(owners.map((owner) => claim(owner)));
      const winners = owners.filter((_, index) => outcomes[index]?.includes('k'));
      expect(winners).toHaveLength(1);
      expect(await stateOf('k')).toEqual({ kind: 'claimed', mark: winners[0] });
      expect(await claim(winners[0] ?? '')).toEqual(['k']);
      await segments.remember([{ key: 'k', translation: 'one' }]);
      expect(await stateOf('k')).toMatchObject({ kind: 'remembered', translation: 'one' });
      expect(await claim('late')).toEqual([]);
    });

    test('a claim is taken over by whoever has seen it, once, and given back by its owner alone', async () => {
      await claim('dead');
      expect(await claim('heir', 'dead')).toEqual(['k']);
      expect(await claim('second heir', 'dead')).toEqual([]);
      await segments.giveBack(['k', 'never claimed'], 'dead');
      expect(await stateOf('k')).toEqual({ kind: 'claimed', mark: 'heir' });
      await segments.giveBack(['k'], 'heir');
      expect(await stateOf('k')).toBeUndefined();
    });

    test.each([-60_000, 60_000])('a claim stands whatever the time is at whoever asks: %i ms off', async (offMs) => {
      await claim('owner');
      clock.advance(offMs);
      expect(await stateOf('k')).toEqual({ kind: 'claimed', mark: 'owner' });
      expect(await claim('other')).toEqual([]);
      expect(await claim('other', 'somebody')).toEqual([]);
      expect(await claim('owner')).toEqual(['k']);
    });

    test('any number of sentences are claimed side by side, but those that somebody has', async () => {
      const keys = Array.from({ length: CROWD }, (_, index) => `k${index}`);
      await segments.remember([{ key: 'k7', translation: 'seven' }]);
      await claim('other', undefined, ['k9']);
      const claimed = await claim('owner', undefined, keys);
      expect(claimed.sort()).toEqual(keys.filter((key) => key !== 'k7' && key !== 'k9').sort());
    });

    test('a refusal is no translation; it stands for its time, and can be claimed by who has seen it', async () => {
      await claim('owner');
      await segments.refuse([{ key: 'k', translation: 'wrong', issues: ['number-changed'] }]);
      const state = await stateOf('k');
      expect(state).toMatchObject({ kind: 'refused', translation: 'wrong', issues: ['number-changed'] });
      expect((await translations(['k'])).size).toBe(0);
      expect(await claim('unaware')).toEqual([]);
      expect(await claim('aware', state?.mark)).toEqual(['k']);
      expect(await stateOf('k')).toEqual({ kind: 'claimed', mark: 'aware' });
      await segments.refuse([{ key: 'k', translation: 'wrong again', issues: [] }]);
      clock.advance(CONTRACT_REFUSAL_TTL_MS - 1);
      expect(await stateOf('k')).toMatchObject({ kind: 'refused', translation: 'wrong again' });
      clock.advance(1);
      expect(await stateOf('k')).toBeUndefined();
      expect(await claim('later')).toEqual(['k']);
    });

    test('what is remembered and no longer good enough can be claimed by who has seen it', async () => {
      await segments.remember([{ key: 'k', translation: 'poor' }]);
      const mark = (await stateOf('k'))?.mark;
      expect(await claim('owner', mark)).toEqual(['k']);
      expect(await stateOf('k')).toEqual({ kind: 'claimed', mark: 'owner' });
    });

    test('owners are heard of from their first sign of life, each by its last', async () => {
      expect(await segments.heardOf(['a', 'b'])).toEqual(new Map());
      await segments.beat('a');
      const first = (await segments.heardOf(['a', 'b'])).get('a');
      expect(first).toBeDefined();
      expect((await segments.heardOf(['a'])).get('a')).toBe(first);
      await segments.beat('a');
      const second = (await segments.heardOf(['a', 'b'])).get('a');
      expect(second).toBeDefined();
      expect(second).not.toBe(first);
    });

    test('remembered = recalled, whatever the text', async () => {
      const text = fc.oneof(
        anyCharacters(),
        fc.array(fc.integer({ min: 0xd000, max: 0xe000 })).map((units) => String.fromCharCode(...units)),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.tuple(text, text), { selector: ([key]) => key, maxLength: 30 }),
          async (pairs) => {
            await segments.remember(pairs.map(([key, translation]) => ({ key, translation })));
            expect(await translations(pairs.map(([key]) => key))).toEqual(new Map(pairs));
          },
        ),
        runs(10),
      );
    });
  });
}
