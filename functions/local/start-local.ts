import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isLoopback } from '../../shared/config/open-door.ts';
import type { loadLocalConfig } from '../../shared/config/service-config.ts';
import type { ModelStore } from '../../shared/ports/engines/model-store.ts';
import { inFolder, prepareFolder } from '../cli/folder-error.ts';
import { createApp } from '../http/app.ts';
import { buildAssets } from '../http/ui/page/build-assets.ts';
import { createContainer } from '../wiring/create-container.ts';
import { openLocalTable } from '../wiring/table/open-local-table.ts';
import { createTextThreads } from '../wiring/text/text-threads.ts';
import { fetchModel, type ModelFetch } from './engine/fetch-model.ts';
import { RESERVED_NAMES } from './inbox/dropped-files.ts';
import { createLocalInbox } from './inbox/start-inbox.ts';
import { identifyKeys } from './server/identify-keys.ts';
import { refuseChanges, TABLE_IS_DAMAGED } from './server/refuse-changes.ts';
import { type RunningServer, serveApp } from './server/serve-app.ts';

export type LocalConfig = ReturnType<typeof loadLocalConfig>;

export interface LocalOptions {
  /** Whether the environment names a DynamoDB of its own, which several servers may share. */
  sharedTable: boolean;
  /** Shows a line to the person at the terminal. */
  say: (line: string) => void;
  /** Where a better model may be fetched from while the service runs; nothing is fetched without it. */
  models?: ModelStore | undefined;
}

/**
 * The service on one machine: the handlers of the deployment on an embedded DynamoDB whose data stays in the data
 * directory. Nothing here waits for the network. Throws `PortError`, `FolderError`, or `DepecheError` when the data is in use.
 */
export async function startLocal(config: LocalConfig, options: LocalOptions): Promise<RunningServer> {
  const folder = config.DEPECHE_DATA_DIR;
  await prepareFolder(folder, 'DEPECHE_DATA_DIR');
  return inFolder(folder, 'DEPECHE_DATA_DIR', () => start(config, options));
}

async function start(config: LocalConfig, { sharedTable, say, models }: LocalOptions): Promise<RunningServer> {
  const table = await openLocalTable({
    tableName: config.DEPECHE_TABLE,
    dataDirectory: sharedTable ? undefined : join(config.DEPECHE_DATA_DIR, 'table'),
  });
  const inbox = createLocalInbox(config.DEPECHE_DATA_DIR);
  const { close: closeThreads, ...threads } = createTextThreads();
  const container = await createContainer(config, {
    dynamodb: table.dynamodb,
    tableIsOurs: table.isOurs,
    inbox,
    ...threads,
  });
  let server: RunningServer | undefined;
  let fetching: ModelFetch | undefined;
  const close = async (graceMs: number) => {
    await Promise.all([server?.close(graceMs), inbox.close(graceMs), fetching?.stop()]);
    await container.close();
    await closeThreads();
    await table.close();
  };
  try {
    const identifyKey = identifyKeys(config.DEPECHE_API_KEYS);
    const app = createApp({
      useCases: container.useCases,
      logger: container.logger,
      newRequestId: randomUUID,
      readInvocation: (_bindings, request) => ({
        apiKeyId: identifyKey(request.headers.get('x-api-key')),
        askedMs: container.clock.nowMs(),
      }),
      asksForKey: !isLoopback(config.DEPECHE_HOST),
      corsOrigins: config.DEPECHE_CORS_ORIGINS,
      loadAssets: buildAssets,
      readFetching: () => fetching?.progress(),
    });
    server = await serveApp(table.isDamaged ? refuseChanges(app, container.logger) : app, {
      host: config.DEPECHE_HOST,
      port: config.DEPECHE_PORT,
      logger: container.logger,
      publicUrl: config.DEPECHE_PUBLIC_URL,
    });
    if (table.isDamaged) say(TABLE_IS_DAMAGED);
    else await inbox.start(container, { publicUrl: config.DEPECHE_PUBLIC_URL ?? server.url, say });
    const { engine } = container.useCases.describeService();
    say(`Dépêche is at ${server.url} (API reference: ${server.url}/docs)`);
    say(
      `Engine: ${engine.id} ${engine.version}${engine.quality === 'draft' ? ', draft quality' : ''}. Data: ${sharedTable ? 'the DynamoDB of AWS_ENDPOINT_URL_DYNAMODB' : config.DEPECHE_DATA_DIR}.`,
    );
    if (!table.isDamaged)
      say(
        `Drop articles (.txt, .html, .json) into ${join(config.DEPECHE_DATA_DIR, 'inbox')}; its folders ${RESERVED_NAMES.join(', ')} are the service's own.`,
      );
    if (engine.quality === 'draft' && config.pullRefusal === 'an engine was chosen') {
      say('Better translations: npm run depeche -- models pull, or DEPECHE_TRANSLATOR=amazon with AWS credentials.');
    }
    const { logger, takeOver } = container;
    if (models) fetching = fetchModel({ store: models, refusal: config.pullRefusal, takeOver, say, logger });
    return { url: server.url, close };
  } catch (error) {
    await close(0);
    throw error;
  }
}
