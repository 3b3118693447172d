import { createMiddleware } from 'hono/factory';
import { DepecheError } from '../../../shared/core/errors.ts';
import { urlOf, WILDCARD } from './listening-address.ts';

/** Names that lead to this machine whatever a DNS server says (RFC 6761 for `localhost` and what is below it). */
const LOCAL_HOST = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Refuses requests that came for another host. A web page whose name is made to lead to 127.0.0.1 (DNS rebinding) is of
 * the same origin as this server to a browser and could read every article; it cannot change the Host it asks for.
 * Throws `misdirected-request`, and `malformed-request` for a host that is none, such as `127.999.999.999`.
 */
export function requireLocalHost({ host, publicUrl }: { host: string; publicUrl: string | undefined }) {
  const names = new Set(publicUrl === undefined ? [] : [new URL(publicUrl).hostname]);
  // No name leads a browser to an address that stands in the Host itself. The one for "all" is no address to call.
  if (!WILDCARD.has(host)) names.add(new URL(urlOf(host, 0)).hostname);
  return createMiddleware(async (c, next) => {
    // The listener passes names on that look like one and checks the rest itself.
    if (!URL.canParse(c.req.url)) throw new DepecheError('malformed-request', 'Check the Host of the request.');
    const { hostname } = new URL(c.req.url);
    if (LOCAL_HOST.test(hostname) || names.has(hostname)) return next();
    throw new DepecheError(
      'misdirected-request',
      'Call it as localhost, or name the address it is published under in DEPECHE_PUBLIC_URL.',
    );
  });
}
