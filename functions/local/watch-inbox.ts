import { watch } from 'node:fs';
import type { ArticleProblem } from '../../shared/core/result.ts';
import { toPrintableLine } from '../../shared/core/to-printable.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { FileState, InboxFolder } from './inbox-folder.ts';
import type { LocalQueue } from './local-queue.ts';

/** A file that has not changed for this long is taken to be complete. */
const SETTLE_MS = 400;

/** Between looks when the system tells of no change; some file systems never do. */
const POLL_MS = 2_000;

/** Files under way at a time; the others wait in the folder, not in memory. */
const MAX_UNDER_WAY = 20;

export interface InboxWatch {
  /** Takes no more files; those under way stay in `processing/` for the next start. */
  close(): Promise<void>;
}

/** Sends every file that is dropped into the folder to the queue, and moves it by what became of it. */
export async function watchInbox(deps: {
  folder: InboxFolder;
  queue: Pick<LocalQueue, 'deliver'>;
  clock: Clock;
  logger: Logger;
  say: (line: string) => void;
}): Promise<InboxWatch> {
  const { folder, queue, clock, logger, say } = deps;
  const closed = new AbortController();
  let wake = new AbortController();
  let underWay = 0;
  const watcher = watch(folder.path, () => wake.abort());
  watcher.on('error', (error) => logger.warn('Changes in the inbox are noticed late', { name: error.name }));

  async function process(name: string): Promise<void> {
    underWay += 1;
    try {
      const outcome = await queue.deliver(await folder.read(name));
      const problem: ArticleProblem | undefined = 'problem' in outcome ? outcome.problem : undefined;
      await folder.finish(name, problem);
      const shown = toPrintableLine(name);
      say(problem ? `${shown}: failed, ${problem.detail} (${problem.code})` : `${shown}: done`);
    } catch (error) {
      // What is cut off by closing is no trouble: it is taken again.
      if (!closed.signal.aborted) logger.error('A dropped file waits for the next start', { error });
    } finally {
      underWay -= 1;
    }
  }

  /** Takes what has settled since the look before; returns the rest. */
  async function look(before: readonly FileState[]): Promise<FileState[]> {
    const now = await folder.listDropped();
    const settled = new Set(findSettled(before, now));
    const left: FileState[] = [];
    for (const state of now) {
      const isTaken = settled.has(state) && underWay < MAX_UNDER_WAY && (await folder.take(state.name));
      if (isTaken) void process(state.name);
      else left.push(state);
    }
    return left;
  }

  async function run(): Promise<void> {
    let growing: FileState[] = [];
    while (!closed.signal.aborted) {
      wake = new AbortController();
      try {
        growing = await look(growing);
      } catch (error) {
        logger.error('The inbox cannot be read', { error });
      }
      // A file that grows is looked at in peace; the next one dropped ends the pause at once.
      const [pauseMs, signal] = growing.length > 0 ? [SETTLE_MS, closed.signal] : [POLL_MS, wake.signal];
      await clock.sleep(pauseMs, signal).catch(() => {});
    }
  }

  for (const name of await folder.listInterrupted()) void process(name);
  const running = run();
  return {
    async close() {
      closed.abort();
      wake.abort();
      watcher.close();
      await running;
    },
  };
}

/** Files that stand as they did at the look before; linear, since tens of thousands may be dropped at once. */
export function findSettled(before: readonly FileState[], now: readonly FileState[]): FileState[] {
  const earlier = new Map(before.map((state) => [state.name, state]));
  return now.filter(({ name, bytes, modifiedMs }) => {
    const state = earlier.get(name);
    return state?.bytes === bytes && state.modifiedMs === modifiedMs;
  });
}
