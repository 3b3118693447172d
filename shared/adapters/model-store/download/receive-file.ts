import { open, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { RemoteFile } from '../remote-model.ts';
import { chunksOf, requestFile } from './request-file.ts';
import { SourceError } from './source-error.ts';

/** What `stallMs` must bring, or the connection is given up: with 30 s about 2 KB/s, slower than any line that is in use. */
const MIN_BYTES_BEFORE_STALL = 64 * 1024;

/** A file whose size nobody states; eight times the largest part of a published model. */
export const MAX_UNSTATED_BYTES = 256 * 1024 * 1024;

export interface Patience {
  /** A server that sends nothing, or next to nothing, for so long is given up. */
  stallMs: number;
  /** One request, from connecting to the last byte. */
  callMs: number;
  signal?: AbortSignal | undefined;
}

export interface ReceiveOptions extends Patience {
  /** Where it goes; what is there already is taken for its beginning. */
  to: string;
  /** Bytes that are here, and how many there will be where the server says so. */
  onProgress: (receivedBytes: number, totalBytes: number | undefined) => void;
}

/** Whether a file begins like one that is packed with gzip. */
export async function isPacked(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

/**
 * Asks one place for a file, or for the rest of it where its packed beginning is here: what a server has unpacked on the
 * way comes without length and ranges, so that begins anew. Resolves when the server has nothing more to send, to
 * where this request began, and whether the server said where the file ends. Throws `SourceError`, or what the file system
 * throws; what has arrived stays.
 */
export async function receiveFile(
  address: string,
  file: RemoteFile,
  options: ReceiveOptions,
): Promise<{ from: number; isFramed: boolean }> {
  const from = await keepBeginning(file, options.to);
  if (from > 0 && from === file.packed?.bytes) return { from, isFramed: true };
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), options.stallMs);
  const signals = [stalled.signal, AbortSignal.timeout(options.callMs), ...(options.signal ? [options.signal] : [])];
  try {
    const response = await requestFile(address, from, AbortSignal.any(signals));
    if (response.statusCode === 416) {
      response.destroy();
      return { from, isFramed: true };
    }
    const isRest = response.statusCode === 206;
    if (isRest && !continues(response, from, file)) {
      response.destroy();
      await rm(options.to); // what is here fits nothing there
      throw new SourceError(`${new URL(address).host} has another file than before`, { retryable: true });
    }
    await write(address, response, isRest ? from : 0, file, options, () => timer.refresh());
    const { 'content-length': length, 'transfer-encoding': coding } = response.headers;
    return { from: isRest ? from : 0, isFramed: length !== undefined || coding !== undefined };
  } finally {
    clearTimeout(timer);
  }
}

/** Bytes that are here and that the rest can follow; anything else is thrown away. */
async function keepBeginning({ packed }: RemoteFile, path: string): Promise<number> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size === 0 || ((await isPacked(path)) && size <= (packed?.bytes ?? MAX_UNSTATED_BYTES))) return size;
  await rm(path);
  return 0;
}

/** Whether an answer is the rest of the file that begins here. */
function continues({ headers }: IncomingMessage, from: number, { packed }: RemoteFile): boolean {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  return Number(start) === from && (packed === undefined || total === '*' || Number(total) === packed.bytes);
}

async function write(
  address: string,
  response: IncomingMessage,
  from: number,
  file: RemoteFile,
  { to, onProgress }: ReceiveOptions,
  onLife: () => void,
): Promise<void> {
  const { 'content-length': length } = response.headers;
  const total = length === undefined ? undefined : from + Number(length);
  const most = Math.max(file.packed?.bytes ?? 0, file.unpacked?.bytes ?? 0) || MAX_UNSTATED_BYTES;
  let received = from;
  let receivedInTime = from;
  const handle = await open(to, from === 0 ? 'w' : 'a');
  try {
    for await (const chunk of chunksOf(address, response)) {
      received += chunk.length;
      if (received - receivedInTime >= MIN_BYTES_BEFORE_STALL) {
        onLife();
        receivedInTime = received;
      }
      if (received > most) throw new SourceError(`${new URL(address).host} sent too much`, { retryable: false });
      await handle.write(chunk);
      onProgress(received, total);
    }
  } finally {
    await handle.close();
  }
}
