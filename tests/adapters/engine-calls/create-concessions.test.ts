import { expect, test } from 'vitest';
import { createConcessions } from '../../../shared/adapters/engine-calls/create-concessions.ts';

const REFUSAL = new Error('temperature is not supported');
const readRefusal = (error: unknown) => (error instanceof Error ? error.message : undefined);

/** A model that refuses to be asked for a temperature, and what `onAttempt` does meanwhile. */
function createRefusing(onAttempt: () => void = () => {}) {
  const attempts: string[][] = [];
  const concessions = createConcessions<'temperature' | 'schema'>({ schema: /schema/, temperature: /temperature/ });
  const attempt = async (wishes: ReadonlySet<string>) => {
    attempts.push([...wishes]);
    onAttempt();
    if (wishes.has('temperature')) throw REFUSAL;
    return 'answered';
  };
  return { attempts, ask: (signal?: AbortSignal) => concessions.ask(attempt, readRefusal, signal) };
}

test('what is refused is not asked for again', async () => {
  const { attempts, ask } = createRefusing();
  expect([await ask(), await ask()]).toEqual(['answered', 'answered']);
  expect(attempts).toEqual([['schema', 'temperature'], ['schema'], ['schema']]);
});

test('no further attempt is made once the caller has stopped, and what was refused is known all the same', async () => {
  const deadline = new AbortController();
  const { attempts, ask } = createRefusing(() => deadline.abort());
  await expect(ask(deadline.signal)).rejects.toBe(REFUSAL);
  expect(attempts).toHaveLength(1);
  expect(await ask()).toBe('answered');
  expect(attempts.at(-1)).toEqual(['schema']);
});
