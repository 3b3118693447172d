import { expect, test } from 'vitest';
import { countOf } from '../../shared/core/text/count-of.ts';

test.each([
  ['', 0],
  ['un, deux', 1],
  [',,a,', 3],
])('counts the commas of %j', (text, count) => {
  expect(countOf(',', text)).toBe(count);
});
