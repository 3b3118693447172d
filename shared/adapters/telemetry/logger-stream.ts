import type { Clock } from '../../ports/clock.ts';
import { createLogger, LOG_LEVELS, type LogLevel } from '../../ports/telemetry/create-logger.ts';
import type { Logger } from '../../ports/telemetry/logger.ts';

/** Structured log of a laptop: one JSON object a line. */
export function createStreamLogger(options: { write: (line: string) => void; level: LogLevel; clock: Clock }): Logger {
  const threshold = LOG_LEVELS.indexOf(options.level);
  return createLogger((level, message, fields) => {
    if (LOG_LEVELS.indexOf(level) < threshold) return;
    const line = { time: new Date(options.clock.nowMs()).toISOString(), level, message, ...fields };
    options.write(`${JSON.stringify(line)}\n`);
  });
}
