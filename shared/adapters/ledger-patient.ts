import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/telemetry/logger.ts';
import type { UsageAccount, UsageLedger } from '../ports/stores/usage-ledger.ts';

/** Between two tries to settle what could not be written. */
const RETRY_MS = 5_000;

export interface PatientLedger extends UsageLedger {
  /** Tries once more to settle what is left, and stops trying. */
  close(): Promise<void>;
}

/**
 * A ledger that keeps a bill which could not be written (the disk is full) and settles it when it can, for a process that
 * lives on; an account tells what it has not written with its next change. Who closes an account is told of the failure all
 * the same.
 */
export function createPatientLedger(
  ledger: UsageLedger,
  { clock, logger }: { clock: Clock; logger: Logger },
): PatientLedger {
  const unsettled = new Set<UsageAccount>();
  const over = new AbortController();
  let trying: Promise<void> | undefined;

  /** Whether all of them could be closed. */
  async function settle(): Promise<boolean> {
    for (const account of unsettled) {
      try {
        await account.change({ close: true });
        unsettled.delete(account);
      } catch {
        return false; // told at the end, when it still is so
      }
    }
    return true;
  }

  async function keepTrying(): Promise<void> {
    logger.error('A bill could not be written; it is kept in memory until it can', { accounts: unsettled.size });
    do {
      await clock.sleep(RETRY_MS, over.signal).catch(() => {});
      if (over.signal.aborted) return;
    } while (!(await settle()));
    logger.info('The bills that waited are written');
  }

  return {
    open(month, limits) {
      const account = ledger.open(month, limits);
      return {
        async change(change) {
          try {
            return await account.change(change);
          } catch (error) {
            if (change.close) {
              unsettled.add(account);
              trying ??= keepTrying().finally(() => {
                trying = undefined;
              });
            }
            throw error;
          }
        },
      };
    },
    read: (month, scope) => ledger.read(month, scope),
    async close() {
      over.abort();
      await trying;
      if (!(await settle())) logger.error('Bills are lost with this process', { accounts: unsettled.size });
    },
  };
}
