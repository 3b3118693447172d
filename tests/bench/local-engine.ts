import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createBergamotTranslator } from '../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import { ENGINE_CONFIG } from '../../shared/adapters/translator-bergamot/engine-config.ts';
import type { LocalModel } from '../../shared/ports/local-model.ts';
import type { Translator } from '../../shared/ports/translator.ts';
import { PUBLISHED_SHAPE, writeTestModel } from '../support/marian-model/write-test-model.ts';
import { type Bench, milliseconds, quantile, ratio, timeMs } from './report.ts';

/** Sentences of a run, and lines a job of the engine called bare: as many as the translator sends. */
const RUN_SENTENCES = 192;
const LINES_PER_JOB = 32;
const ROUNDS = 5;
const LONG_RUN_SENTENCES = 10_000;

/** Words that the generated model knows, so that its output is as long as a translation. */
const sentence = (at: number) =>
  `Le conseil municipal de la ville a voté mardi soir le budget des travaux du pont numéro ${at}, et le maire a dit ` +
  'que les élèves et les enseignants ont attendu trop longtemps.';

/**
 * Bergamot with a generated model of the published "tiny" shape: speed against the engine called bare, two workers
 * against one, the first sentence, memory. It says nothing of quality, which such a model does not have.
 */
export const benchLocalEngine: Bench = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'depeche-bench-'));
  const opened: { close(): Promise<unknown> }[] = [];
  try {
    const model = await writeTestModel(directory, { shape: PUBLISHED_SHAPE });
    const open = (maxWorkers: number) => {
      const translator = createBergamotTranslator({ model, maxWorkers });
      opened.push(translator);
      return translator;
    };
    const firstMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const fresh = open(1);
      firstMs.push(await timeMs(() => run(fresh, [sentence(round)])));
      await fresh.close();
    }
    const bare = await startBareEngine(model);
    opened.push(bare);
    const [one, two] = [open(1), open(2)];
    const sentences = Array.from({ length: RUN_SENTENCES }, (_, at) => sentence(at));
    const words = sentences.join(' ').split(/\s+/).length;
    const times = { bare: [] as number[], one: [] as number[], two: [] as number[] };
    for (const translator of [one, two]) await run(translator, sentences);
    // In turns, so that what else the machine does weighs on all alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      times.bare.push(await timeMs(() => bare.run(sentences)));
      times.one.push(await timeMs(() => run(one, sentences)));
      times.two.push(await timeMs(() => run(two, sentences)));
    }
    const [bareMs, oneMs, twoMs] = [times.bare, times.one, times.two].map((values) => quantile(values, 0.5));
    const speed = (ms = Number.NaN) => `${Math.round((words / ms) * 1000)} words/s`;
    const memory = await measureMemory(two);
    return [
      { what: 'load and first sentence, median', value: milliseconds(quantile(firstMs, 0.5)) },
      { what: 'one worker', value: speed(oneMs), baseline: `${speed(bareMs)} bare` },
      { what: 'one worker to the engine called bare', value: ratio((bareMs ?? 0) / (oneMs ?? 1)) },
      { what: 'two workers to one', value: ratio((oneMs ?? 0) / (twoMs ?? 1)), baseline: speed(twoMs) },
      {
        what: `resident after ${LONG_RUN_SENTENCES} sentences`,
        value: `${memory.after} MB`,
        baseline: `${memory.before} MB after a tenth`,
      },
    ];
  } finally {
    for (const each of opened) await each.close();
    await rm(directory, { recursive: true });
  }
};

async function run(translator: Translator, sentences: readonly string[]): Promise<void> {
  for await (const _ of translator.translate({ sentences, source: 'fr', target: 'en' }));
}

/** The worker's engine without pool, plan or masking: the lines as they are. */
async function startBareEngine({ files }: LocalModel) {
  const { resolve } = createRequire(import.meta.url);
  const engine = '@browsermt/bergamot-translator/worker/bergamot-translator-worker';
  const wasm = await WebAssembly.compile(await readFile(resolve(`${engine}.wasm`)));
  const glue = await readFile(resolve(`${engine}.js`), 'utf8');
  const url = new URL('../../shared/adapters/translator-bergamot/bergamot-worker.mjs', import.meta.url);
  const worker = new Worker(url, { workerData: { wasm, glue, config: ENGINE_CONFIG, files } });
  await once(worker, 'message');
  return {
    async run(lines: readonly string[]) {
      for (let at = 0; at < lines.length; at += LINES_PER_JOB) {
        worker.postMessage({ lines: lines.slice(at, at + LINES_PER_JOB) });
        await once(worker, 'message');
      }
    },
    close: () => worker.terminate(),
  };
}

/** Resident megabytes after a tenth of a long run of different short sentences, and after all of it. */
async function measureMemory(translator: Translator) {
  const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
  const batch = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => `Voici la phrase ${from + at}.`);
  await run(translator, batch(0, LONG_RUN_SENTENCES / 10));
  const before = megabytes();
  await run(translator, batch(LONG_RUN_SENTENCES / 10, LONG_RUN_SENTENCES));
  return { before, after: megabytes() };
}
