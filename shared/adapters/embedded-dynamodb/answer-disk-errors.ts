import { DISK_FULL_EXCEPTION } from '../../config/constants.ts';
import { isDiskFull } from '../../core/disk-full.ts';
import { ClassicLevel, type Operation } from './level.ts';

const OPERATIONS = ['get', 'put', 'del', 'batch'];

/** Folders of databases that a full disk has stopped. */
const stopped = new Set<string>();

let isDone = false;

/**
 * dynalite 4.0.0 throws what its database refuses, and so ends the process, unless the error says how to answer it. Here
 * those of a full disk, or of a database that one has closed, say so. LevelDB would go on writing when there is room again,
 * behind the half of a record, where nothing is found at the next start: it is not asked to before it is opened anew.
 */
export function answerDiskErrors(): void {
  if (isDone) return;
  isDone = true;
  for (const name of OPERATIONS) {
    const operate = ClassicLevel.prototype[name] as Operation; // an operation of every database
    ClassicLevel.prototype[name] = async function answering(...given) {
      const location = this.location ?? '';
      if (name !== 'get' && stopped.has(location)) throw answer();
      try {
        return await operate.apply(this, given);
      } catch (error) {
        if (!isDiskFull(error) && !stopped.has(location)) throw error;
        stopped.add(location);
        throw answer(error);
      }
    };
  }
}

/** What dynalite answers by. */
function answer(cause?: unknown): Error {
  const body = { __type: DISK_FULL_EXCEPTION, message: 'The disk is full.' };
  return Object.assign(new Error(body.message, { cause }), { statusCode: 400, body });
}

export const isStopped = (folder: string): boolean => stopped.has(folder);

export function clearStopped(folder: string): void {
  stopped.delete(folder);
}
