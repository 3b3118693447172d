import { expect, test } from 'vitest';
import { requireEnglish } from '../../shared/core/require-english.ts';

test('English is what the local engines write', () => {
  expect(() => requireEnglish('en')).not.toThrow();
});

test.each(['de', 'en-GB', 'EN', ''])('%j is refused, with the engine that may have it', (target) => {
  expect(() => requireEnglish(target)).toThrow(
    expect.objectContaining({
      code: 'unsupported-language',
      retryable: false,
      message: expect.stringContaining('DEPECHE_TRANSLATOR=amazon'),
    }),
  );
});
