import { toPrintableLine } from '../../shared/core/text/to-printable.ts';
import type { Repair } from '../wiring/table/repair-table.ts';

/** What `depeche repair` found and did, for people. */
export function describeRepair(repair: Repair): string {
  if (repair.state === 'absent') return 'There is no table in the data directory (DEPECHE_DATA_DIR).\n';
  if (repair.state === 'sound') return 'The table is sound; there is nothing to repair.\n';
  const { damagedFolder, month, billedCharacters, uncertainCharacters } = repair;
  return [
    `The table is repaired: what could be read is kept. The damaged files are in ${toPrintableLine(damagedFolder)}.`,
    `Of ${month} it knows ${billedCharacters} billed and ${uncertainCharacters} uncertain characters; the budget counts on from there.`,
    'If your bill says more, lower DEPECHE_MONTHLY_CHARACTER_BUDGET by the difference for this month.',
    '',
  ].join('\n');
}
