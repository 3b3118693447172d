import type { OptionValues } from '../options.ts';
import { UsageError } from '../usage-error.ts';

/** Copies what one table has and another lacks. */
export interface RestoreArguments {
  kind: 'restore';
  from: string;
  /** The table of the settings when absent. */
  to: string | undefined;
  includeDeleted: boolean;
  isDryRun: boolean;
  /** Whether to begin anew where an earlier run ended in between. */
  restart: boolean;
  isJson: boolean;
}

/** DynamoDB: 3 to 255 of these characters; an ARN would name a table that may be elsewhere. */
const TABLE_NAME = /^[\w.-]{3,255}$/;

/** Throws `UsageError`. */
export function parseRestore(values: OptionValues, words: readonly string[]): RestoreArguments {
  if (words.length > 0) throw new UsageError('restore takes options only: --from-table NAME [--to-table NAME].');
  const { 'from-table': from, 'to-table': to } = values;
  if (from === undefined) {
    throw new UsageError('restore takes --from-table NAME: the table as restored to a point in time.');
  }
  if (!TABLE_NAME.test(from)) throw new UsageError('--from-table takes the name of a table.');
  if (to !== undefined && !TABLE_NAME.test(to)) throw new UsageError('--to-table takes the name of a table.');
  const { 'include-deleted': includeDeleted, 'dry-run': isDryRun, restart, json: isJson } = values;
  return { kind: 'restore', from, to, includeDeleted, isDryRun, restart, isJson };
}
