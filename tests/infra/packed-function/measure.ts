import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../../infra/build/bundle-functions.ts';
import { startTestTable } from '../../support/dynamodb/start-test-table.ts';
import { PUBLISHED_SHAPE, writeTestModel } from '../../support/marian-model/write-test-model.ts';
import { type ColdAnswer, startCold } from './start-cold.ts';

/** Starts measured of each package; the median is told. */
const RUNS = 9;

/** Every start translates another sentence, so that none is answered from the table. */
const sentence = (at: number) => `Le conseil municipal de la ville a voté mardi soir le budget numéro ${at}.`;

/**
 * Cold starts of the HTTP function as it is packed with a local engine: with the model that ships, and with a generated
 * one of the published "tiny" shape. Prints medians. The next start reads files that the system has at hand, so the time
 * Lambda takes to fetch the package is not in it.
 */
const folder = mkdtempSync(join(tmpdir(), 'depeche-cold-'));
const table = await startTestTable();
try {
  const { name } = await bundleFunction({
    name: 'http',
    entry: 'functions/http/index.ts',
    folder,
    withLocalEngine: true,
    glossary: undefined,
  });
  await report(`${name}, model that ships`);
  await writeTestModel(join(folder, 'shared/models/fr-en'), { shape: PUBLISHED_SHAPE });
  await report(`${name}, generated model of the tiny shape`);
} finally {
  await table.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function report(what: string): Promise<void> {
  const answers: ColdAnswer[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    answers.push(await startCold({ folder, table, text: sentence(run) }));
  }
  const [first] = answers;
  const median = (value: (answer: ColdAnswer) => number) =>
    Math.round(answers.map(value).sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN);
  process.stdout.write(
    `${what} (${first?.body.translation?.engine}): import ${median(({ importMs }) => importMs)} ms, ` +
      `first sentence ${median(({ answerMs }) => answerMs)} ms, ` +
      `together ${median(({ importMs, answerMs }) => importMs + answerMs)} ms, ` +
      `processor ${median(({ cpuMs }) => cpuMs)} ms, resident ${median(({ memoryMb }) => memoryMb)} MB; median of ${RUNS} starts\n`,
  );
}
