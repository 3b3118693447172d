import { DepecheError } from '../../core/errors.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Job, RequestContext } from './request-context.ts';
import { createTolerance } from './tolerate-trouble.ts';
import { waitAtMost } from './wait-at-most.ts';

interface Flight<Value> {
  outcome: Promise<Value>;
  waiting: number;
  abort: AbortController;
}

/**
 * Lets equal requests of one process share one piece of work; `joined` tells whether a request's own flight brought it or
 * one it joined. Whoever came first pays; an aborted or late request leaves alone, and the work is told to stop only when
 * nobody waits for it any more. The last to leave gives it `settleGraceMs` to write down what it has paid for, because a
 * function may be frozen as soon as it has answered.
 *
 * Throws what the work throws, the signal's reason, or `timeout` past the deadline.
 */
export function createInProcessFlights<Value>(
  deps: Pick<AppDependencies, 'clock' | 'logger' | 'metrics' | 'settings'>,
) {
  const flights = new Map<string, Flight<Value>>();

  const take = (name: string, context: RequestContext, work: (job: Job) => Promise<Value>): Flight<Value> => {
    const abort = new AbortController();
    const logger = deps.logger.with({ correlationId: context.correlationId });
    const tolerance = createTolerance(logger, deps.metrics);
    const job: Job = { apiKeyId: context.apiKeyId, signal: abort.signal, logger, tolerance };
    const flight: Flight<Value> = { waiting: 0, abort, outcome: work(job) };
    const land = () => {
      if (flights.get(name) === flight) flights.delete(name);
    };
    flight.outcome.then(land, land);
    flights.set(name, flight);
    return flight;
  };

  return async (name: string, context: RequestContext, work: (job: Job) => Promise<Value>) => {
    context.signal?.throwIfAborted();
    const current = flights.get(name);
    const flight = current ?? take(name, context, work);
    flight.waiting += 1;
    try {
      const value = await waitWithin(deps, context, flight.outcome);
      return { value, joined: current !== undefined };
    } catch (error) {
      if (flight.waiting === 1 && flights.get(name) === flight) {
        flights.delete(name);
        flight.abort.abort(error);
        await waitAtMost(
          deps.clock,
          deps.settings.settleGraceMs,
          flight.outcome.catch(() => {}),
        );
      }
      throw error;
    } finally {
      flight.waiting -= 1;
    }
  };
}

/** The outcome, or an error as soon as the caller gives up or its deadline passes. */
async function waitWithin<Value>(
  { clock }: Pick<AppDependencies, 'clock'>,
  { signal, deadlineMs }: RequestContext,
  outcome: Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const stop = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const givingUp = new Promise<never>((_, reject) => {
    // Once: Node keeps a signal that was made of others, and the whole request behind it, as long as it has a listener.
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
  const rivals: Promise<Value>[] = [outcome, givingUp];
  if (deadlineMs !== undefined) {
    rivals.push(
      clock.sleep(deadlineMs - clock.nowMs(), stop).then(() => {
        throw new DepecheError('timeout', 'The article did not fit the time limit; ask again to go on from here.');
      }),
    );
  }
  try {
    return await Promise.race(rivals);
  } finally {
    over.abort();
  }
}
