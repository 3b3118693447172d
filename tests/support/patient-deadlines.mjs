/**
 * What a call of a process that imports this may take beside its own deadline. All that a test lets it call is on this
 * machine and answers in the end; where the processors are busy that takes longer than it is meant to, and whoever gives a
 * call up goes another way than the one that the test looks at.
 */
const PATIENCE_MS = 5_000;

/** What is this short and no shorter is a deadline of the table; few of the SDK's pauses before it asks again are. */
const isTight = (/** @type {number} */ ms) => ms >= 500 && ms < 2_000;

const { setTimeout } = globalThis;
// Deadlines of calls come by this one; the service's pauses by `node:timers/promises`.
globalThis.setTimeout = /** @type {typeof setTimeout} */ (
  (
    /** @type {(...given: unknown[]) => void} */ callback,
    /** @type {number | undefined} */ ms = 0,
    /** @type {unknown[]} */ ...given
  ) => setTimeout(callback, isTight(ms) ? ms + PATIENCE_MS : ms, ...given)
);
