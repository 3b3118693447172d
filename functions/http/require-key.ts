import { createMiddleware } from 'hono/factory';
import { DepecheError } from '../../shared/core/errors.ts';
import type { HttpEnvironment } from './environment.ts';

/** What holds no article: liveness, and the page, the reference and their assets. */
const OPEN = /^\/(?:v1\/health|library|a\/[^/]*|docs|openapi\.json|ui\/[^/]*)?$/;

/**
 * Asks for a key that the platform knew, on every address but those that are named here, so that one that comes later is
 * closed. A preflight (`OPTIONS`) cannot carry one and does nothing. Throws `forbidden`.
 */
export const requireKey = createMiddleware<HttpEnvironment>(async (c, next) => {
  const { apiKeyId } = c.get('invocation');
  if (apiKeyId !== undefined || c.req.method === 'OPTIONS' || OPEN.test(c.req.path)) return next();
  throw new DepecheError('forbidden', 'Send a valid API key in the header x-api-key.');
});
