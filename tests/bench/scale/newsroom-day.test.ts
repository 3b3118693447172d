import { expect, test } from 'vitest';
import { newsroomDay, oldestWait } from './newsroom-day.ts';

const total = (day: readonly number[]) => day.reduce((sum, articles) => sum + articles, 0);

test.each([1_000, 100_000, 1_000_000])('a day of %d articles brings them all, in three bursts', (articles) => {
  const day = newsroomDay(articles);
  expect(day).toHaveLength(1_440);
  expect(total(day)).toBeCloseTo(articles, 3);
  expect(Math.min(...day)).toBeGreaterThan(0);
  const burst = Math.max(60, (10 * articles) / 1_440);
  for (const minute of [360, 720, 1_080]) expect(day[minute]).toBeGreaterThanOrEqual(burst);
  expect(day.filter((count) => count > burst / 2).length).toBeLessThanOrEqual(30);
});

test('the oldest message waits for what came before it', () => {
  expect(oldestWait([10, 0, 0], 10)).toBe(0);
  expect(oldestWait([30, 0, 0], 10)).toBe(2);
  expect(oldestWait([20, 20, 0, 0], 10)).toBe(2);
  expect(oldestWait([20, 20], 10)).toBe(Number.POSITIVE_INFINITY);
});
