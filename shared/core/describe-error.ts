import { DepecheError } from './errors.ts';

const MAX_FRAMES = 8;
/** A foreign chain of causes may be any length, or a circle. */
const MAX_CAUSES = 8;

/**
 * What may be logged of a thrown value: name, stack frames, causes, and the message only when it is one of ours,
 * because foreign messages may quote what they were given.
 */
export function describeError(error: unknown, causes = MAX_CAUSES): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(error instanceof DepecheError ? { code: error.code, message: error.message } : {}),
    stack: frames.slice(0, MAX_FRAMES).map((line) => line.trim()),
    ...(error.cause === undefined || causes === 1 ? {} : { cause: describeError(error.cause, causes - 1) }),
  };
}
