import { createRequire } from 'node:module';

type Read = (key: unknown, options: object) => unknown;

/** The very LevelDB that dynalite opens. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const requireLikeLevel = createRequire(requireLikeDynalite.resolve('level'));
const { ClassicLevel } = requireLikeLevel('classic-level') as {
  ClassicLevel: { prototype: Record<'_get' | '_getSync', Read> };
};

/**
 * dynalite 4.0.0 reads its database several times for each request, and LevelDB hands each read to another thread and back,
 * which costs more than the read: nearly all are answered from memory. Here they are made at once, in the thread that asks.
 */
export function readAtOnce(): void {
  const { prototype } = ClassicLevel;
  prototype._get = async function get(key, options) {
    return prototype._getSync.call(this, key, options);
  };
}
