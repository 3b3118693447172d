import type { Amounts, UsageCounters } from '../../ports/stores/usage-ledger.ts';

export const NOTHING: Amounts = { characters: 0, microUsd: 0 };

/** The amounts of both units, made one by one. */
export function eachUnit(make: (unit: keyof Amounts) => number): Amounts {
  return { characters: make('characters'), microUsd: make('microUsd') };
}

/** Their sum. */
export function addAmounts(...all: readonly Amounts[]): Amounts {
  return eachUnit((unit) => all.reduce((sum, amounts) => sum + amounts[unit], 0));
}

export function isNothing({ characters, microUsd }: Amounts): boolean {
  return characters === 0 && microUsd === 0;
}

/** What counts against a budget: billed, perhaps billed, or held for calls under way. */
export function committedOf(used: UsageCounters): Amounts {
  return {
    characters: used.billedCharacters + used.uncertainCharacters + used.reservedCharacters,
    microUsd: used.costMicroUsd + used.uncertainMicroUsd + used.reservedMicroUsd,
  };
}
