import type { UsageCounters, UsageScope } from '../../../ports/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';
import { type EndedEntry, findEnded } from './account-entry.ts';

/**
 * The counters as the month's item keeps them, one attribute for each scope. `committed` is billed, uncertain and reserved
 * together, because conditions have no arithmetic. Items of the first release have no `committedMicroUsd` (their cost
 * stands for it) and none of the uncertain ones.
 */
export const STORED_COUNTERS = [
  'articles',
  'billedCharacters',
  'uncertainCharacters',
  'savedCharacters',
  'committedCharacters',
  'costMicroUsd',
  'uncertainMicroUsd',
  'committedMicroUsd',
  'inputTokens',
  'outputTokens',
] as const;

export type StoredCounter = (typeof STORED_COUNTERS)[number];

export function counterAttribute(counter: StoredCounter, scope: UsageScope): string {
  return `${counter} ${scope}`;
}

export function readCounter(item: Item | undefined, counter: StoredCounter, scope: UsageScope): number {
  const stored = item?.[counterAttribute(counter, scope)]?.N;
  if (stored === undefined && counter === 'committedMicroUsd') return readCounter(item, 'costMicroUsd', scope);
  return Number(stored ?? 0);
}

/** The counters of a scope, accounts that have ended taken for what they are. */
export function readCounters(
  item: Item | undefined,
  scope: UsageScope,
  judge: Parameters<typeof findEnded>[1],
): UsageCounters {
  const ended = findEnded(item, judge).filter(({ entry }) => entry.scopes.includes(scope));
  const sum = (pick: (entry: EndedEntry['entry']) => number) =>
    ended.reduce((total, { entry }) => total + pick(entry), 0);
  const read = (counter: StoredCounter) => readCounter(item, counter, scope);
  const held = (committed: StoredCounter, billed: StoredCounter, uncertain: StoredCounter) =>
    read(committed) - read(billed) - read(uncertain);
  const sentCharacters = sum(({ sent }) => sent.characters);
  const sentMicroUsd = sum(({ sent }) => sent.microUsd);
  return {
    articles: read('articles'),
    billedCharacters: read('billedCharacters'),
    uncertainCharacters: read('uncertainCharacters') + sentCharacters,
    savedCharacters: read('savedCharacters'),
    reservedCharacters:
      held('committedCharacters', 'billedCharacters', 'uncertainCharacters') -
      sentCharacters -
      sum(({ promised }) => promised.characters),
    costMicroUsd: read('costMicroUsd'),
    uncertainMicroUsd: read('uncertainMicroUsd') + sentMicroUsd,
    reservedMicroUsd:
      held('committedMicroUsd', 'costMicroUsd', 'uncertainMicroUsd') -
      sentMicroUsd -
      sum(({ promised }) => promised.microUsd),
    inputTokens: read('inputTokens'),
    outputTokens: read('outputTokens'),
  };
}
