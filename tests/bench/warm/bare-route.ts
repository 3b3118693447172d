import { createServer } from 'node:http';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';

// The least that a service does for a stored article: one route, one query for its items, one JSON answer. Like the local
// server it holds the table in its own process. Arguments: the data directory, the table, the partition.

const [dataDirectory = '', tableName = '', partition = ''] = process.argv.slice(2);
const embedded = await startEmbeddedDynamodb({ dataDirectory });
const client = new DynamoDBClient({
  endpoint: embedded.endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const app = new Hono().get('/', async (c) => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': { S: partition } },
    }),
  );
  return c.json(Items);
});
const server = createServer(getRequestListener(app.fetch));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`Dépêche is at http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await embedded.close();
  process.exit();
});
