/**
 * Takes articles of one long run each through the inbox and prints what came of them as JSON, a line each. Started with
 * `--no-regexp-optimization`, as which V8 treats a process that has compiled many patterns: what they may remember is full
 * after a few million units.
 */
import { createTextThreads } from '../../functions/wiring/text/text-threads.ts';
import { isOverflow } from '../../shared/app/work/refuse-overlong.ts';
import { objectCreated, record, setUpEvents } from '../functions/events/setup.ts';
import { writeArticle } from './write-article.ts';

const [count = '', ...units] = process.argv.slice(2);
const { text } = writeArticle(1, 6);

/** A busy machine takes its time for megabytes; what happens when time is up has tests of its own. */
const WORKING_MS = 1_800_000;

for (const unit of units.map((name) => JSON.parse(name) as string)) {
  const world = setUpEvents();
  const body = Buffer.from(`${text}\n\n${unit.repeat(Number(count) / Buffer.byteLength(unit))}\n\n${text}`);
  world.inbox.store('inbox/long.txt', { body });
  await world.send([record(objectCreated('inbox/long.txt', { size: body.length }))], WORKING_MS);
  const [outcome] = world.outcomes;
  process.stdout.write(`${JSON.stringify({ unit, outcome })}\n`);
}

// What is kept is short where it comes through a door; over this a pattern does overflow.
const threads = createTextThreads();
const work = threads.textWork.clean({ title: '', text: text.repeat(20) }, { keep: [' '.repeat(Number(count))] });
process.stdout.write(`${JSON.stringify({ overflows: await work.then(() => false, isOverflow) })}\n`);
await threads.close();
