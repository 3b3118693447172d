import { expect, test } from 'vitest';
import { remembering } from '../../shared/core/remembering.ts';

function countReadings() {
  const read: string[] = [];
  const ask = remembering((text) => {
    read.push(text);
    return { text };
  });
  return { ask, read };
}

test('reads a short string once', () => {
  const { ask, read } = countReadings();
  expect(ask('le')).toBe(ask('le'));
  expect(read).toEqual(['le']);
});

test('keeps no long string, which may be a slice of a text', () => {
  const { ask, read } = countReadings();
  expect(ask('anticonstitutionnellement')).toEqual(ask('anticonstitutionnellement'));
  expect(read).toHaveLength(2);
});

test('forgets what it knew when it has read thousands, and goes on', () => {
  const { ask, read } = countReadings();
  for (let at = 0; at <= 4_000; at++) ask(`n${at}`);
  expect(ask('n4000')).toEqual({ text: 'n4000' });
  expect(read).toHaveLength(4_001);
  expect(ask('n0')).toEqual({ text: 'n0' });
  expect(read).toHaveLength(4_002);
});
