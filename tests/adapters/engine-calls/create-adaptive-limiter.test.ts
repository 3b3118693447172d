import { describe, expect, test } from 'vitest';
import { createAdaptiveLimiter } from '../../../shared/adapters/engine-calls/create-adaptive-limiter.ts';
import { createInstantClock } from '../../support/amazon-translate-stand-in/instant-clock.ts';

const THROTTLED = new Error('slow down');

function setup(maxConcurrent = 8) {
  const clock = createInstantClock();
  const limiter = createAdaptiveLimiter({
    maxConcurrent,
    isThrottling: (error) => error === THROTTLED,
    clock,
    random: () => 0.5,
  });
  const throttle = () => limiter.run(() => Promise.reject(THROTTLED)).catch(() => {});
  const succeed = () => limiter.run(async () => {});
  return { limiter, clock, throttle, succeed };
}

describe('the adaptive limiter', () => {
  test('lets as many run as are allowed, in the order they came', async () => {
    const { limiter } = setup(2);
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((call) =>
      limiter.run(() => {
        started.push(call);
        return new Promise<void>((resolve) => finish.push(resolve));
      }),
    );

    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    finish[1]?.();
    await all[1];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    finish[0]?.();
    await all[0];
    await Promise.resolve();
    for (const end of finish) end();
    await Promise.all(all);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  test('halves when throttled, down to one', async () => {
    const { limiter, throttle } = setup();
    const limits: number[] = [];

    for (let call = 0; call < 5; call += 1) {
      await throttle();
      limits.push(limiter.limit);
    }

    expect(limits).toEqual([4, 2, 1, 1, 1]);
  });

  test('counts a burst that is throttled together once', async () => {
    const { limiter, throttle } = setup();

    await Promise.all(Array.from({ length: 8 }, throttle));

    expect(limiter.limit).toBe(4);
  });

  test('recovers by about one a round of successes, up to where it began', async () => {
    const { limiter, throttle, succeed } = setup();
    await throttle();

    for (let call = 0; call < 4; call += 1) await succeed();
    expect(limiter.limit).toBeGreaterThan(4.8);
    expect(limiter.limit).toBeLessThan(5.1);
    for (let call = 0; call < 100; call += 1) await succeed();
    expect(limiter.limit).toBe(8);
  });

  test('pauses longer with each throttling in a row, at most five seconds, and anew after a success', async () => {
    const { clock, throttle, succeed } = setup();

    for (let call = 0; call < 8; call += 1) await throttle();
    await succeed();
    await throttle();
    await succeed();

    expect(clock.sleptMs).toEqual([150, 300, 600, 1200, 2400, 3750, 3750, 3750, 150]);
  });

  test('waits as long as the service asks, half a minute at the most, and a little more', async () => {
    const clock = createInstantClock();
    const asked = [2_000, 600_000];
    const limiter = createAdaptiveLimiter({
      maxConcurrent: 1,
      isThrottling: (error) => error === THROTTLED,
      pauseAskedMs: () => asked.shift() ?? 0,
      clock,
      random: () => 0.5,
    });
    for (let call = 0; call < 2; call += 1) await limiter.run(() => Promise.reject(THROTTLED)).catch(() => {});
    await limiter.run(async () => {});
    expect(clock.sleptMs).toEqual([2_150, 30_300]);
  });

  test('leaves other failures alone', async () => {
    const { limiter, clock, succeed } = setup();

    await expect(limiter.run(() => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
    await succeed();

    expect(limiter.limit).toBe(8);
    expect(clock.sleptMs).toEqual([]);
  });

  test('a call that is called off while it waits leaves the queue', async () => {
    const { limiter, succeed } = setup(1);
    const impatient = new AbortController();
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = limiter.run(() => gate);
    const second = limiter.run(async () => 'ran', impatient.signal);
    const third = succeed();

    impatient.abort(new Error('no time'));
    finish();

    await expect(second).rejects.toThrow('no time');
    await Promise.all([first, third]);
    await expect(limiter.run(async () => 'ran', impatient.signal)).rejects.toThrow('no time');
  });
});
