import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';

// A table in memory in a process of its own, so that its work is not taken for that of the service.
const { endpoint } = await startEmbeddedDynamodb();
process.stdout.write(`Dépêche is at ${endpoint}\n`);
process.once('SIGTERM', () => process.exit());
