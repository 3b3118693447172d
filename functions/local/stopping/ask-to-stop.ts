/** A wish that comes again so soon is the same: a key held down, or a signal that came by two ways. */
export const SAME_WISH_MS = 500;

/** npm passes the Ctrl-C of a terminal on to what the terminal has told already, and a busy machine keeps it back for longer. */
export const SAME_WISH_BY_NPM_MS = 2_000;

/** Turns what is heard into one stop, and into an end at once for those who cannot wait for it. */
export function createStopRequests(deps: {
  /** Any clock that never goes back, in milliseconds. */
  nowMs: () => number;
  /** So long after a wish another is the same. */
  sameWishMs: number;
  stop: (reason: string) => void;
  endAtOnce: () => void;
}) {
  let askedMs: number | undefined;
  let isStopping = false;
  const begin = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    deps.stop(reason);
  };
  return {
    /** Somebody at the terminal, or what supervises the process, wants it to end. Said again later, it ends at once. */
    ask(reason: string) {
      const nowMs = deps.nowMs();
      if (askedMs !== undefined && nowMs - askedMs > deps.sameWishMs) return deps.endAtOnce();
      askedMs ??= nowMs;
      begin(reason);
    },
    /** Nobody is left who could ask: it ends as for a first wish, and never at once. */
    abandon: begin,
  };
}
