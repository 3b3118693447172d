import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LocalModel } from '../../../shared/ports/engines/local-model.ts';
import type { BareAnswer, BareRequest } from './bare-engine-process.ts';

/** Bergamot alone in a process of its own. */
export interface BareEngine {
  /** Translates jobs one after the other; resolves to the CPU milliseconds that took. */
  run(jobs: readonly (readonly string[])[]): Promise<number>;
  close(): Promise<unknown>;
}

/** The engine as the translator's worker loads it, ready to translate. Throws when its process ends early. */
export async function startBareEngine({ files }: LocalModel): Promise<BareEngine> {
  const child = fork(join(import.meta.dirname, 'bare-engine-process.ts'));
  const ended = once(child, 'exit');
  const ask = async (request: BareRequest) => {
    const answered = once(child, 'message') as Promise<[BareAnswer]>;
    child.send(request);
    const answer = await Promise.race([answered, ended.then(() => undefined)]);
    if (!answer) throw new Error('The process of the bare engine ended.');
    return answer[0].cpuMs;
  };
  await ask({ files });
  return {
    run: (jobs) => ask({ jobs }),
    close: () => {
      child.kill();
      return ended;
    },
  };
}
