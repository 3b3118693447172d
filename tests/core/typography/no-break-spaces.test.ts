import { expect, test } from 'vitest';
import {
  foldNoBreakSpaces,
  setNoBreakSpaces,
  unsetNoBreakSpaces,
} from '../../../shared/core/typography/no-break-spaces.ts';

test.each([
  ['Il dit : « Non ! »', 'Il dit\u00a0: «\u00a0Non\u202f!\u00a0»'],
  ['Vraiment ? ! Oui ; non.', 'Vraiment\u202f?\u202f! Oui\u202f; non.'],
  ['« Un » et « deux »', '«\u00a0Un\u00a0» et «\u00a0deux\u00a0»'],
  ['Rien de tel, le 3 mars (à 8:12)', 'Rien de tel, le 3 mars (à 8:12)'],
])('no mark of %j stands alone on its line', (plain, set) => {
  expect(setNoBreakSpaces(plain)).toBe(set);
  expect(setNoBreakSpaces(set)).toBe(set);
  expect(unsetNoBreakSpaces(set)).toBe(plain);
  expect(foldNoBreakSpaces(set)).toBe(plain);
});

test('halves of letters that were decoded wrongly are left for the repair of those', () => {
  for (const wrong of ['voilÃ\u00a0: oui', 'ouiÂ\u00a0: non', 'Â«\u00a0Non'])
    expect(unsetNoBreakSpaces(wrong)).toBe(wrong);
  expect(unsetNoBreakSpaces('10\u00a0000 euros')).toBe('10\u00a0000 euros');
});
