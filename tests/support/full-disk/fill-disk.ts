import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

type Write = (...given: unknown[]) => Promise<unknown>;

/** The LevelDB of the embedded table. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const requireLikeLevel = createRequire(requireLikeDynalite.resolve('level'));
const { ClassicLevel } = requireLikeLevel('classic-level') as { ClassicLevel: { prototype: Record<string, Write> } };

const WRITES = ['_put', '_del', '_batch'];

/**
 * A disk without room, for every embedded table of this process: LevelDB's writes fail as a full disk fails them, and go on
 * failing until the database is opened anew, as LevelDB's do. Whoever asks the system is told the same. Returns what makes
 * room again.
 */
export function fillDisk(): () => void {
  const stopped = new WeakSet<object>();
  const before = new Map(WRITES.map((name) => [name, ClassicLevel.prototype[name] as Write]));
  const open = ClassicLevel.prototype._open as Write;
  const { statfs } = fs.promises;
  fs.promises.statfs = (async (...given: Parameters<typeof statfs>) => ({
    ...(await statfs(...given)),
    bavail: 0,
  })) as typeof statfs;
  syncBuiltinESMExports();
  let isFull = true;
  for (const [name, write] of before) {
    ClassicLevel.prototype[name] = async function refuse(this: object, ...given) {
      if (isFull) stopped.add(this);
      if (!stopped.has(this)) return write.apply(this, given);
      const message = 'IO error: /data/table/000007.ldb: No space left on device';
      throw Object.assign(new Error(message), { code: 'LEVEL_IO_ERROR' });
    };
  }
  ClassicLevel.prototype._open = async function reopen(this: object, ...given) {
    stopped.delete(this);
    return open.apply(this, given);
  };
  return () => {
    isFull = false;
    fs.promises.statfs = statfs;
    syncBuiltinESMExports();
  };
}
