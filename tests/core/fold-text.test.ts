import { expect, test } from 'vitest';
import { foldText } from '../../shared/core/text/fold-text.ts';

test('forgets case, accents and the kind of apostrophe, unit by unit', () => {
  expect(foldText('ÉTÉ à Nîmes, l’İle')).toBe("ete a nimes, l'ile");
});
