import { DepecheError } from '../../shared/core/errors.ts';
import type {
  AccountChange,
  ChangeOutcome,
  UsageAccount,
  UsageLedger,
} from '../../shared/ports/stores/usage-ledger.ts';

/** An amount of characters, and no money. */
export const inCharacters = (characters: number) => ({ characters, microUsd: 0 });

/** Reserves as another worker would, and keeps it. */
export async function reserve(
  ledger: UsageLedger,
  { month, characters, maxCharacters }: { month: string; characters: number; maxCharacters?: number },
): Promise<UsageAccount & { outcome: ChangeOutcome }> {
  const account = ledger.open(month, [{ scope: 'total', maxCharacters }]);
  const outcome = await account.change({ reserve: inCharacters(characters) });
  return { ...account, outcome };
}

/** A ledger that does not answer while `isDown` says so; as the port demands, a change unheard of is made before the next. */
export function createFlakyLedger(ledger: UsageLedger, isDown: () => boolean): UsageLedger {
  return {
    ...ledger,
    open(month, limits) {
      const account = ledger.open(month, limits);
      let unheard: AccountChange[] = [];
      return {
        async change(change) {
          if (isDown()) {
            unheard.push(change);
            throw new DepecheError('storage-unavailable', 'down');
          }
          for (const late of unheard) await account.change(late);
          unheard = [];
          return account.change(change);
        },
      };
    },
  };
}
