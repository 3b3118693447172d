import { expect, test } from 'vitest';
import { createSightings } from '../../shared/app/work/sightings.ts';

function setup(maxHolders?: number) {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs };
  return { clock, sightings: createSightings(clock, maxHolders) };
}

test('a sign counts from when it was first seen, and a new one from when it came', () => {
  const { clock, sightings } = setup();
  expect(sightings.see('a', '0')).toBe(0);
  clock.nowMs = 5;
  expect(sightings.see('a', '0')).toBe(0);
  expect(sightings.see('a', '1')).toBe(5);
  clock.nowMs = 9;
  expect(sightings.see('a', '1')).toBe(5);
});

test('holders beyond the bound are forgotten, the first one first', () => {
  const { clock, sightings } = setup(2);
  sightings.see('a', '');
  sightings.see('b', '');
  clock.nowMs = 5;
  sightings.see('c', '');
  expect(sightings.see('b', '')).toBe(0);
  expect(sightings.see('a', '')).toBe(5);
});
