/**
 * Runs jobs, `maxConcurrent` at a time, and yields what they emit as it comes. A job goes on when the consumer is done with
 * what it emitted: whoever is killed loses the jobs under way and none before them. A job that fails does not keep the others
 * from finishing; after a failure that `isFinal` calls hopeless no further one starts. The first failure is thrown at
 * the end. When the consumer leaves early, `stop` is called for what still runs.
 */
export async function* streamJobs<Job, Result>(
  jobs: readonly Job[],
  options: {
    maxConcurrent: number;
    run: (job: Job, emit: (result: Result) => Promise<void>) => Promise<void>;
    isFinal: (error: unknown) => boolean;
    stop: () => void;
  },
): AsyncGenerator<Result, void, undefined> {
  const { maxConcurrent, run, isFinal, stop } = options;
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
        await run(job, emit);
      } catch (error) {
        failure ??= { error };
        halted ||= isFinal(error);
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
      stop();
      for (const { release } of ready) release();
      await workers;
    }
  }
  if (failure) throw failure.error;
}
