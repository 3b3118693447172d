import { randomUUID } from 'node:crypto';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { toProblem } from '../../http/problem.ts';

/** A problem is no page; whoever takes it for one gets nothing out of it. */
const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" };

/**
 * An answer of the server itself, in place of the app, which never sees what is refused at the door: any thrown value as
 * the problem that goes out, logged without a word of the request: what the caller did by its code, what is a fault of ours
 * as an error.
 */
export function refuse(error: unknown, logger: Logger) {
  const requestId = randomUUID();
  const problem = toProblem(error, requestId);
  const { status } = problem;
  const body = JSON.stringify(problem.body);
  const fields = { requestId, code: problem.body.code, status };
  if (error instanceof DepecheError) logger.info('request refused', fields);
  else logger.error('request failed', { ...fields, error });
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return { status, headers: { ...problem.headers, ...SAFE_HEADERS, ...length, 'x-request-id': requestId }, body };
}

/** The same as a `Response`. */
export function respondRefusal(error: unknown, logger: Logger): Response {
  const { body, ...init } = refuse(error, logger);
  return new Response(body, init);
}
