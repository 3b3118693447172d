// Before the rules, whose expressions it is for.
import './compile-patterns.ts';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { createEldDetector } from '../../../shared/adapters/language-eld/create-eld-detector.ts';
import { TEXT_WORK_HERE } from '../../../shared/app/work/text-work-here.ts';
// Not late here: what compiles a server that runs from its source ends with the terminal's Ctrl-C, and the article that is
// under way then is still to be checked and summarised.
import '../../../shared/core/check/check-translation.ts';
import '../../../shared/core/summarize/summarize-sentences.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { AppDependencies } from '../../../shared/app/dependencies.ts';
import type { TextWork } from '../../../shared/ports/text-work.ts';
import type { JobInput, JobName, JobValue, Order, Report } from './text-thread.ts';

/** Shorter texts are worked on here: the worst of them takes some 100 ms, and a message would cost more than most. */
const LONG_CHARACTERS = 15_000;

/** One holds a text of minutes, the other lets the next ones pass. */
const MAX_THREADS = 2;

/** In a checkout the thread is TypeScript like all the rest; a package has it built beside this module. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const THREAD = new URL(IS_SOURCE ? './text-thread.ts' : './text-thread.mjs', import.meta.url);

/**
 * The work on texts, long ones in threads beside the one that serves: a body of 5 MB made to be slow takes a minute of
 * processor time, in which leases are renewed and others answered. Threads start with the first long text.
 */
export function createTextThreads() {
  const limit = pLimit(MAX_THREADS);
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  const run = <Name extends JobName>(name: Name, ...given: JobInput<Name>): Promise<JobValue<Name>> =>
    limit(async () => {
      const worker = idle.pop() ?? start();
      worker.ref();
      try {
        return (await carryOut(worker, { name, given } as Order)) as JobValue<Name>;
      } finally {
        worker.unref();
        if (all.has(worker)) idle.push(worker);
      }
    });

  function start(): Worker {
    const worker = IS_SOURCE
      ? new Worker(loadSource(THREAD), { eval: true, execArgv: [] })
      : new Worker(THREAD, { execArgv: [] });
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  }

  const isLong = (text: string) => text.length > LONG_CHARACTERS;
  const extractorHere = createReadabilityExtractor();
  const detectorHere = createEldDetector();
  const works: Pick<AppDependencies, 'extractor' | 'detector'> & { textWork: TextWork } = {
    textWork: {
      clean: (raw, options) => (isLong(raw.text) ? run('clean', raw, options) : TEXT_WORK_HERE.clean(raw, options)),
      pickSummary: (article, count) =>
        isLong(article.text)
          ? run('pickSummary', { title: article.title, text: article.text }, count)
          : TEXT_WORK_HERE.pickSummary(article, count),
      checkTranslation: (pair) =>
        isLong(pair.source + pair.translation) ? run('checkTranslation', pair) : TEXT_WORK_HERE.checkTranslation(pair),
    },
    extractor: {
      extract: (html, options) => (isLong(html) ? run('extract', html, options) : extractorHere.extract(html, options)),
    },
    detector: { detect: (text) => (isLong(text) ? run('detect', text) : detectorHere.detect(text)) },
  };
  return {
    ...works,
    /** Stops the threads; what is under way fails. */
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** A thread has no loader of its own for TypeScript before it asks for one. */
function loadSource({ href }: URL): string {
  const loader = import.meta.resolve('tsx/esm/api');
  return `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(href)})));`;
}

/** One job of an idle thread. Throws what the job throws; `internal` when the thread ends over it. */
function carryOut(worker: Worker, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const lists = new Map<string, unknown[]>();
    const settle = (end: () => void) => {
      worker.off('message', take).off('error', lose).off('exit', lose);
      end();
    };
    const lose = (cause?: unknown) =>
      settle(() => reject(new DepecheError('internal', 'The thread that worked on the text has ended.', { cause })));
    const take = (report: Report) => {
      if ('items' in report) {
        const name = JSON.stringify(report.path);
        lists.set(name, lists.get(name) ?? []);
        lists.get(name)?.push(...report.items);
        return worker.postMessage('next' satisfies Order);
      }
      if ('value' in report) return settle(() => resolve(putBack(report.value, lists)));
      if ('overflow' in report) return settle(() => reject(report.overflow));
      const error =
        'refused' in report
          ? new DepecheError(report.refused.code, report.refused.message, report.refused.options)
          : new DepecheError('internal', `Work on a text failed with ${report.failed}.`);
      settle(() => reject(error));
    };
    worker.on('message', take).once('error', lose).once('exit', lose);
    worker.postMessage(order);
  });
}

/** Puts the lists that came in slices into their places in the value. */
function putBack(value: unknown, lists: ReadonlyMap<string, unknown[]>): unknown {
  for (const [name, items] of lists) {
    const path = JSON.parse(name) as string[];
    let place = value as Record<string, unknown>;
    for (const step of path.slice(0, -1)) place = place[step] as Record<string, unknown>;
    place[path.at(-1) ?? ''] = items;
  }
  return value;
}
