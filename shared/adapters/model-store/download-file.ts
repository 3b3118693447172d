import { open, rm, stat } from 'node:fs/promises';
import { DepecheError } from '../../core/errors.ts';
import { isFileError } from './file-errors.ts';
import { hashFile } from './hash-file.ts';
import type { PublishedFile } from './published-models.ts';
import { requestFile } from './request-file.ts';

/** Connections that may break, each going on where the one before stopped, before a person is asked. */
const MAX_ATTEMPTS = 3;

/** What `stallMs` must bring, or the connection is given up: with 30 s about 2 KB/s, slower than any line that is in use. */
const MIN_BYTES_BEFORE_STALL = 64 * 1024;

export interface DownloadOptions {
  /** Without the file's path. */
  mirror: string;
  /** Where it goes; what is there already is taken for its beginning. */
  to: string;
  /** A server that sends nothing, or next to nothing, for so long is given up. */
  stallMs: number;
  onProgress: (receivedBytes: number) => void;
}

/**
 * Brings a published file here, going on where an earlier download stopped. When it resolves, the file has its size and
 * its checksum. Throws `DepecheError('translator-unavailable')`, or what the file system throws; what was received stays
 * for the next attempt, unless it is wrong.
 */
export async function downloadFile(file: PublishedFile, options: DownloadOptions): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const size = await sizeOf(options.to);
    if (size === file.bytes) break;
    if (size > file.bytes) await rm(options.to);
    try {
      await receiveRest(file, options);
    } catch (error) {
      if (isFileError(error) || (error instanceof DepecheError && !error.retryable)) throw error;
      if (attempt === MAX_ATTEMPTS) throw error instanceof DepecheError ? error : unreachable(options.mirror, error);
    }
  }
  options.onProgress(file.bytes);
  if ((await hashFile(options.to)) === file.sha256) return;
  await rm(options.to);
  throw wrong(options.mirror);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function receiveRest(file: PublishedFile, { mirror, to, stallMs, onProgress }: DownloadOptions): Promise<void> {
  const from = await sizeOf(to);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), stallMs);
  try {
    const response = await requestFile(`${mirror.replace(/\/+$/, '')}/${file.path}`, from, stalled.signal);
    const continues = response.headers.get('content-range')?.startsWith(`bytes ${from}-`) === true;
    if (response.status !== 200 && !continues) {
      await response.body?.cancel();
      await rm(to, { force: true }); // what is here fits nothing there
      return;
    }
    let received = response.status === 200 ? 0 : from;
    let receivedInTime = received;
    const handle = await open(to, received === 0 ? 'w' : 'a');
    try {
      for await (const chunk of response.body ?? []) {
        received += chunk.length;
        if (received - receivedInTime >= MIN_BYTES_BEFORE_STALL) {
          timer.refresh();
          receivedInTime = received;
        }
        if (received > file.bytes) throw wrong(mirror);
        await handle.write(chunk);
        onProgress(received);
      }
    } finally {
      await handle.close();
    }
    if (received < file.bytes) throw unreachable(mirror);
  } finally {
    clearTimeout(timer);
    stalled.abort(); // a body that was not read to its end
  }
}

function unreachable(mirror: string, cause?: unknown): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    `The model could not be fetched from ${new URL(mirror).host}: no connection, or it broke off. What has arrived is kept; ` +
      'try again when this machine is online, or set DEPECHE_MODEL_MIRROR to a mirror it can reach.',
    { cause },
  );
}

function wrong(mirror: string): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    `${new URL(mirror).host} sent another file than the one published (its SHA-256 or size differs). It was thrown away; ` +
      'use another mirror.',
    { retryable: false },
  );
}
