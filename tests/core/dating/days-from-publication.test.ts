import { expect, test } from 'vitest';
import { daysFromPublication } from '../../../shared/core/dating/days-from-publication.ts';

test.each(['constructor', 'toString', '__proto__'])('“%s” is no day, though every object has it', (words) => {
  expect(daysFromPublication({ words, before: '', after: '' }, 20_000)).toBeUndefined();
});
