import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { DepecheError } from '../../core/errors.ts';
import type { LocalModel } from '../../ports/engines/local-model.ts';
import { ENGINE_CONFIG } from './engine-config.ts';

/** The thread that had the job is gone; the next job gets a new one. */
export class WorkerLostError extends Error {
  constructor() {
    super('A worker of the local engine stopped while it was translating.');
    this.name = 'WorkerLostError';
  }
}

interface Job {
  lines: readonly string[];
  settle: (outcome: { translations: string[] } | { error: unknown }) => void;
}

type Answer = { ready: true } | { translations: string[] } | { problem: string };

/** Where the npm package keeps the engine; a bundle needs the package beside it. */
const ENGINE = '@browsermt/bergamot-translator/worker/bergamot-translator-worker';

/** Engines in worker threads, started when there is work that no idle one can take. */
export function createWorkerPool({
  model,
  size,
  workerUrl,
}: {
  model: LocalModel;
  /** Engines at most, each in a thread of its own with a copy of the model. */
  size: number;
  workerUrl: URL;
}) {
  const workers = new Set<Worker>();
  const starting = new Set<Promise<void>>();
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  let waiting: Job[] = [];
  let engine: ReturnType<typeof loadEngine> | undefined;
  let isClosed = false;

  function assign(): void {
    while (waiting.length > 0 && idle.length > 0) {
      const worker = idle.pop();
      const job = waiting.shift();
      if (!worker || !job) return;
      running.set(worker, job);
      worker.ref();
      worker.postMessage({ lines: job.lines });
    }
    while (starting.size < waiting.length && workers.size + starting.size < size) {
      const start = startOne().then(
        (worker) => {
          starting.delete(start);
          rest(worker);
        },
        (error) => {
          starting.delete(start);
          engine = undefined; // what is missing may be put right while the service runs
          if (workers.size + starting.size > 0) return; // the others take what waits
          for (const job of waiting.splice(0)) job.settle({ error });
        },
      );
      starting.add(start);
    }
  }

  async function startOne(): Promise<Worker> {
    engine ??= loadEngine();
    const { wasm, glue } = await engine;
    const workerData = { wasm, glue, config: ENGINE_CONFIG, files: model.files };
    const worker = await untilReady(new Worker(workerUrl, { workerData }));
    worker.on('message', (answer: Answer) => finish(worker, answer));
    worker.once('exit', () => lose(worker));
    workers.add(worker);
    return worker;
  }

  function rest(worker: Worker): void {
    worker.unref(); // an idle engine keeps no process alive
    idle.push(worker);
    assign();
  }

  function finish(worker: Worker, answer: Answer): void {
    const job = running.get(worker);
    if (!job || !('translations' in answer)) return;
    running.delete(worker);
    job.settle(answer);
    rest(worker);
  }

  function lose(worker: Worker): void {
    workers.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    const job = running.get(worker);
    running.delete(worker);
    job?.settle({ error: new WorkerLostError() });
    assign();
  }

  return {
    /**
     * Translates lines in one engine. Throws `WorkerLostError` when that engine died of it or beside it, `DepecheError`
     * `translator-unavailable` when none can be started, and the signal's reason once it has aborted.
     */
    run(lines: readonly string[], signal?: AbortSignal): Promise<string[]> {
      return new Promise((resolve, reject) => {
        if (isClosed) return reject(unavailable('it has been closed'));
        if (signal?.aborted) return reject(signal.reason);
        const giveUp = () => {
          waiting = waiting.filter((other) => other !== job);
          reject(signal?.reason);
        };
        const job: Job = {
          lines,
          settle: (outcome) => {
            signal?.removeEventListener('abort', giveUp);
            if ('error' in outcome) reject(outcome.error);
            else resolve(outcome.translations);
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(job);
        assign();
      });
    },
    /** Lets running jobs end, refuses those that wait, stops the threads. */
    async close(): Promise<void> {
      isClosed = true;
      for (const job of waiting.splice(0)) job.settle({ error: unavailable('it has been closed') });
      await Promise.all([...starting, ...Array.from(running.values(), ended)]);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** Resolves when the job is settled, whoever waits for it. */
function ended(job: Job): Promise<void> {
  return new Promise((resolve) => {
    const { settle } = job;
    job.settle = (outcome) => {
      settle(outcome);
      resolve();
    };
  });
}

/** The engine is compiled once and shared by all threads. */
async function loadEngine(): Promise<{ wasm: WebAssembly.Module; glue: string }> {
  try {
    const { resolve } = createRequire(import.meta.url);
    const [code, glue] = await Promise.all([
      readFile(resolve(`${ENGINE}.wasm`)),
      readFile(resolve(`${ENGINE}.js`), 'utf8'),
    ]);
    return { wasm: await WebAssembly.compile(code), glue };
  } catch (cause) {
    throw unavailable('its package is missing or damaged; whoever runs it should install the packages again', cause);
  }
}

/** Resolves once the engine in the thread is ready. */
function untilReady(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    // An error ends the thread too, so one listener tells the reason and `exit` stands for the rest.
    worker.on('error', (cause) => reject(unavailable('its engine stopped while starting', cause)));
    worker.once('exit', () => reject(unavailable('its engine stopped while starting')));
    worker.once('message', (answer: Answer) => {
      if ('ready' in answer) return resolve(worker);
      const what = 'problem' in answer ? answer.problem : 'its engine answered out of turn';
      reject(unavailable(`${what}; whoever runs it should replace or remove the model`));
    });
  });
}

function unavailable(why: string, cause?: unknown): DepecheError {
  return new DepecheError('translator-unavailable', `The local neural engine cannot be used: ${why}.`, { cause });
}
