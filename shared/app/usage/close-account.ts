import type { UsageLedger } from '../../ports/stores/usage-ledger.ts';
import type { Job } from '../work/request-context.ts';

/** Closes an account. Called again, it repeats what was not heard and tells nothing twice. */
type Closing = () => Promise<unknown>;

/** Of each ledger, the accounts of this process that are over and could not be closed: it did not answer. */
const unclosed = new WeakMap<UsageLedger, Set<Closing>>();

/** Accounts of others that a job closes with its own: after an outage each takes a share. */
const MAX_OF_OTHERS = 10;

/** An outage of minutes; a long one must not fill the memory. */
const MAX_UNCLOSED = 1_000;

/**
 * Closes the account of a job and, while the ledger answers, some that could not be closed before. What cannot be closed now
 * is left to the jobs after it, so that what was billed during an outage is counted. Never throws.
 */
export async function closeAccount(ledger: UsageLedger, job: Pick<Job, 'tolerance'>, own: Closing): Promise<void> {
  const waiting = unclosed.get(ledger) ?? new Set();
  unclosed.set(ledger, waiting);
  let next: Closing | undefined = own;
  for (let others = 0; next && others <= MAX_OF_OTHERS; others += 1) {
    const closing: Closing = next;
    // Nobody else takes it meanwhile.
    waiting.delete(closing);
    if (!(await job.tolerance.attempt('count usage', () => closing().then(() => true), false))) {
      if (waiting.size < MAX_UNCLOSED) waiting.add(closing);
      return;
    }
    [next] = waiting;
  }
}
