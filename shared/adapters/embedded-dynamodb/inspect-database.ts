import { readdir } from 'node:fs/promises';
import { diskFull, isDiskFull } from '../../core/disk-full.ts';
import { DepecheError } from '../../core/errors.ts';
import { Level } from './level.ts';
import { isLogDamaged } from './log-damage.ts';
import { wasLeftOpen } from './repair-database.ts';

/** What LevelDB says of files that are not as it wrote them; reading a block that is none is an input error to it. */
const DAMAGE = new Set(['LEVEL_CORRUPTION', 'LEVEL_IO_ERROR']);

/** LevelDB makes a new database where this file is missing, whatever else there is. */
const CURRENT = 'CURRENT';

/**
 * Whether the database in a folder can be read from its first key to its last, its log included, or, without `readsAll`, can
 * be opened. dynalite opens it on the first request, and takes the process down when it cannot, so it is opened and closed
 * once before: LevelDB's own lock, which the system lifts when a process dies, tells whether it is in use. Throws `storage-unavailable`, not retryable, when it is in use
 * or may not be opened.
 */
export async function inspectDatabase(
  directory: string,
  { readsAll = true }: { readsAll?: boolean } = {},
): Promise<'sound' | 'damaged' | 'absent'> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (names === undefined) return 'absent';
  if (names.some((name) => name.startsWith('MANIFEST-') || name.endsWith('.ldb')) && !names.includes(CURRENT)) {
    return 'damaged';
  }
  // Before it is opened: LevelDB drops what it cannot read of its log, and the log.
  if (readsAll && (await isLogDamaged(directory, { wasCutOff: wasLeftOpen(directory) }))) return 'damaged';
  const database = new Level(directory);
  try {
    await database.open();
    if (readsAll) for await (const _ of database.keys());
    return 'sound';
  } catch (error) {
    if (isDiskFull(error)) throw diskFull(error);
    const codes = [error, error instanceof Error ? error.cause : undefined].map(codeOf);
    if (codes.some((code) => DAMAGE.has(code)) && !codes.includes('LEVEL_LOCKED')) return 'damaged';
    const message = codes.includes('LEVEL_LOCKED')
      ? 'Another process is using the data directory; stop it, or choose another with DEPECHE_DATA_DIR.'
      : 'The data directory cannot be opened; check its rights, or choose another with DEPECHE_DATA_DIR.';
    throw new DepecheError('storage-unavailable', message, { cause: error, retryable: false });
  } finally {
    await database.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
