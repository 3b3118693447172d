// Started by the test as a process of its own: stores an article in the folder it is given, says so, and waits to be killed.
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { buildRecord, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { PATIENT_CLIENT } from '../../support/dynamodb/start-test-table.ts';

const dataDirectory = process.argv[2] ?? '';
const { endpoint } = await startEmbeddedDynamodb({ dataDirectory });
const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint });
await createTableIfMissing(client, 'depeche');
const clock = createManualClock();
const { articles } = createDynamodbStores({ client, tableName: 'depeche', clock, random: () => 0 });
await putArticle(articles, buildRecord(clock.nowMs(), { id: 'survivor' }), buildSource('Ce texte survit.'));
process.stdout.write('stored\n');
for (let index = 0; ; index += 1)
  await putArticle(articles, buildRecord(clock.nowMs(), { id: `id-${index}` }), buildSource('Suite.'));
