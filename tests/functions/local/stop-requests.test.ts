import { describe, expect, test } from 'vitest';
import {
  createStopRequests,
  SAME_WISH_BY_NPM_MS,
  SAME_WISH_MS,
} from '../../../functions/local/stopping/ask-to-stop.ts';

function setup(sameWishMs = SAME_WISH_BY_NPM_MS) {
  const done: string[] = [];
  let nowMs = 0;
  const requests = createStopRequests({
    nowMs: () => nowMs,
    sameWishMs,
    stop: (reason) => void done.push(`stop: ${reason}`),
    endAtOnce: () => void done.push('end at once'),
  });
  const at = (ms: number, say: () => void) => {
    nowMs = ms;
    say();
  };
  return { requests, done, at };
}

describe('a wish to stop', () => {
  test('is one, however often npm passes it on within two seconds', () => {
    const { requests, done, at } = setup();
    for (const ms of [1_000, 1_001, 3_000]) at(ms, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGINT']);
  });

  test('that is said again later ends at once', () => {
    const { requests, done, at } = setup();
    for (const ms of [1_000, 3_001]) at(ms, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGINT', 'end at once']);
  });

  test('ends at once after half a second where no npm is between', () => {
    const { requests, done, at } = setup(SAME_WISH_MS);
    for (const ms of [1_000, 1_500]) at(ms, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGINT']);
    at(1_501, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGINT', 'end at once']);
  });

  test('of nobody who could say it again never ends at once, whichever comes first', () => {
    const { requests, done, at } = setup();
    at(1_000, () => requests.abandon('SIGHUP'));
    at(5_000, () => requests.abandon('npm has ended'));
    at(9_000, () => requests.ask('SIGINT'));
    at(10_900, () => requests.abandon('SIGHUP'));
    expect(done).toEqual(['stop: SIGHUP']);
    at(11_001, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGHUP', 'end at once']);
  });
});
