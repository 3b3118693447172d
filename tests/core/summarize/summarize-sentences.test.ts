import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const asSentences = (texts: readonly string[]) => texts.map((text) => ({ text, paragraph: 0 }));
const ARTICLE = asSentences([
  'La ville de Brévannes a adopté lundi un plan pour ses écoles.',
  'Le maire a annoncé la rénovation de douze bâtiments avant la rentrée.',
  'Un marché aux fleurs se tient chaque samedi sur la grande place.',
  'Il attire des visiteurs de toute la région depuis des années.',
]);

describe('pickSummary', () => {
  test('lets the title decide', () => {
    expect(pickSummary({ title: 'Un marché aux fleurs sur la grande place', sentences: ARTICLE, count: 1 })).toEqual([
      2,
    ]);
  });
  test('takes fragments only when there is nothing else', () => {
    const fragments = asSentences(['Crédit photo.', 'À suivre.']);
    expect(pickSummary({ sentences: [...fragments, ...ARTICLE], count: 10 })).toEqual([2, 3, 4, 5]);
    expect(pickSummary({ sentences: fragments, count: 2 })).toEqual([0, 1]);
  });
  test('picks nothing that has no word', () => {
    expect(pickSummary({ sentences: asSentences(['', '…']), count: 1 })).toEqual([]);
    expect(pickSummary({ sentences: asSentences(['* * *', 'À suivre.']), count: 2 })).toEqual([1]);
  });
  test('says a repeated sentence once', () => {
    expect(pickSummary({ sentences: [...ARTICLE, ...ARTICLE], count: 10 })).toEqual([0, 1, 2, 3]);
  });
  test('picks nothing from nothing', () => {
    expect(pickSummary({ title: 'Un titre', sentences: [], count: 3 })).toEqual([]);
  });
  test.each([0, 11, 1.5, -1, Number.NaN])('refuses a count of %s', (count) => {
    expect(() => pickSummary({ sentences: ARTICLE, count })).toThrow(DepecheError);
  });
  test('gives sorted, different indexes in range, the same each time', () => {
    const text = fc.oneof(anyCharacters(), fc.constantFrom(...ARTICLE.map((sentence) => sentence.text)));
    fc.assert(
      fc.property(fc.string(), fc.array(text), fc.integer({ min: 1, max: 10 }), (title, texts, count) => {
        const request = { title, sentences: asSentences(texts), count };
        const picks = pickSummary(request);
        expect(picks.length).toBeLessThanOrEqual(count);
        expect(picks).toEqual([...new Set(picks)].sort((a, b) => a - b));
        expect(picks.every((index) => index >= 0 && index < texts.length)).toBe(true);
        expect(pickSummary(request)).toEqual(picks);
      }),
      runs(100),
    );
  });
});
