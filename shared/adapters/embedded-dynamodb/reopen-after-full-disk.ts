import { statfs } from 'node:fs/promises';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearStopped, isStopped } from './answer-disk-errors.ts';
import { inspectDatabase } from './inspect-database.ts';

/** What LevelDB writes when it is opened: its log of up to 4 MB as a table, a new log, a manifest. */
const MIN_ROOM_BYTES = 8_000_000;

/** Between two tries to open a database whose disk filled up again. */
const RETRY_MS = 1_000;

/**
 * Opens the database of a server anew once a full disk has stopped it and there is room again; looked at with each request.
 * Until then it is read as ever. While it is being opened, which takes some milliseconds, the server refuses connections,
 * and its clients try again.
 */
export function reopenAfterFullDisk(
  server: Server,
  { dataDirectory, listen, close }: { dataDirectory: string; listen: () => Promise<void>; close: () => Promise<void> },
): { wasStopped(): boolean; end(): Promise<void> } {
  let reopening: Promise<void> | undefined;
  let wasStopped = false;
  let isClosing = false;
  let isOver = false;

  async function reopen(): Promise<void> {
    isClosing = true;
    await close();
    isClosing = false;
    while (!isOver) {
      try {
        if ((await inspectDatabase(dataDirectory, { readsAll: false })) === 'sound') break;
      } catch {
        // Still full, or not to be opened for now.
      }
      await sleep(RETRY_MS, undefined, { ref: false });
    }
    if (isOver) return;
    clearStopped(dataDirectory);
    await listen();
  }

  async function look(): Promise<void> {
    const { bavail, bsize } = await statfs(dataDirectory);
    if (bavail * bsize >= MIN_ROOM_BYTES) await reopen();
  }

  server.prependListener('request', (_, response) => {
    // A connection that is kept alive would hold a closing server open for as long as it is used.
    response.shouldKeepAlive &&= !isClosing;
    response.once('close', () => setImmediate(() => isClosing && server.closeIdleConnections()));
    if (!isStopped(dataDirectory)) return;
    wasStopped = true;
    reopening ??= look().finally(() => {
      reopening = undefined;
    });
  });
  return {
    wasStopped: () => wasStopped || isStopped(dataDirectory),
    async end() {
      isOver = true;
      await reopening;
    },
  };
}
