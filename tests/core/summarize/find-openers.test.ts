import { describe, expect, test } from 'vitest';
import { findOpeners } from '../../../shared/core/summarize/find-openers.ts';

describe('findOpeners', () => {
  test('leads what goes on with a quotation or ends it to its start', () => {
    const texts = ['Il a parlé.', 'Il dit : « Oui.', 'La tour penche.', 'Je pars. »', 'Elle attend.'];
    expect(findOpeners(texts)).toEqual([undefined, undefined, 1, 1, undefined]);
  });

  test.each([
    ['that nothing ends', ['« Oui.', 'La tour penche.', 'Elle attend.']],
    ['that begins anew before it ends', ['« Oui.', 'La tour penche.', '« Non.', 'Elle « attend ».']],
    ['that nothing opens', ['La tour penche.', 'Je pars », dit-elle.']],
    ['of more sentences than anybody quotes', ['« Oui.', ...Array<string>(12).fill('La tour penche.'), 'Je pars. »']],
    ['whose marks are muddled', ['« « Oui.', 'La tour penche.', 'Je pars. » »']],
  ])('a quotation %s is none', (_, texts) => {
    expect(findOpeners(texts).every((opener) => opener === undefined)).toBe(true);
  });
});
