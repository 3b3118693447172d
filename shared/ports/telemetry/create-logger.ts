import { describeError } from '../../core/describe-error.ts';
import type { LogFields, Logger } from './logger.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * A log that hands its lines to `write`. An error is described by name, code and stack frames; its message only when it is
 * one of ours, because others may quote what they were given.
 */
export function createLogger(
  write: (level: LogLevel, message: string, fields: Record<string, unknown>) => void,
  bound: LogFields = {},
): Logger {
  const at =
    (level: LogLevel): Logger['error'] =>
    (message, { error, ...fields } = {}) =>
      write(level, message, { ...bound, ...fields, ...(error !== undefined && { error: describeError(error) }) });
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLogger(write, { ...bound, ...fields }),
  };
}
