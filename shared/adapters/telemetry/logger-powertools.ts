import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { SERVICE_NAME } from '../../config/constants.ts';
import { createLogger, type LogLevel } from '../../ports/telemetry/create-logger.ts';
import type { Logger } from '../../ports/telemetry/logger.ts';

/** The log of a Lambda function; `start` puts the function's name, cold start and request id on the lines that follow. */
export interface LambdaLogger extends Logger {
  start(context: Context): void;
}

/** Structured log through Powertools. The event itself is never logged: it holds articles. */
export function createPowertoolsLogger(options: { level: LogLevel }): LambdaLogger {
  const logger = new PowertoolsLogger({ serviceName: SERVICE_NAME, logLevel: options.level });
  const log = createLogger((level, message, fields) => logger[level](message, fields));
  return { ...log, start: (context) => logger.addContext(context) };
}
