import { describe, expect, test } from 'vitest';
import { throwIfAborted } from '../../shared/core/throw-if-aborted.ts';

describe('throwIfAborted', () => {
  test('lets work go on without a signal and before its deadline', () => {
    expect(() => throwIfAborted(undefined)).not.toThrow();
    expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
  });

  test('ends work with a timeout that may be tried again, and keeps the reason as its cause', () => {
    const deadline = new AbortController();
    const reason = new Error('Thirty seconds are over.');
    deadline.abort(reason);

    expect(() => throwIfAborted(deadline.signal)).toThrow(
      expect.objectContaining({ name: 'DepecheError', code: 'timeout', retryable: true, cause: reason }),
    );
  });
});
