import { describe, expect, test } from 'vitest';
import { describeError } from '../../shared/core/describe-error.ts';
import { DepecheError } from '../../shared/core/errors.ts';

describe('describeError', () => {
  test('keeps our own message and code, and hides a foreign one', () => {
    const cause = new TypeError('cannot parse "Le président a déclaré"');
    const described = describeError(new DepecheError('timeout', 'Try again later.', { cause }));
    expect(described).toMatchObject({
      name: 'DepecheError',
      code: 'timeout',
      message: 'Try again later.',
      cause: { name: 'TypeError' },
    });
    expect(JSON.stringify(described)).not.toContain('président');
  });

  test('gives at most eight frames, and none when there is no stack', () => {
    const deep = new Error('x');
    deep.stack = `Error: x\n${'    at f (file.ts:1:1)\n'.repeat(30)}`;
    expect(describeError(deep).stack).toHaveLength(8);
    const bare = new Error('x');
    delete bare.stack;
    expect(describeError(bare).stack).toEqual([]);
  });

  test('ends a chain of causes that comes back to itself', () => {
    const error = new Error('x');
    error.cause = error;
    let depth = 0;
    for (let at: unknown = describeError(error); at !== undefined; at = (at as { cause?: unknown }).cause) depth += 1;
    expect(depth).toBe(8);
  });

  test('names only the type of a thrown value that is no error', () => {
    expect(describeError('article text')).toEqual({ name: 'string' });
  });
});
