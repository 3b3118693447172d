import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const RUNNER = join(import.meta.dirname, 'run-function.mjs');

/** What the event function gets; the gateway's patience is shorter and counts by itself. */
const REMAINING_MS = 120_000;

export interface RunningFunction {
  /** Rejects with what the handler threw. */
  invoke(event: unknown, remainingMs?: number): Promise<unknown>;
  /** What it wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

type Reply = { id: number; answer: unknown } | { id: number; error: string };

/** Starts a built function by the file of its code with nothing in its environment but `env`. */
export async function startFunction(
  file: string,
  env: Readonly<Record<string, string>>,
  workingDirectory: string,
): Promise<RunningFunction> {
  const { PATH = '' } = process.env;
  const child = fork(RUNNER, [file], {
    cwd: workingDirectory,
    execArgv: [],
    env: { PATH, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      log += chunk;
    });
  }
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  const exited = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error(`${file} did not start:\n${log}`))),
  ]);
  child.on('message', (reply: Reply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.answer);
  });
  let last = 0;
  return {
    invoke: (event, remainingMs = REMAINING_MS) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, event, remainingMs });
      }),
    log: () => log,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
