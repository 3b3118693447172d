import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { defineTable } from '../../shared/adapters/store-dynamodb/table-definition.ts';
import { runDepeche } from '../support/run-depeche.ts';
import { createApiCaller } from './call-api.ts';
import { type Deployment, readDeployment } from './read-deployment.ts';
import { writeArticle } from './write-article.ts';

const deployment = readDeployment(process.env);

describe.runIf(deployment)('the restore drill', () => {
  const { outputs } = deployment as Deployment;
  const call = createApiCaller(deployment as Deployment);
  const client = new DynamoDBClient();
  const RESTORED = `depeche-e2e-${randomUUID()}`;
  afterAll(async () => {
    await client.send(new DeleteTableCommand({ TableName: RESTORED })).catch(() => {});
    client.destroy();
  });

  const statusOf = async (id: string) => (await call(`/v1/articles/${id}?target=en`)).status;

  async function itemsOf(id: string): Promise<Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    const query = {
      TableName: outputs.TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `article#"${id}"` } },
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) items.push(...Items);
    return items;
  }

  /**
   * Stands for a restoration to a point in time, with these articles alone: AWS takes minutes to hours for the whole table,
   * and the emulator tried refuses one that has an index.
   */
  async function restoreToPointInTime(ids: readonly string[]): Promise<void> {
    await client.send(new CreateTableCommand(defineTable(RESTORED)));
    await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName: RESTORED });
    for (const id of ids) {
      for (const Item of await itemsOf(id)) await client.send(new PutItemCommand({ TableName: RESTORED, Item }));
    }
  }

  async function lose(id: string): Promise<void> {
    for (const { pk, sk } of await itemsOf(id)) {
      const Key = { pk, sk } as Record<string, AttributeValue>;
      await client.send(new DeleteItemCommand({ TableName: outputs.TableName, Key }));
    }
  }

  async function restore(...words: string[]): Promise<Record<string, number>> {
    const { exitCode, stdout, stderr } = await runDepeche(
      ['restore', '--from-table', RESTORED, '--to-table', outputs.TableName, '--json', ...words],
      process.env as Record<string, string>,
    );
    expect(exitCode, stderr).toBe(0);
    return JSON.parse(stdout).counts.articles;
  }

  test('brings back what is lost, and nothing that was deleted unless it is asked for', async () => {
    const [lost, deleted] = [writeArticle(), writeArticle()];
    for (const body of [lost, deleted]) {
      expect((await call('/v1/articles', { method: 'POST', body })).status).toBe(200);
    }
    const before = (await call(`/v1/articles/${lost.id}?target=en`)).json();
    await restoreToPointInTime([lost.id, deleted.id]);
    await lose(lost.id);
    await call(`/v1/articles/${deleted.id}`, { method: 'DELETE' });
    expect([await statusOf(lost.id), await statusOf(deleted.id)]).toEqual([404, 404]);

    const counted = await restore('--dry-run');
    expect(counted).toMatchObject({ restored: 1, present: 0, deleted: 1 });
    expect(await statusOf(lost.id)).toBe(404);

    expect(await restore()).toEqual(counted);
    expect((await call(`/v1/articles/${lost.id}?target=en`)).json()).toEqual(before);
    expect(await statusOf(deleted.id)).toBe(404);

    expect(await restore('--include-deleted')).toMatchObject({ restored: 1, present: 1, deleted: 0 });
    expect(await statusOf(deleted.id)).toBe(200);
  });
});
