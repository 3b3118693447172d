import { expect, test } from 'vitest';
import { createWordFinder, findWords } from '../../shared/core/text/find-words.ts';

test.each([
  ['L’été, à 9 h 30 : « œuvre »', ['L', 'été', 'à', '9', 'h', '30', 'œuvre']],
  ['beyond the table: Ελλάδα, Київ', ['beyond', 'the', 'table', 'Ελλάδα', 'Київ']],
  ['beyond 16 bits: 😀 𝒜𝒷 \ud800x', ['beyond', '16', 'bits', '𝒜𝒷', 'x']],
  ['', []],
])('finds the words of %j as a pattern would', (text, words) => {
  expect(findWords(text, (start, end) => text.slice(start, end))).toEqual(words);
  expect(Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ([word]) => word)).toEqual(words);
});

test('knows the letters that it was made for', () => {
  expect(createWordFinder(/[a-z]/u)('ab1c', (start, end) => ({ start, end }))).toEqual([
    { start: 0, end: 2 },
    { start: 3, end: 4 },
  ]);
});
