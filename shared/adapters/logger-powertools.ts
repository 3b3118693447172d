import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { SERVICE_NAME } from '../config/constants.ts';
import { describeError } from '../core/describe-error.ts';
import type { LogFields, Logger } from '../ports/logger.ts';

/** The log of a Lambda function; `start` puts the function's name, cold start and request id on the lines that follow. */
export interface LambdaLogger extends Logger {
  start(context: Context): void;
}

/**
 * Structured log through Powertools. An error is described by name, code and stack frames; its message only when it is
 * one of ours, because others may quote what they were given. The event itself is never logged: it holds articles.
 */
export function createPowertoolsLogger(options: { level: 'debug' | 'info' | 'warn' | 'error' }): LambdaLogger {
  const logger = new PowertoolsLogger({ serviceName: SERVICE_NAME, logLevel: options.level });
  const bind = (bound: LogFields): Logger => ({
    debug: (message, fields) => logger.debug(message, { ...bound, ...fields }),
    info: (message, fields) => logger.info(message, { ...bound, ...fields }),
    warn: (message, fields) => logger.warn(message, { ...bound, ...fields }),
    error: (message, { error, ...fields } = {}) =>
      logger.error(message, {
        ...bound,
        ...fields,
        ...(error === undefined ? {} : { error: describeError(error) }),
      }),
    with: (fields) => bind({ ...bound, ...fields }),
  });
  return { ...bind({}), start: (context) => logger.addContext(context) };
}
