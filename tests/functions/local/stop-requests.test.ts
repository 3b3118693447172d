import { describe, expect, test } from 'vitest';
import { createStopRequests } from '../../../functions/local/stopping/ask-to-stop.ts';

function setup() {
  const done: string[] = [];
  let nowMs = 0;
  const requests = createStopRequests({
    nowMs: () => nowMs,
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
  test('is one, however often it is passed on within two seconds', () => {
    const { requests, done, at } = setup();
    for (const ms of [1_000, 1_001, 3_000]) at(ms, () => requests.ask('SIGINT'));
    expect(done).toEqual(['stop: SIGINT']);
  });

  test('that is said again later ends at once', () => {
    const { requests, done, at } = setup();
    for (const ms of [1_000, 3_001]) at(ms, () => requests.ask('SIGINT'));
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
