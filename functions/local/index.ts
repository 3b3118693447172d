import { ConfigError } from '../../shared/config/load-config.ts';
import { loadLocalConfig } from '../../shared/config/service-config.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { FolderError } from '../cli/folder-error.ts';
import { SETTINGS_ARE_VARIABLES } from '../cli/parse-arguments.ts';
import { UsageError } from '../cli/usage-error.ts';
import { PortError } from './server/port-error.ts';
import { createStopRequests, SAME_WISH_BY_NPM_MS, SAME_WISH_MS } from './stopping/ask-to-stop.ts';
import { describeStarters, watchStarters } from './stopping/watch-starters.ts';

/** Requests and articles under way get this long to finish before they are cut off; what they paid for is kept either way. */
const SHUTDOWN_GRACE_MS = 10_000;

/** Who presses Ctrl-C can press it again, so an article may take as long as it takes here: ten minutes, see `local-deliveries.ts`. */
const CTRL_C_GRACE_MS = 600_000;

/** The process ends by itself then; an engine that does not let itself be stopped would hold it for as long as it works. */
const LINGER_MS = 3_000;

/** The SDK warns on Node 20 that its later versions will need 22; the pinned one does not, and nobody here can act on it. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** A terminal that is closed takes its output with it; what is under way goes on without anybody who reads. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const starters = describeStarters();
const isRunByNpm = Boolean(process.env.npm_lifecycle_event);

/**
 * Variables of the file `.env` where this is started; what is set already stands. Node's own reader, as
 * `--env-file-if-exists` uses it, which says at every start without such a file that there is none.
 */
function readEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new UsageError(`.env cannot be read: ${(error as Error).message}`);
  }
}

try {
  // `depeche serve` comes here too, and has refused what follows it.
  const [word] = process.argv.slice(2).filter((given) => given !== 'serve');
  if (word !== undefined) throw new UsageError(`npm start takes no words. ${SETTINGS_ARE_VARIABLES}`);
  readEnvFile();
  const config = loadLocalConfig(process.env);
  // Loaded late so that a wrong setting is told at once.
  const [{ startLocal }, { openModels }] = await Promise.all([
    import('./start-local.ts'),
    import('../wiring/models.ts'),
  ]);
  const running = await startLocal(config, {
    sharedTable: Boolean(process.env.AWS_ENDPOINT_URL_DYNAMODB || process.env.AWS_ENDPOINT_URL),
    say: (line) => process.stdout.write(`${line}\n`),
    models: openModels(config),
  });
  const stop = async (reason: string) => {
    const again = isRunByNpm ? 'again after two seconds' : 'again';
    process.stdout.write(`${reason}: finishing requests under way (${again} to stop at once)\n`);
    await running.close(reason === 'SIGINT' ? CTRL_C_GRACE_MS : SHUTDOWN_GRACE_MS);
    process.stdout.write('Stopped.\n');
    setTimeout(() => process.exit(), LINGER_MS).unref();
  };
  const requests = createStopRequests({
    nowMs: () => performance.now(),
    sameWishMs: isRunByNpm ? SAME_WISH_BY_NPM_MS : SAME_WISH_MS,
    stop,
    endAtOnce: () => process.exit(1),
  });
  process.on('SIGINT', requests.ask);
  process.on('SIGTERM', requests.ask);
  process.on('SIGHUP', requests.abandon);
  // A daemon's parent may leave it on purpose; npm stays as long as what it runs.
  if (isRunByNpm) watchStarters(starters, () => requests.abandon('npm has ended'));
} catch (error) {
  const isExpected = [ConfigError, FolderError, PortError, DepecheError, UsageError].some(
    (kind) => error instanceof kind,
  );
  if (!isExpected) throw error;
  process.stderr.write(`depeche: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
