import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { MAX_BODY_BYTES } from '../../shared/config/constants.ts';
import { DepecheError } from '../../shared/core/errors.ts';

/** Refuses a body over `MAX_BODY_BYTES` before it is read whole; one that states no length is read here. */
const limitLength = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new DepecheError(
      'payload-too-large',
      `Send at most ${MAX_BODY_BYTES} bytes, or put larger articles into the inbox bucket.`,
    );
  },
});

/** A caller that hangs up in the middle of a body is no failure of ours: nobody is there to be answered. */
function cutOff(cause: unknown): DepecheError {
  return new DepecheError('malformed-request', 'The body ended before it was whole.', { cause });
}

const limitBody = createMiddleware(async (c, next) => {
  try {
    return await limitLength(c, next);
  } catch (error) {
    throw error instanceof DepecheError ? error : cutOff(error);
  }
});

/** Refuses bytes that are not UTF-8, which reading as JSON would quietly replace by U+FFFD. */
const requireUtf8 = createMiddleware(async (c, next) => {
  const body = await c.req.arrayBuffer().catch((cause: unknown) => {
    throw cutOff(cause);
  });
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new DepecheError('invalid-json', 'The body must be JSON in UTF-8.', { cause });
  }
  await next();
});

/**
 * For a body that may be left out. Where it is, the validator must not look for one, whatever type the caller named; and
 * a body of another type than JSON, which it would take for none, is refused.
 */
const allowNoBody = createMiddleware(async (c, next) => {
  const { raw } = c.req;
  const headers = new Headers(raw.headers);
  if ((await c.req.arrayBuffer()).byteLength === 0) {
    headers.delete('content-type');
    c.req.raw = new Request(raw.url, { method: raw.method, headers, signal: raw.signal });
  } else if (!/^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) {
    throw new DepecheError('unsupported-media-type', 'Send the body as JSON with Content-Type: application/json.');
  }
  await next();
});

/** What stands before the schema validator of every operation with a body. */
export const requestBody = [limitBody, requireUtf8];

/** The same where the body may be left out. */
export const optionalRequestBody = [...requestBody, allowNoBody];
