import { createRequire } from 'node:module';

/** As much of LevelDB as is used here. */
interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
  keys(): AsyncIterable<unknown>;
}

/** The very LevelDB that dynalite opens. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const requireLikeLevel = createRequire(requireLikeDynalite.resolve('level'));

export const { Level } = requireLikeDynalite('level') as { Level: new (path: string) => Database };

/** Rebuilds what can be read of a database that is not open; what cannot goes into its folder `lost`. */
export const { repair: repairLevel } = (
  requireLikeLevel('classic-level') as { ClassicLevel: { repair(path: string): Promise<void> } }
).ClassicLevel;
