import { useEffect, useRef } from 'hono/jsx/dom';

/**
 * Starts `work` after a pause when `deps` change, and aborts what an earlier change started. Does not rely on effects
 * being cleaned up one by one: renders that come faster than frames skip that.
 */
export function useLatest(work: (signal: AbortSignal) => void, pauseMs: number, deps: readonly unknown[]): void {
  const earlier = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    earlier.current?.abort();
    const controller = new AbortController();
    earlier.current = controller;
    setTimeout(() => {
      if (!controller.signal.aborted) work(controller.signal);
    }, pauseMs);
    return () => controller.abort();
  }, deps);
}
