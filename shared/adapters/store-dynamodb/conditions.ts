import type { ItemChange, Item } from './dynamodb-table.ts';

/** What must hold for a write, with the names and values that it mentions. */
export interface Condition {
  expression: string;
  names?: Record<string, string>;
  values?: Item;
}

/** Conditions as an update states them, all of which must hold, beside what its own expression mentions. */
export function onlyIf(
  conditions: readonly Condition[],
  { names = {}, values = {} }: Omit<Condition, 'expression'> = {},
) {
  return {
    ConditionExpression: conditions.map(({ expression }) => expression).join(' AND '),
    ExpressionAttributeNames: Object.assign({}, names, ...conditions.map((one) => one.names)) as Record<string, string>,
    ExpressionAttributeValues: Object.assign({}, values, ...conditions.map((one) => one.values)) as Item,
  };
}

/** Sets attributes of an item, and takes others away, when all conditions hold. A batch would know no conditions. */
export function setIf(attributes: Item, conditions: readonly Condition[], remove: readonly string[] = []): ItemChange {
  const entries = Object.entries(attributes);
  const sets = entries.map((_, index) => `#a${index} = :a${index}`).join(', ');
  const removes = remove.map((_, index) => `#r${index}`).join(', ');
  return {
    UpdateExpression: `SET ${sets}${removes === '' ? '' : ` REMOVE ${removes}`}`,
    ...onlyIf(conditions, {
      names: Object.fromEntries([
        ...entries.map(([name], index) => [`#a${index}`, name]),
        ...remove.map((name, index) => [`#r${index}`, name]),
      ]),
      values: Object.fromEntries(entries.map(([, value], index) => [`:a${index}`, value])),
    }),
  };
}
