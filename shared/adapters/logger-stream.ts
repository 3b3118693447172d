import { describeError } from '../core/describe-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { LogFields, Logger } from '../ports/logger.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Structured log of a laptop: one JSON object a line. An error is logged by name, code and stack frames; its message
 * only when it is one of ours, because others may quote what they were given.
 */
export function createStreamLogger(options: { write: (line: string) => void; level: Level; clock: Clock }): Logger {
  const threshold = LEVELS.indexOf(options.level);
  const build = (bound: LogFields): Logger => {
    const log = (level: Level, message: string, fields: Record<string, unknown> = {}) => {
      if (LEVELS.indexOf(level) < threshold) return;
      const { error, ...rest } = fields;
      const line = {
        time: new Date(options.clock.nowMs()).toISOString(),
        level,
        message,
        ...bound,
        ...rest,
        ...(error === undefined ? {} : { error: describeError(error) }),
      };
      options.write(`${JSON.stringify(line)}\n`);
    };
    return {
      debug: (message, fields) => log('debug', message, fields),
      info: (message, fields) => log('info', message, fields),
      warn: (message, fields) => log('warn', message, fields),
      error: (message, fields) => log('error', message, fields),
      with: (fields) => build({ ...bound, ...fields }),
    };
  };
  return build({});
}
