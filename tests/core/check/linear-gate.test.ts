import { expect, test } from 'vitest';
import { checkTranslation } from '../../../shared/core/check/check-translation.ts';

/** A number of a hundred thousand digits took the gate longer than anyone waits: each pattern began anew at each of its digits. */
const DIGITS = 100_000;

test.each(['1', '0', '1.0', '1,', '1 000 ', '12:30 ', '1er ', '2023-24 ', 'un sur dix '])(
  'a sentence that is nothing but %j is held against its translation all the same',
  (unit) => {
    const text = unit.repeat(DIGITS / unit.length);
    expect(checkTranslation({ source: text, translation: text, targetLanguage: 'en' })).toBeInstanceOf(Array);
    const lost = checkTranslation({ source: text, translation: 'One.', targetLanguage: 'en' });
    expect(lost.map(({ code }) => code)).toContain('length-ratio');
  },
);
