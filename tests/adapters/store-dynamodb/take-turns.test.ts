import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createTurns, wasAskedBefore } from '../../../shared/adapters/store-dynamodb/take-turns.ts';

const TIME_OUT = Object.assign(new Error('no answer'), { name: 'TimeoutError' });
const REFUSAL = () => Object.assign(new Error('the condition did not hold'), { $metadata: { httpStatusCode: 400 } });
const UNANSWERED = { code: 'storage-unavailable', retryable: true, isUnanswered: true };

interface Sent {
  name: string;
  answer: (answer: string) => void;
  fail: (error: Error) => void;
}

/** A table whose answers are given by hand. */
function openTable(maxWaits = 2, atATime?: number) {
  const turns = createTurns(maxWaits, atATime);
  const sent: Sent[] = [];
  return {
    ...turns,
    /** The names of what is asked, in order. */
    names: () => sent.map(({ name }) => name),
    sent: (at: number) => sent[at] as Sent,
    begin(name: string) {
      const attempts = turns.beginCall();
      return () => attempts(() => new Promise<string>((answer, fail) => sent.push({ name, answer, fail })));
    },
    ask(name: string) {
      const answer = this.begin(name)();
      answer.catch(() => {});
      return answer;
    },
  };
}

test('two are asked at a time, the others in turn', async () => {
  const table = openTable();
  const answers = ['a', 'b', 'c', 'd'].map((name) => table.ask(name));
  await nextRound();
  expect(table.names()).toEqual(['a', 'b']);
  expect(table.areSideBySide()).toBe(true);
  table.sent(1).answer('B');
  await nextRound();
  expect(table.names()).toEqual(['a', 'b', 'c']);
  table.sent(2).fail(REFUSAL());
  await nextRound();
  table.sent(0).answer('A');
  table.sent(3).answer('D');
  await nextRound();
  expect(table.areSideBySide()).toBe(false);
  expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('who copies a whole table asks for more at a time', async () => {
  const table = openTable(2, 4);
  for (const name of 'abcdef') table.ask(name);
  await nextRound();
  expect(table.names()).toEqual(['a', 'b', 'c', 'd']);
  table.sent(2).answer('C');
  await nextRound();
  expect(table.names()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('after a time-out', () => {
  test('what is under way is let land, then one goes alone, and the others when it is answered', async () => {
    const table = openTable();
    const answers = ['a', 'b', 'c', 'd'].map((name) => table.ask(name));
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    await nextRound();
    expect(table.names()).toEqual(['a', 'b']);
    table.sent(1).fail(Object.assign(new Error('cut off'), { code: 'ECONNRESET' }));
    await nextRound();
    expect(table.names()).toEqual(['a', 'b', 'c']);
    table.sent(2).answer('C');
    await nextRound();
    expect(table.names()).toEqual(['a', 'b', 'c', 'd', 'a']);
    table.sent(3).answer('D');
    table.sent(4).answer('A');
    expect(await Promise.allSettled(answers)).toMatchObject([
      { value: 'A' },
      { reason: { code: 'ECONNRESET' } },
      { value: 'C' },
      { value: 'D' },
    ]);
  });

  test('a refusal is an answer as well, and tells of the attempt before', async () => {
    const table = openTable();
    const asking = table.ask('a');
    const others = ['b', 'c', 'd'].map((name) => table.ask(name));
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    table.sent(1).fail(REFUSAL());
    await nextRound();
    expect(table.names()).toEqual(['a', 'b', 'c', 'd']);
    for (const at of [2, 3]) table.sent(at).answer('');
    await nextRound();
    table.sent(4).fail(REFUSAL());
    const repeated = await asking.catch((error: Error) => error);
    expect(repeated).toMatchObject(REFUSAL());
    expect(wasAskedBefore(repeated as Error)).toBe(true);
    expect(wasAskedBefore(await (others[0] as Promise<string>).catch((error) => error))).toBe(false);
  });
});

describe('a connection that the table had closed', () => {
  const closed = () => Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

  test('is no wait: the attempt goes on at once, over as many as are kept, and tells that it was made before', async () => {
    const table = openTable();
    const answers = ['a', 'b', 'c'].map((name) => table.ask(name));
    await nextRound();
    for (const at of [0, 1]) table.sent(at).fail(closed());
    await nextRound();
    table.sent(2).fail(Object.assign(closed(), { code: 'EPIPE' }));
    await nextRound();
    expect(table.names()).toEqual(['a', 'b', 'a', 'b', 'a']);
    table.sent(4).fail(REFUSAL());
    table.sent(3).answer('B');
    await nextRound();
    table.sent(5).answer('C');
    const [repeated, ...others] = await Promise.allSettled(answers);
    expect(others).toMatchObject([{ value: 'B' }, { value: 'C' }]);
    expect(repeated).toMatchObject({ reason: REFUSAL() });
    expect(wasAskedBefore((repeated as PromiseRejectedResult).reason)).toBe(true);
  });

  test('counts as a wait after those that may have been kept', async () => {
    const table = openTable(1);
    const asking = table.ask('a');
    for (const at of [0, 1, 2]) {
      await nextRound();
      table.sent(at).fail(closed());
    }
    await expect(asking).rejects.toMatchObject(UNANSWERED);
    expect(table.names()).toEqual(['a', 'a', 'a']);
  });
});

describe('an answer that is lost while others come', () => {
  test('is asked for again, and slows nobody', async () => {
    const table = openTable();
    const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => table.ask(name));
    await nextRound();
    for (const at of [1, 2]) {
      table.sent(at).answer('');
      await nextRound();
    }
    table.sent(0).fail(TIME_OUT);
    await nextRound();
    expect(table.names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const at of [3, 4]) table.sent(at).answer('');
    await nextRound();
    table.sent(5).answer('A');
    expect(await answers[0]).toBe('A');
  });

  test('may be one of two that come to nothing at the same time: the table does not hang for that', async () => {
    const table = openTable();
    const answers = Array.from({ length: 20 }, (_, at) => table.ask(`${at}`));
    await nextRound();
    for (const at of [1, 2, 3]) {
      table.sent(at).answer('');
      await nextRound();
    }
    table.sent(0).fail(TIME_OUT);
    table.sent(4).fail(TIME_OUT);
    for (let at = 5; at < 22; at++) {
      await nextRound();
      table.sent(at).answer('');
    }
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(Array(20).fill('fulfilled'));
  });

  test('is told from a table that stops just then by how many were answered since', async () => {
    const table = openTable();
    const answers = Array.from({ length: 20 }, (_, at) => table.ask(`${at}`));
    await nextRound();
    table.sent(1).answer('');
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    table.sent(2).fail(TIME_OUT);
    const statuses = (await Promise.allSettled(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect(table.names()).toEqual(['0', '1', '2']);
  });
});

describe('two time-outs without an answer between them', () => {
  test('of two that wait side by side fail all that was asked, and nothing more is sent', async () => {
    const table = openTable();
    const answers = Array.from({ length: 50 }, (_, at) => table.ask(`${at}`));
    const backedOff = table.begin('asked before, repeated after');
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    table.sent(1).fail(TIME_OUT);
    for (const outcome of await Promise.allSettled(answers)) expect(outcome).toMatchObject({ reason: UNANSWERED });
    await expect(backedOff()).rejects.toMatchObject(UNANSWERED);
    expect(table.names()).toEqual(['0', '1']);
  });

  test('of one that is repeated alone, too', async () => {
    const table = openTable();
    const asking = table.ask('a');
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    await nextRound();
    const others = ['b', 'c'].map((name) => table.ask(name));
    await nextRound();
    table.sent(1).fail(TIME_OUT);
    for (const outcome of await Promise.allSettled([asking, ...others])) {
      expect(outcome).toMatchObject({ reason: UNANSWERED });
    }
    expect(table.names()).toEqual(['a', 'a']);
  });

  test('are forgotten for what is asked afterwards', async () => {
    const table = openTable(1);
    const first = table.ask('a');
    const under = table.ask('b');
    await nextRound();
    table.sent(0).fail(TIME_OUT);
    await expect(first).rejects.toMatchObject(UNANSWERED);
    const later = [table.ask('c'), table.ask('d')];
    await nextRound();
    // What was under way has a last word that counts for nobody else.
    table.sent(1).fail(TIME_OUT);
    await expect(under).rejects.toMatchObject(UNANSWERED);
    table.sent(2).answer('C');
    await nextRound();
    table.sent(3).answer('D');
    expect(await Promise.all(later)).toEqual(['C', 'D']);
  });
});

test('one whose every attempt is lost while others are answered is given up alone', async () => {
  const table = openTable();
  const lost = table.ask('lost');
  const other = table.ask('b');
  await nextRound();
  table.sent(0).fail(TIME_OUT);
  table.sent(1).answer('B');
  await nextRound();
  const next = table.ask('c');
  await nextRound();
  table.sent(3).answer('C');
  table.sent(2).fail(TIME_OUT);
  await expect(lost).rejects.toMatchObject(UNANSWERED);
  expect(await Promise.all([other, next])).toEqual(['B', 'C']);
});
