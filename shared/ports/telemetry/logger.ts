/** Values that may stand in a log line: counts, codes, ids, durations. Never article text, keys or personal data. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured log. `message` is a constant sentence; what varies goes into `fields`. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `error` may hold whatever was thrown; the log describes it without foreign messages. */
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** The same log with `fields` on every line, such as a correlation id. */
  with(fields: LogFields): Logger;
}
