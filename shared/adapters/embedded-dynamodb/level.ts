import { createRequire } from 'node:module';

/** As much of LevelDB as is used here. */
interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
  keys(): AsyncIterable<unknown>;
}

interface Iterator {
  close(): Promise<void>;
  return?: () => Promise<void>;
}

/** An operation of a database. */
export type Operation = (this: { location?: string }, ...given: unknown[]) => unknown;

/** The very LevelDB that dynalite opens. */
const requireLikeDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const requireLikeLevel = createRequire(requireLikeDynalite.resolve('level'));

export const { Level } = requireLikeDynalite('level') as { Level: new (path: string) => Database };

export const { ClassicLevel } = requireLikeLevel('classic-level') as {
  ClassicLevel: {
    prototype: Record<string, Operation>;
    /** Rebuilds what can be read of a database that is not open; what cannot goes into its folder `lost`. */
    repair(path: string): Promise<void>;
  };
};

/** The classes whose iterators dynalite reads with. */
export const { AbstractIterator, AbstractKeyIterator, AbstractValueIterator } = requireLikeLevel(
  'abstract-level',
) as Record<'AbstractIterator' | 'AbstractKeyIterator' | 'AbstractValueIterator', { prototype: Iterator }>;
