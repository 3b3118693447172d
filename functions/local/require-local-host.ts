import { createMiddleware } from 'hono/factory';

/** Names that lead to this machine whatever a DNS server says (RFC 6761 for `localhost` and what is below it). */
const LOCAL_HOST = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const MISDIRECTED = {
  type: 'about:blank',
  title: 'This server does not go by that name',
  status: 421,
  code: 'misdirected-request',
  detail: 'Call it as localhost, or name the address it is published under in DEPECHE_PUBLIC_URL.',
};

/**
 * Refuses requests that came for another host. A web page whose name is made to lead to 127.0.0.1 (DNS rebinding) is of
 * the same origin as this server to a browser and could read every article; it cannot change the Host it asks for.
 */
export function requireLocalHost(publicUrl: string | undefined) {
  const published = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  return createMiddleware(async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (LOCAL_HOST.test(hostname) || hostname === published) return next();
    return c.json(MISDIRECTED, 421, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  });
}
