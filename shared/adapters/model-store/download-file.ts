import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type ReceiveOptions, receiveFile } from './receive-file.ts';
import type { RemoteFile } from './remote-model.ts';
import { SourceError } from './source-error.ts';
import { unpackFile } from './unpack-file.ts';

/** Requests to one place, each going on where the one before stopped, before the next place is asked. */
const MAX_ATTEMPTS = 4;

/** Before the second attempt, and twice as long before each next one; half of it is chance. */
const FIRST_PAUSE_MS = 1_000;

export interface DownloadOptions extends ReceiveOptions {
  /** Waits between attempts; tests do not. */
  pause?: ((durationMs: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined;
}

/**
 * Brings a file here, unpacked, from the first place that has it as it must be, going on where an earlier download
 * stopped. Resolves to nothing once everything that is known of the file was checked, or to what went wrong at every place;
 * what was received stays for the next attempt, unless it is wrong. Throws the signal's reason, or what the file system
 * throws.
 */
export async function downloadFile(file: RemoteFile, options: DownloadOptions): Promise<readonly SourceError[]> {
  const failures: SourceError[] = [];
  for (const address of file.addresses) {
    try {
      await downloadFrom(address, file, options);
      return [];
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

async function downloadFrom(address: string, file: RemoteFile, options: DownloadOptions): Promise<void> {
  const { to, signal, pause = (durationMs) => delay(durationMs, undefined, signal ? { signal } : {}) } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptDownload(address, file, { ...options, to: `${to}.part` }, to);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof SourceError) || !error.retryable || attempt === MAX_ATTEMPTS) throw error;
    }
    await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2), signal);
  }
}

/** One request, and the judgement of what is here then. */
async function attemptDownload(address: string, file: RemoteFile, options: ReceiveOptions, to: string): Promise<void> {
  const { from, isFramed } = await receiveFile(address, file, options);
  const verdict = await unpackFile(options.to, to, file, isFramed);
  if (verdict === 'in place') return;
  const { host } = new URL(address);
  // Where nobody said how long the file is, a connection that broke looks like its end.
  if (verdict === 'incomplete' && !isFramed) throw new SourceError(`${host}: it broke off`, { retryable: true });
  await rm(options.to);
  // The beginning may have been that of another file; then the whole one is right.
  throw new SourceError(`${host} sent another file than the one published (its SHA-256 or size differs)`, {
    retryable: from > 0,
  });
}
