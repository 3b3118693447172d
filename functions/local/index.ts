import { ConfigError } from '../../shared/config/load-config.ts';
import { loadLocalConfig } from '../../shared/config/service-config.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { SETTINGS_ARE_VARIABLES, UsageError } from '../cli/parse-arguments.ts';
import { PortError } from './server/serve-app.ts';
import { startLocal } from './start-local.ts';

/** Requests and articles under way get this long to finish before they are cut off; what they paid for is kept either way. */
const SHUTDOWN_GRACE_MS = 10_000;

/** The process ends by itself then; an engine that does not let itself be stopped would hold it for as long as it works. */
const LINGER_MS = 3_000;

/** The SDK warns on Node 20 that its later versions will need 22; the pinned one does not, and nobody here can act on it. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

try {
  // `depeche serve` comes here too, and has refused what follows it.
  const [word] = process.argv.slice(2).filter((given) => given !== 'serve');
  if (word !== undefined) throw new UsageError(`npm start takes no words. ${SETTINGS_ARE_VARIABLES}`);
  const config = loadLocalConfig(process.env);
  const running = await startLocal(config, {
    sharedTable: Boolean(process.env.AWS_ENDPOINT_URL_DYNAMODB || process.env.AWS_ENDPOINT_URL),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  let isClosing = false;
  const shutDown = async (signal: string) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    process.stdout.write(`${signal}: finishing requests under way (again to stop at once)\n`);
    await running.close(SHUTDOWN_GRACE_MS);
    process.stdout.write('Stopped.\n');
    setTimeout(() => process.exit(), LINGER_MS).unref();
  };
  process.on('SIGINT', shutDown);
  process.on('SIGTERM', shutDown);
} catch (error) {
  const isExpected = [ConfigError, PortError, DepecheError, UsageError].some((kind) => error instanceof kind);
  if (!isExpected) throw error;
  process.stderr.write(`depeche: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
