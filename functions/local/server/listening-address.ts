import { isLoopback } from '../../../shared/config/open-door.ts';

/** Stand for all addresses of a machine (RFC 6890, RFC 4291). */
export const WILDCARD: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where a server that listens at `host` is called from its own machine. */
export function urlOf(host: string, port: number): string {
  const isAnywhere = WILDCARD.has(host) || (isLoopback(host) && host !== '::1');
  return `http://${isAnywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
