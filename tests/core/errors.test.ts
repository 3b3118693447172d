import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';

describe('DepecheError', () => {
  test('is retryable by its code unless said otherwise', () => {
    expect(new DepecheError('throttled', 'Wait.').retryable).toBe(true);
    expect(new DepecheError('invalid-request', 'Mend it.').retryable).toBe(false);
    expect(new DepecheError('translation-failed', 'Try again.', { retryable: true }).retryable).toBe(true);
  });

  test('carries what a problem shows', () => {
    const issues = [{ pointer: '/text', detail: 'is missing' }];
    const error = new DepecheError('invalid-request', 'Mend it.', {
      issues,
      retryAfterSeconds: 7,
      detectedLanguage: 'es',
    });
    expect(error).toMatchObject({ issues, retryAfterSeconds: 7, detectedLanguage: 'es' });
    expect(new DepecheError('internal', 'x').issues).toEqual([]);
  });
});
