import { setMaxListeners } from 'node:events';
import { DepecheError } from '../../core/errors.ts';

/**
 * Runs jobs, `maxConcurrent` at a time, and yields what they emit as it comes. A job goes on when the consumer is done with
 * what it emitted: whoever is killed loses the jobs under way and none before them. A job that fails does not keep the others
 * from finishing; after a failure that is not retryable no further one starts. The first failure is thrown at the end. The
 * signal that a job gets aborts with `signal`, and when the consumer leaves early.
 */
export async function* streamJobs<Job, Result>(
  jobs: readonly Job[],
  options: {
    maxConcurrent: number;
    signal: AbortSignal | undefined;
    run: (job: Job, emit: (result: Result) => Promise<void>, stopSignal: AbortSignal) => Promise<void>;
  },
): AsyncGenerator<Result, void, undefined> {
  const { maxConcurrent, run, signal } = options;
  const left = new AbortController();
  const stopSignal = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  // Every call that waits its turn listens to it. A call under way does not: it is billed, so it lands.
  setMaxListeners(0, stopSignal);
  const queue = jobs.values();
  const ready: { result: Result; release: () => void }[] = [];
  let failure: { error: unknown } | undefined;
  let halted = false;
  let finished = false;
  let hasLeft = false;
  let wake = () => {};

  const emit = (result: Result) =>
    new Promise<void>((release) => {
      if (hasLeft) return release();
      ready.push({ result, release });
      wake();
    });
  const work = async () => {
    for (const job of queue) {
      try {
        await run(job, emit, stopSignal);
      } catch (error) {
        failure ??= { error };
        halted ||= error instanceof DepecheError && !error.retryable;
      }
      if (halted) return;
    }
  };
  const workers = Promise.all(Array.from({ length: Math.min(maxConcurrent, jobs.length) }, work)).then(() => {
    finished = true;
    wake();
  });

  try {
    while (!finished || ready.length > 0) {
      const next = ready.shift();
      if (next !== undefined) {
        try {
          yield next.result;
        } finally {
          next.release();
        }
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    if (!finished) {
      halted = true;
      hasLeft = true;
      left.abort();
      for (const { release } of ready) release();
      await workers;
    }
  }
  if (failure) throw failure.error;
}
