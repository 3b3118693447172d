import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageDetector } from '../../shared/ports/language-detector.ts';
import { anyCharacters } from '../support/any-characters.ts';

const FRENCH =
  'Le conseil municipal a adopté hier soir le budget de la commune, malgré les réserves de l’opposition qui réclame un nouveau vote.';
const ENGLISH =
  'The town council adopted the budget last night, despite the reservations of the opposition, which is asking for another vote.';

/** What every language detector promises. */
export function describeLanguageDetector(name: string, createDetector: () => LanguageDetector): void {
  describe(`${name} as a language detector`, () => {
    it('is sure of a French and of an English paragraph', async () => {
      const detector = createDetector();
      expect(await detector.detect(FRENCH)).toEqual({ language: 'fr', reliable: true });
      expect(await detector.detect(ENGLISH)).toEqual({ language: 'en', reliable: true });
    });

    it.each(['', '   \n', '12 345,67 % 89', '!?…', '🙂🙂🙂'])('is not sure of %j', async (text) => {
      expect((await createDetector().detect(text)).reliable).toBe(false);
    });

    it('never throws', async () => {
      const detector = createDetector();
      await fc.assert(
        fc.asyncProperty(anyCharacters({ maxLength: 400 }), async (text) => {
          const { language, reliable } = await detector.detect(text);
          expect(reliable && language === undefined).toBe(false);
        }),
        { numRuns: 1_000 },
      );
    });
  });
}
