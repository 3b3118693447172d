import { randomUUID } from 'node:crypto';
import { SERVICE_VERSION } from '../../shared/config/constants.ts';
import { ConfigError } from '../../shared/config/load-config.ts';
import {
  loadBackfillConfig,
  loadCliConfig,
  loadModelsConfig,
  loadQueueConfig,
  loadRepairConfig,
  loadRestoreConfig,
} from '../../shared/config/service-config.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { FolderError, inFolder } from './folder-error.ts';
import { HELP, parseArguments } from './parse-arguments.ts';
import { UsageError } from './usage-error.ts';

const USAGE_EXIT_CODE = 2;

/** `depeche … | head` closes the pipe early; that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** The SDK warns on Node 20 that its later versions will need 22; the pinned one does not, and nobody here can act on it. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

try {
  const args = parseArguments(process.argv.slice(2));
  if (args.kind === 'help') process.stdout.write(HELP);
  else if (args.kind === 'version') process.stdout.write(`${SERVICE_VERSION}\n`);
  else if (args.kind === 'serve') await import('../local/index.ts');
  else if (args.kind === 'dlq' || args.kind === 'redrive') {
    const { openQueues } = await import('../wiring/queues.ts');
    const { listDeadLetters, redriveDeadLetters } = await import('./dead-letters.ts');
    const queues = openQueues(loadQueueConfig(process.env));
    try {
      if (args.kind === 'dlq') process.stdout.write(await listDeadLetters(args, queues));
      else {
        const moved = await redriveDeadLetters(args, queues);
        if (args.id !== undefined && moved === 0) {
          throw new DepecheError('not-found', 'There is no dead letter of this id; depeche dlq lists them.');
        }
        process.stdout.write(`Sent ${moved} ${moved === 1 ? 'message' : 'messages'} to the queue again.\n`);
      }
    } finally {
      queues.close();
    }
  } else if (args.kind === 'repair') {
    const { repairLocalTable } = await import('../wiring/table/repair-table.ts');
    const { describeRepair } = await import('./describe-repair.ts');
    const config = loadRepairConfig(process.env);
    const folder = config.DEPECHE_DATA_DIR;
    const repair = await inFolder(folder, 'DEPECHE_DATA_DIR', () => repairLocalTable(config));
    process.stdout.write(describeRepair(repair));
  } else if (args.kind === 'restore') {
    const { openRestoration } = await import('../wiring/table/open-restoration.ts');
    const { openCheckpoint } = await import('./restore/restore-checkpoint.ts');
    const { runRestore } = await import('./restore/run-restore.ts');
    const { DEPECHE_DATA_DIR: folder, DEPECHE_TABLE } = loadRestoreConfig(process.env, args);
    const to = args.to ?? DEPECHE_TABLE;
    const { close, ...opened } = openRestoration({ sourceName: args.from, targetName: to });
    const deps = { ...opened, openCheckpoint: (name: string) => openCheckpoint(folder, name) };
    try {
      process.exitCode = await inFolder(folder, 'DEPECHE_DATA_DIR', () => runRestore({ ...args, to }, deps, process));
    } finally {
      close();
    }
  } else if (args.kind === 'backfill') {
    const { openBackfill } = await import('../wiring/open-backfill.ts');
    const { runBackfill } = await import('./backfill/run-backfill.ts');
    const config = loadBackfillConfig(process.env);
    const { close, ...deps } = openBackfill(config, args.archive);
    try {
      process.exitCode = await inFolder(config.DEPECHE_DATA_DIR, 'DEPECHE_DATA_DIR', () =>
        runBackfill(args, deps, process),
      );
    } finally {
      close();
    }
  } else if (args.kind === 'models') {
    const { openModels } = await import('../wiring/models.ts');
    const { runModelsCommand } = await import('./models.ts');
    process.exitCode = await runModelsCommand(args, openModels(loadModelsConfig(process.env)), process);
  } else {
    // Loaded late so that --help and a typing error answer at once.
    const { createContainer } = await import('../wiring/create-container.ts');
    const { openModels } = await import('../wiring/models.ts');
    const { offerModel } = await import('./offer-model.ts');
    const { runCommand } = await import('./run-command.ts');
    const config = loadCliConfig(process.env);
    await offerModel(args, { store: openModels(config), refusal: config.pullRefusal }, process);
    const container = await createContainer(config);
    try {
      process.exitCode = await runCommand(args, { ...container, newId: randomUUID }, process);
    } finally {
      await container.close();
    }
  }
} catch (error) {
  const isUsage = error instanceof UsageError || error instanceof ConfigError;
  if (!isUsage && !(error instanceof DepecheError || error instanceof FolderError)) throw error;
  process.stderr.write(`depeche: ${error.message}\n`);
  process.exitCode = isUsage ? USAGE_EXIT_CODE : 1;
}
