import { expect, test } from 'vitest';
import { foldText } from '../../shared/core/fold-text.ts';

test('forgets case and accents, however they are encoded', () => {
  expect(foldText('ÉTÉ à Nîmes')).toBe('ete a nimes');
  expect(foldText('e\u0301te\u0301')).toBe(foldText('été'));
});
