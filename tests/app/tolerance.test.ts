import { expect, test } from 'vitest';
import { createTolerance } from '../../shared/app/work/tolerate-trouble.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { setup } from './support/setup.ts';

function start() {
  const { deps, sumOf } = setup();
  const tolerance = createTolerance(deps.logger, deps.metrics);
  let asked = 0;
  const fail = (isUnanswered: boolean) => async () => {
    asked += 1;
    throw new DepecheError('storage-unavailable', 'down', { isUnanswered });
  };
  return { tolerance, refuse: fail(false), hang: fail(true), asked: () => asked, sumOf };
}

test('a table that refuses is asked again each time', async () => {
  const { tolerance, refuse, asked } = start();
  for (let time = 0; time < 3; time += 1) expect(await tolerance.attempt('read', refuse, 'without')).toBe('without');
  expect(asked()).toBe(3);
});

test('after one vain wait the table is asked no more, but for what the job is done for, and that until it fails', async () => {
  const { tolerance, hang, asked, sumOf } = start();
  await tolerance.attempt('read', hang, undefined);
  await tolerance.attempt('read', hang, undefined);
  await expect(tolerance.require(hang)).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  expect(asked()).toBe(1);
  expect(await tolerance.attemptLast('complete', async () => 'kept', 'lost')).toBe('kept');
  expect(await tolerance.attemptLast('complete', hang, 'lost')).toBe('lost');
  expect(await tolerance.attemptLast('release', hang, 'lost')).toBe('lost');
  expect(asked()).toBe(2);
  // However often it met with trouble, it is one job.
  expect(sumOf('StoreFailure')).toBe(1);
  expect(tolerance.warnings()).toMatchObject([{ code: 'cache-unavailable' }]);
});

test('what is under way when a wait was in vain is waited for no longer, and its own failure counts no more', async () => {
  const { tolerance, hang } = start();
  let answer = (_: string) => {};
  let fail = (_: Error) => {};
  const late = tolerance.attempt('remember', () => new Promise<string>((resolve) => (answer = resolve)), 'without');
  const required = tolerance.require(() => new Promise((_, reject) => (fail = reject)));
  expect(await tolerance.attempt('read', hang, 'without')).toBe('without');
  expect(await late).toBe('without');
  await expect(required).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  answer('too late');
  fail(new DepecheError('storage-unavailable', 'down', { isUnanswered: true }));
  expect(await tolerance.attemptLast('complete', async () => 'kept', 'lost')).toBe('kept');
});
