import type { ResilientCall } from './create-resilient-call.ts';

export interface MarkedCall<Answer> {
  /** Awaited before the call is sent, and again after an attempt that may have been billed; gives what takes it back. */
  mark: (() => Promise<() => void>) | undefined;
  attempt: () => Promise<Answer>;
  /** Whether an attempt was sent and never answered: billed or not, nobody can tell. */
  isUnanswered: (error: unknown) => boolean;
  onUnanswered: () => void;
}

/**
 * A call of an engine that is billed: marked before it is sent, so that it counts whatever becomes of this process, and
 * taken back when it turned out not to be billed. Throws what `mark` and `call` throw.
 */
export async function callMarked<Answer>(
  call: ResilientCall,
  { mark, attempt, isUnanswered, onUnanswered }: MarkedCall<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  let takeBack = await mark?.();
  let isUncertain = false;
  const attemptMarked = async (): Promise<Answer> => {
    if (isUncertain) takeBack = await mark?.();
    isUncertain = false;
    // Marking takes time: what was stopped meanwhile is not begun, since it might end after its process.
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      isUncertain = isUnanswered(error);
      if (isUncertain) onUnanswered();
      throw error;
    }
  };
  try {
    return await call(attemptMarked, signal);
  } catch (error) {
    if (!isUncertain) takeBack?.();
    throw error;
  }
}
