import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBergamotTranslator } from '../../shared/adapters/translator-bergamot/create-bergamot-translator.ts';
import { divideWork } from '../../shared/adapters/translator-bergamot/divide-work.ts';
import type { LocalModel } from '../../shared/ports/engines/local-model.ts';
import type { Translator } from '../../shared/ports/engines/translator.ts';
import { PUBLISHED_SHAPE, writeTestModel } from '../support/marian-model/write-test-model.ts';
import { startBareEngine } from './local-engine/start-bare-engine.ts';
import {
  atLeast,
  atMost,
  type Bench,
  type BenchReport,
  median,
  megabytes,
  milliseconds,
  ratio,
  timeMs,
} from './report.ts';

/** Sentences of a run: sixteen jobs. */
const RUN_SENTENCES = 128;
const ROUNDS = 5;
const LONG_RUN_SENTENCES = 10_000;
/** The long run comes as articles of so many sentences, one of them long. */
const ARTICLE_SENTENCES = 40;

const MIN_WORDS_PER_SECOND = 600;
const MIN_RATIO_TO_BARE = 0.9;
const MIN_RATIO_OF_TWO_WORKERS = 1.6;
const MAX_FIRST_SENTENCE_MS = 1_000;
const MAX_MEMORY_GROWTH = 1.05;

/** Words that the generated model knows, so that its output is as long as a translation. Three lengths, as in the news. */
const sentence = (at: number) => {
  const clauses = [
    `Le conseil municipal de la ville a voté mardi soir le budget des travaux du pont numéro ${at}`,
    'et le maire a dit que les élèves et les enseignants ont attendu trop longtemps',
    'puis les parents ont entendu le ministre à la gare',
  ];
  return `${clauses.slice(0, 1 + (at % clauses.length)).join(', ')}.`;
};

/**
 * Bergamot with a generated model of the published "tiny" shape: speed against the engine called bare, two workers
 * against one, the first sentence, memory. It says nothing of quality, which such a model does not have.
 */
export const benchLocalEngine: Bench = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'depeche-bench-'));
  try {
    const model = await writeTestModel(directory, { shape: PUBLISHED_SHAPE });
    return [await measureFirstSentence(model), ...(await measureSpeed(model)), await measureMemory(model)];
  } finally {
    await rm(directory, { recursive: true });
  }
};

async function measureFirstSentence(model: LocalModel): Promise<BenchReport[number]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = createBergamotTranslator({ model, maxWorkers: 1 });
    times.push(await timeMs(() => run(fresh, [sentence(round)])));
    await fresh.close();
  }
  const ms = median(times);
  return {
    what: 'load and first sentence',
    value: milliseconds(ms),
    bar: atMost(ms, MAX_FIRST_SENTENCE_MS, milliseconds),
  };
}

/** One worker and two, beside one bare engine and two at once: the latter is what this machine gives a second engine. */
async function measureSpeed(model: LocalModel): Promise<BenchReport> {
  const sentences = Array.from({ length: RUN_SENTENCES }, (_, at) => sentence(at));
  const words = sentences.join(' ').split(' ').length;
  const jobs = divideWork(sentences, 1).map((job) => job.map((each) => each.sentence));
  const one = createBergamotTranslator({ model, maxWorkers: 1 });
  const two = createBergamotTranslator({ model, maxWorkers: 2 });
  const bare = await startBareEngine(model);
  const other = await startBareEngine(model);
  const runHalves = async () => {
    const halves = [0, 1].map((half) => jobs.filter((_, at) => at % 2 === half));
    const [left = 0, right = 0] = await Promise.all([bare.run(halves[0] ?? []), other.run(halves[1] ?? [])]);
    return left + right;
  };
  const rounds: Record<'bare' | 'twoBare' | 'one' | 'two', Cost>[] = [];
  // In turns, so that what else the machine does weighs on all alike; the first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const costs = {
      bare: await measure(() => bare.run(jobs)),
      one: await measure(() => run(one, sentences)),
      twoBare: await measure(runHalves),
      two: await measure(() => run(two, sentences)),
    };
    if (round > 0) rounds.push(costs);
  }
  for (const engine of [one, two, bare, other]) await engine.close();

  const of = (value: (costs: (typeof rounds)[number]) => number) => median(rounds.map(value));
  const oneSpeed = of(({ one }) => (words / one.wallMs) * 1000);
  const oneToBare = of(({ one, bare }) => bare.wallMs / one.wallMs);
  const twoToOne = of(({ one, two }) => one.wallMs / two.wallMs);
  return [
    {
      what: 'one worker',
      value: wordsPerSecond(oneSpeed),
      baseline: `${wordsPerSecond(of(({ bare }) => (words / bare.wallMs) * 1000))} bare`,
      bar: atLeast(oneSpeed, MIN_WORDS_PER_SECOND, wordsPerSecond),
    },
    {
      what: 'one worker, words a CPU second',
      value: wordsPerSecond(of(({ one }) => (words / one.cpuMs) * 1000)),
      baseline: `${wordsPerSecond(of(({ bare }) => (words / bare.cpuMs) * 1000))} bare`,
    },
    {
      what: 'one worker to the engine called bare',
      value: ratio(oneToBare),
      bar: atLeast(oneToBare, MIN_RATIO_TO_BARE),
    },
    {
      what: 'two workers to one',
      value: ratio(twoToOne),
      baseline: `two bare processes to one: ${ratio(of(({ bare, twoBare }) => bare.wallMs / twoBare.wallMs))}`,
      bar: atLeast(twoToOne, MIN_RATIO_OF_TWO_WORKERS),
    },
    {
      what: 'CPU time of the same work in two workers to one',
      value: ratio(of(({ one, two }) => two.cpuMs / one.cpuMs)),
      baseline: `two bare processes to one: ${ratio(of(({ bare, twoBare }) => twoBare.cpuMs / bare.cpuMs))}`,
    },
  ];
}

/** Resident memory after a tenth of a long run of articles, and after all of it. */
async function measureMemory(model: LocalModel): Promise<BenchReport[number]> {
  const translator = createBergamotTranslator({ model, maxWorkers: 2 });
  const translateArticles = async (from: number, to: number) => {
    for (let first = from; first < to; first += ARTICLE_SENTENCES) {
      const short = Array.from({ length: ARTICLE_SENTENCES - 1 }, (_, at) => `Voici la phrase ${first + at}.`);
      await run(translator, [sentence(first), ...short]);
    }
    return process.memoryUsage.rss();
  };
  const before = await translateArticles(0, LONG_RUN_SENTENCES / 10);
  const after = await translateArticles(LONG_RUN_SENTENCES / 10, LONG_RUN_SENTENCES);
  await translator.close();
  return {
    what: `resident after ${LONG_RUN_SENTENCES} sentences to a tenth of them`,
    value: ratio(after / before),
    baseline: `${megabytes(before)}, then ${megabytes(after)}, two workers`,
    bar: atMost(after / before, MAX_MEMORY_GROWTH),
  };
}

/** What a run took. */
interface Cost {
  wallMs: number;
  /** Of this process, and of those that the run states. */
  cpuMs: number;
}

async function measure(work: () => Promise<number>): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  let elsewhereMs = 0;
  const wallMs = await timeMs(async () => {
    elsewhereMs = await work();
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wallMs, cpuMs: (user + system) / 1000 + elsewhereMs };
}

/** Translates all of it, in this process: no CPU time elsewhere. */
async function run(translator: Translator, sentences: readonly string[]): Promise<0> {
  for await (const _ of translator.translate({ sentences, source: 'fr', target: 'en' }));
  return 0;
}

const wordsPerSecond = (value: number) => `${Math.round(value)} words/s`;
