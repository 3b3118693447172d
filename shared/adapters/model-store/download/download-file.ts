import { rm } from 'node:fs/promises';
import { type ReceiveOptions, receiveFile } from './receive-file.ts';
import type { RemoteFile } from '../remote-model.ts';
import { SourceError } from './source-error.ts';
import { type Retries, tryAgain } from './try-again.ts';
import { unpackFile } from './unpack-file.ts';

/** Requests to one place, each going on where the one before stopped, before the next place is asked. */
const ATTEMPTS = { maxAttempts: 4, firstPauseMs: 1_000 };

export type DownloadOptions = ReceiveOptions & Retries;

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
      await tryAgain(() => attemptDownload(address, file, options), { ...options, ...ATTEMPTS });
      return [];
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

/** One request, and the judgement of what is here then. */
async function attemptDownload(address: string, file: RemoteFile, options: ReceiveOptions): Promise<void> {
  const part = `${options.to}.part`;
  const { from, isFramed } = await receiveFile(address, file, { ...options, to: part });
  const verdict = await unpackFile(part, options.to, file, isFramed);
  if (verdict === 'in place') return;
  const { host } = new URL(address);
  // Where nobody said how long the file is, a connection that broke looks like its end.
  if (verdict === 'incomplete' && !isFramed) throw new SourceError(`${host}: it broke off`, { retryable: true });
  await rm(part);
  // The beginning may have been that of another file; then the whole one is right.
  throw new SourceError(`${host} sent another file than the one published (its SHA-256 or size differs)`, {
    retryable: from > 0,
  });
}
