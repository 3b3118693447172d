import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { TestStage } from '../../support/policy/start-stage.ts';

/** What the table holds, by how long it is kept: as long as a result, or as long as a remembered sentence. */
export async function readTable(
  { table }: Pick<TestStage, 'table'>,
  sizeOf: (item: Record<string, AttributeValue>) => number,
): Promise<{ article: number; sentences: number }> {
  const held = { article: 0, sentences: 0 };
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.tableName, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) {
      held[item.pk?.S?.startsWith('segment#') ? 'sentences' : 'article'] += sizeOf(item);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return held;
}
