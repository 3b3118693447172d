import { createRequire } from 'node:module';
import { diskFull, isDiskFull } from '../../core/disk-full.ts';
import { DepecheError } from '../../core/errors.ts';

interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The very LevelDB that dynalite opens. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const { Level } = requireLikeDynalite('level') as { Level: new (path: string) => Database };

/**
 * dynalite opens its database on the first request, and takes the process down when it cannot. So it is opened and
 * closed once before: LevelDB's own lock, which the system lifts when a process dies, tells whether it is in use.
 */
export async function checkDatabaseUnused(directory: string): Promise<void> {
  const database = new Level(directory);
  try {
    await database.open();
  } catch (error) {
    if (isDiskFull(error)) throw diskFull(error);
    const message = isLocked(error)
      ? 'Another process is using the data directory; stop it, or choose another with DEPECHE_DATA_DIR.'
      : 'The data directory cannot be opened; check its rights, or choose another with DEPECHE_DATA_DIR.';
    throw new DepecheError('storage-unavailable', message, { cause: error, retryable: false });
  }
  await database.close();
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}
