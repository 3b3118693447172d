import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeSentence } from '../../../shared/core/normalize/normalize-sentence.ts';
import { runs } from '../../support/runs.ts';

test('copies that differ in typesetting are one sentence', () => {
  expect(normalizeSentence(' L’e\u0301cole\u00a0:\n«\u202fou\u00adverte\u200b » ')).toBe("L'école : « ouverte »");
});

test('the normal form is its own normal form, on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const normal = normalizeSentence(text);
      expect(normalizeSentence(normal)).toBe(normal);
      expect(normal).not.toMatch(/[\r\n]/);
    }),
    runs(100),
  );
});
