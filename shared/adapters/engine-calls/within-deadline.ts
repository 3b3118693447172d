/**
 * Runs one attempt under one deadline, from connecting to the last byte of the answer: whoever reads the body must do it
 * inside, and let go when the signal aborts. Throws a `TimeoutError` when it passes, else what the attempt throws.
 */
export async function withinDeadline<Answer>(
  timeoutMs: number,
  attempt: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutMs);
  try {
    return await attempt(over.signal);
  } catch (error) {
    if (!over.signal.aborted) throw error;
    throw Object.assign(new Error(`There was no whole answer within ${timeoutMs} ms.`, { cause: error }), {
      name: 'TimeoutError',
    });
  } finally {
    clearTimeout(timer);
  }
}
