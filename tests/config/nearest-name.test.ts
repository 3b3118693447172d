import { expect, test } from 'vitest';
import { findNearestName } from '../../shared/config/nearest-name.ts';

const NAMES = ['target', 'title', 'text', 'DEPECHE_RESULT_TTL_DAYS'];

test.each([
  ['traget', 'target'],
  ['Title', 'title'],
  ['txt', 'text'],
  ['DEPECHE_RESULT_TTL', 'DEPECHE_RESULT_TTL_DAYS'],
  ['depeche_result_ttl_days', 'DEPECHE_RESULT_TTL_DAYS'],
  ['unrelated', undefined],
  ['', undefined],
  ['target'.repeat(17), undefined],
])('%s stands for %s', (name, nearest) => {
  expect(findNearestName(name, NAMES)).toBe(nearest);
});
