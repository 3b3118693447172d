import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ENGINE_CONFIG } from '../../../shared/adapters/translator-bergamot/engine-config.ts';
import type { LocalModel } from '../../../shared/ports/engines/local-model.ts';

// The worker's engine in a process of its own, without pool, plan or masking: it is given the files of a model, then jobs
// of lines, and answers each message with the CPU time that it took.

const WORKER = new URL('../../../shared/adapters/translator-bergamot/bergamot-worker.mjs', import.meta.url);
const ENGINE = '@browsermt/bergamot-translator/worker/bergamot-translator-worker';

async function startWorker(files: LocalModel['files']): Promise<Worker> {
  const { resolve } = createRequire(import.meta.url);
  const wasm = await WebAssembly.compile(await readFile(resolve(`${ENGINE}.wasm`)));
  const glue = await readFile(resolve(`${ENGINE}.js`), 'utf8');
  const worker = new Worker(WORKER, { workerData: { wasm, glue, config: ENGINE_CONFIG, files } });
  await once(worker, 'message');
  return worker;
}

export type BareRequest = { files: LocalModel['files'] } | { jobs: readonly (readonly string[])[] };
export interface BareAnswer {
  cpuMs: number;
}

let worker: Worker | undefined;
process.on('message', async (request: BareRequest) => {
  const before = process.cpuUsage();
  if ('files' in request) worker = await startWorker(request.files);
  else {
    for (const lines of request.jobs) {
      worker?.postMessage({ lines });
      if (worker) await once(worker, 'message');
    }
  }
  const { user, system } = process.cpuUsage(before);
  const answer: BareAnswer = { cpuMs: (user + system) / 1000 };
  process.send?.(answer);
});
