/**
 * A thread that works on long texts, started by `text-threads.ts`. It does one job at a time; a list in an answer goes over
 * slice by slice, each when the one before was taken, because a message is read in one go.
 */
import { parentPort } from 'node:worker_threads';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../../shared/adapters/language-eld/create-eld-detector.ts';
import { isOverflow } from '../../../shared/app/work/refuse-overlong.ts';
import { TEXT_WORK_HERE } from '../../../shared/app/work/text-work-here.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import type { HtmlExtractor } from '../../../shared/ports/html-extractor.ts';
import type { LanguageDetector } from '../../../shared/ports/language-detector.ts';
import type { TextWork } from '../../../shared/ports/text-work.ts';

/** Items of a list that go over in one message; a few milliseconds to read. */
const SLICE_ITEMS = 5_000;

const extractor = createReadabilityExtractor();
const detector = createEldDetector();

/** What the thread can do. */
const JOBS = {
  extract: (...given: Parameters<HtmlExtractor['extract']>) => extractor.extract(...given),
  detect: (...given: Parameters<LanguageDetector['detect']>) => detector.detect(...given),
  clean: (...given: Parameters<TextWork['clean']>) => TEXT_WORK_HERE.clean(...given),
  pickSummary: ({ title, text }: { title: string; text: string }, count: number) =>
    TEXT_WORK_HERE.pickSummary({ title, text, sentences: segmentText(text) }, count),
  checkTranslation: (...given: Parameters<TextWork['checkTranslation']>) => TEXT_WORK_HERE.checkTranslation(...given),
};

type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Parameters<Jobs[Name]>;
export type JobValue<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;

/** What goes to the thread: a job, or the wish for the next slice. */
export type Order = { [Name in JobName]: { name: Name; given: JobInput<Name> } }[JobName] | 'next';

/** What comes back: a slice of the list at `path` of the value, the value with those lists left empty, or what it threw. */
export type Report =
  | { path: readonly string[]; items: readonly unknown[] }
  | { value: unknown }
  | { refused: { code: DepecheError['code']; message: string; options: object } }
  | { overflow: RangeError }
  | { failed: string };

const port = parentPort;
let takeNext = () => {};

port?.on('message', (order: Order) => {
  if (order === 'next') takeNext();
  else void carryOut(order).then(tell);
});

function tell(report: Report): void {
  port?.postMessage(report);
}

async function carryOut({ name, given }: Exclude<Order, 'next'>): Promise<Report> {
  try {
    const work = JOBS[name] as (...input: unknown[]) => Promise<unknown>; // the name goes with its input
    return { value: await sendLists(await work(...given), []) };
  } catch (error) {
    if (isOverflow(error)) return { overflow: error };
    if (!(error instanceof DepecheError)) return { failed: error instanceof Error ? error.name : 'Error' };
    const { code, message, cause: _, ...options } = error;
    return { refused: { code, message, options: { ...options } } };
  }
}

/** Sends the long lists of a value; returns it with empty ones in their place. */
async function sendLists(value: unknown, path: readonly string[]): Promise<unknown> {
  if (Array.isArray(value)) {
    if (value.length <= SLICE_ITEMS) return value;
    for (let start = 0; start < value.length; start += SLICE_ITEMS) {
      const taken = new Promise<void>((resolve) => {
        takeNext = resolve;
      });
      tell({ path, items: value.slice(start, start + SLICE_ITEMS) });
      await taken;
    }
    return [];
  }
  if (typeof value !== 'object' || value === null) return value;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) members.push([name, await sendLists(member, [...path, name])]);
  return Object.fromEntries(members);
}
