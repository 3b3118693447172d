/** Nothing in it means anything to a log, a header, or an attribute of a queue message. */
const CORRELATION_ID = /^[\w.:=+-]{1,128}$/;

/** The first of these ids from outside that can stand in a log line, a header and a message's attribute as it is. */
export function findCorrelationId(...given: readonly (string | undefined)[]): string | undefined {
  return given.find((id) => id !== undefined && CORRELATION_ID.test(id));
}
