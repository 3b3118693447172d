import { expect, test } from 'vitest';
import { createTrackedText } from '../../../shared/core/clean/tracked-text.ts';

test('what a rule writes after the last character is a mark at the end', () => {
  const tracked = createTrackedText('oui');
  tracked.apply({ name: 'stop', kind: 'repaired' }, [{ start: 3, end: 3, text: '.' }]);
  expect(tracked.text).toBe('oui.');
  expect(tracked.marks()).toEqual([{ rule: 'stop', kind: 'repaired', start: 3, end: 3, replacement: '.' }]);
});

test('a removal of nothing but white space is marked and not reported', () => {
  const tracked = createTrackedText('oui \n non');
  tracked.apply({ name: 'gap', kind: 'removed' }, [{ start: 3, end: 6, text: '' }]);
  expect(tracked.text).toBe('ouinon');
  expect(tracked.removals()).toEqual([]);
  expect(tracked.marks()).toEqual([{ rule: 'gap', kind: 'removed', start: 3, end: 6 }]);
});
