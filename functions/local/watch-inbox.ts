import { watch } from 'node:fs';
import type { ArticleProblem } from '../../shared/core/result.ts';
import { toPrintableLine } from '../../shared/core/to-printable.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import { INBOX_PREFIX } from '../../shared/config/constants.ts';
import { type DroppedFiles, type FileState, isUnchanged } from './dropped-files.ts';
import type { Deliver } from './local-deliveries.ts';

/** A file that has not changed for this long is taken to be complete. */
const SETTLE_MS = 400;

/** Between looks when the system tells of no change; some file systems never do. */
const POLL_MS = 2_000;

export interface InboxWatch {
  /** Takes no more files; those under way stay in `processing/` for the next start. */
  close(): void;
}

/** Delivers every file that is dropped into the folder, and moves it by what became of it. */
export async function watchInbox(deps: {
  files: DroppedFiles;
  deliver: Deliver;
  clock: Clock;
  logger: Logger;
  say: (line: string) => void;
}): Promise<InboxWatch> {
  const { files, deliver, clock, logger, say } = deps;
  const closed = new AbortController();
  let wake = new AbortController();
  const watcher = watch(files.path, () => wake.abort());
  watcher.on('error', (error) => logger.warn('Changes in the inbox are noticed late', { name: error.name }));

  /** Works on a file as soon as there is room and `take` has it. */
  async function process(name: string, take: () => Promise<number | undefined>): Promise<void> {
    try {
      await deliver(
        async () => {
          const askedMs = await take();
          return askedMs === undefined ? undefined : { inbox: files.inbox, key: INBOX_PREFIX + name, askedMs };
        },
        async (outcome) => {
          const problem: ArticleProblem | undefined = 'problem' in outcome ? outcome.problem : undefined;
          await files.finish(name, problem);
          const shown = toPrintableLine(name);
          say(problem ? `${shown}: failed, ${problem.detail} (${problem.code})` : `${shown}: done`);
        },
      );
    } catch (error) {
      logger.error('A dropped file waits for the next start', { error });
    }
  }

  /** Resolves when the turn of the file has come, which is taken then: the others wait in the folder. */
  function begin(file: FileState): Promise<void> {
    return new Promise((resolve) => {
      const take = async () => {
        resolve();
        return (await files.take(file)) ? clock.nowMs() : undefined;
      };
      void process(file.name, take).finally(resolve);
    });
  }

  /** Takes what has settled since the look before; returns the rest. */
  async function look(before: readonly FileState[]): Promise<FileState[]> {
    const now = await files.listDropped();
    const settled = new Set(findSettled(before, now));
    for (const file of settled) {
      if (closed.signal.aborted) break;
      await begin(file);
    }
    return now.filter((file) => !settled.has(file));
  }

  async function run(): Promise<void> {
    let growing: FileState[] = [];
    while (!closed.signal.aborted) {
      wake = new AbortController();
      try {
        growing = await look(growing);
      } catch (error) {
        if (!closed.signal.aborted) logger.error('The inbox cannot be read', { error });
      }
      // A file that grows is looked at in peace; the next one dropped ends the pause at once.
      const [pauseMs, signal] = growing.length > 0 ? [SETTLE_MS, closed.signal] : [POLL_MS, wake.signal];
      await clock.sleep(pauseMs, signal).catch(() => {});
    }
  }

  for (const { name, askedMs } of await files.listInterrupted()) void process(name, async () => askedMs);
  void run();
  return {
    close() {
      closed.abort();
      wake.abort();
      watcher.close();
    },
  };
}

/** Files that stand as they did at the look before; linear, since tens of thousands may be dropped at once. */
export function findSettled(before: readonly FileState[], now: readonly FileState[]): FileState[] {
  const earlier = new Map(before.map((state) => [state.name, state]));
  return now.filter((file) => {
    const state = earlier.get(file.name);
    return state !== undefined && isUnchanged(state, file);
  });
}
