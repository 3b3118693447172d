import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { DepecheError } from '../../core/errors.ts';
import { answerDiskErrors } from './answer-disk-errors.ts';
import { inspectDatabase } from './inspect-database.ts';
import { closeIteratorsOnReturn, readAtOnce } from './mend-dynalite.ts';
import { rememberExpressions } from './remember-expressions.ts';
import { reopenAfterFullDisk } from './reopen-after-full-disk.ts';
import { openMarkOf, salvageDatabase, wasLeftOpen } from './repair-database.ts';

export interface EmbeddedDynamodb {
  /** For the SDK's `endpoint`; any region and credentials do. */
  endpoint: string;
  /** Whether the process that had the data before ended without closing it. */
  wasCutOff: boolean;
  /** Set when the data is damaged: then this serves what can be read of it, and whatever is written is lost at the end. */
  isDamaged: boolean;
  /** Refuses new requests, finishes those under way and closes the database. */
  close(): Promise<void>;
}

/** This machine only: the server asks nobody for a password. */
const HOST = '127.0.0.1';

/**
 * DynamoDB in this process, spoken to over HTTP like the real one. With `dataDirectory` (created when missing) tables
 * and items outlive the process; without, they are in memory. `port` 0, the default, takes any free one.
 *
 * Throws `storage-unavailable`, not retryable, when another process uses the directory or the port.
 */
export async function startEmbeddedDynamodb(
  options: { dataDirectory?: string; port?: number } = {},
): Promise<EmbeddedDynamodb> {
  const { dataDirectory, port = 0 } = options;
  let path = dataDirectory;
  let wasCutOff = false;
  let isDamaged = false;
  if (dataDirectory !== undefined) {
    await mkdir(dataDirectory, { recursive: true });
    isDamaged = (await inspectDatabase(dataDirectory)) === 'damaged';
    path = isDamaged ? await salvageDatabase(dataDirectory) : dataDirectory;
    wasCutOff = wasLeftOpen(path);
    await writeFile(openMarkOf(path), '');
  }

  closeIteratorsOnReturn();
  answerDiskErrors();
  readAtOnce();
  rememberExpressions();
  const server = dynalite({
    ...(path !== undefined && { path }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  // dynalite throws, and so ends the process, when a client hangs up in the middle of its request.
  server.on('request', (request, response) => {
    request.removeAllListeners('error').on('error', () => response.destroy());
  });
  const listen = async (at: number) => {
    server.listen(at, HOST);
    await once(server, 'listening');
  };
  const closeServer = () =>
    new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  try {
    await listen(port);
  } catch (error) {
    throw new DepecheError('storage-unavailable', `The table's port ${port} is taken; stop what listens there.`, {
      cause: error,
      retryable: false,
    });
  }
  const { port: boundPort } = server.address() as AddressInfo;
  const reopening =
    path === undefined
      ? undefined
      : reopenAfterFullDisk(server, { dataDirectory: path, listen: () => listen(boundPort), close: closeServer });
  const close = async () => {
    await reopening?.end();
    if (server.listening) await closeServer();
    // A write that the disk refused may have left half of itself, like a process that was cut off.
    if (path !== undefined && !reopening?.wasStopped()) await rm(openMarkOf(path), { force: true });
    if (path !== undefined && isDamaged) await rm(path, { recursive: true, force: true });
  };
  return { endpoint: `http://${HOST}:${boundPort}`, wasCutOff, isDamaged, close };
}
