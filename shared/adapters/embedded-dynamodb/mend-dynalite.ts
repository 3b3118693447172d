import { AbstractIterator, AbstractKeyIterator, AbstractValueIterator, ClassicLevel, type Operation } from './level.ts';

/**
 * dynalite 4.0.0 ends a read by the iterator's `return`, which the iterators of abstract-level 3 lack: each Query left one
 * open, with a snapshot of the database that keeps LevelDB from ever dropping what was replaced. A thousand articles took
 * 2.8 GB of disk and as much memory. Here `return` closes.
 */
export function closeIteratorsOnReturn(): void {
  for (const { prototype } of [AbstractIterator, AbstractKeyIterator, AbstractValueIterator]) {
    prototype.return ??= function close() {
      return this.close();
    };
  }
}

/**
 * dynalite 4.0.0 reads its database several times for each request, and LevelDB hands each read to another thread and back,
 * which costs more than the read: nearly all are answered from memory. Here they are made at once, in the thread that asks.
 */
export function readAtOnce(): void {
  const { prototype } = ClassicLevel;
  prototype._get = async function get(...given) {
    return (prototype._getSync as Operation).apply(this, given); // an operation of every database
  };
}
