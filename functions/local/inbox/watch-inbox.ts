import { watch } from 'node:fs';
import { basename } from 'node:path';
import type { ArticleProblem } from '../../../shared/core/result.ts';
import { toPrintableLine } from '../../../shared/core/text/to-printable.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import type { DroppedFiles, FileState } from './dropped-files.ts';
import type { Deliver } from './local-deliveries.ts';
import { chooseFiles, identityOf, keyOf, type SeenFile, settleFiles } from './settle-files.ts';

/** A file that has not changed for this long is taken to be complete. */
const SETTLE_MS = 400;

/** Between looks when the system tells of no change; some file systems never do. */
const POLL_MS = 2_000;

const NO_UTF8: ArticleProblem = {
  code: 'invalid-request',
  detail: 'The name is not UTF-8; rename it and drop it again.',
};

const SAME_ARTICLE: ArticleProblem = {
  code: 'invalid-request',
  detail: 'Another file came with it that names the same article; drop this one again if it is the newer version.',
};

export type InboxWatch = Awaited<ReturnType<typeof watchInbox>>;

/** Delivers every file that is dropped into the folder, and moves it by what became of it. */
export async function watchInbox(deps: {
  files: DroppedFiles;
  deliver: Deliver;
  clock: Clock;
  logger: Logger;
  say: (line: string) => void;
}) {
  const { files, deliver, clock, logger, say } = deps;
  const closed = new AbortController();
  let wake = new AbortController();
  /** Articles whose files are in `processing/`: a newer version waits for its turn in the inbox. */
  const busy = new Set<string>();
  const watcher = watch(files.path, () => wake.abort());
  watcher.on('error', (error) => logger.warn('Changes in the inbox are noticed late', { name: error.name }));

  function tell(name: string, problem: ArticleProblem | undefined): void {
    const shown = toPrintableLine(name);
    say(problem ? `${shown}: failed, ${problem.detail} (${problem.code})` : `${shown}: done`);
  }

  /** Works on a file as soon as there is room and `take` has it. */
  async function process(name: string, take: () => Promise<number | undefined>): Promise<void> {
    const identity = identityOf(name);
    let isTaken = false;
    busy.add(identity);
    try {
      await deliver(
        async () => {
          const askedMs = await take();
          isTaken = askedMs !== undefined;
          return isTaken ? { inbox: files.inbox, key: keyOf(name), askedMs } : undefined;
        },
        async (outcome) => {
          const problem = 'problem' in outcome ? outcome.problem : undefined;
          await files.finish(name, problem);
          isTaken = false;
          tell(name, problem);
        },
      );
    } catch (error) {
      logger.error(isTaken ? 'A dropped file waits for the next start' : 'A dropped file cannot be taken', { error });
    }
    // What stays in `processing/` goes before later versions of its article.
    if (!isTaken) busy.delete(identity);
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

  async function refuse(name: string, problem: ArticleProblem, move: () => Promise<boolean>): Promise<void> {
    try {
      if (await move()) tell(name, problem);
    } catch (error) {
      logger.error('A dropped file that is refused cannot be moved', { error });
    }
  }

  /** Takes what has settled since the look before; returns what was seen. */
  async function look(before: readonly SeenFile[]): Promise<SeenFile[]> {
    const { files: now, unnamed, errors } = await files.list();
    for (const error of errors) logger.error('A folder in the inbox cannot be read', { error });
    for (const path of unnamed) {
      await refuse(basename(path.toString()), NO_UTF8, () => files.refuseUnnamed(path, NO_UTF8));
    }
    const seen = settleFiles(before, now, clock.nowMs());
    const { taken, refused } = chooseFiles(seen);
    for (const file of refused) await refuse(file.name, SAME_ARTICLE, () => files.refuse(file, SAME_ARTICLE));
    for (const file of taken) {
      if (closed.signal.aborted) break;
      if (!busy.has(identityOf(file.name))) await begin(file);
    }
    return seen;
  }

  async function run(): Promise<void> {
    let seen: SeenFile[] = [];
    while (!closed.signal.aborted) {
      wake = new AbortController();
      try {
        seen = await look(seen);
      } catch (error) {
        if (!closed.signal.aborted) logger.error('The inbox cannot be read', { error });
      }
      // A file that grows is looked at in peace; the next one dropped ends the pause at once.
      const isGrowing = seen.some(({ isSettled }) => !isSettled);
      const [pauseMs, signal] = isGrowing ? [SETTLE_MS, closed.signal] : [POLL_MS, wake.signal];
      await clock.sleep(pauseMs, signal).catch(() => {});
    }
  }

  for (const { name, askedMs } of await files.listInterrupted()) void process(name, async () => askedMs);
  void run();
  return {
    /** Takes no more files; those under way stay in `processing/` for the next start. */
    close(): void {
      closed.abort();
      wake.abort();
      watcher.close();
    },
  };
}
