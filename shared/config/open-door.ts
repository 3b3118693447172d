import type { Environment } from './load-config.ts';

/** Addresses that no other machine reaches (RFC 6890, RFC 6761); one that is written in another way counts as none of them. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Whether only programs of this machine reach a server that listens at this address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** What is wrong with a server that would listen to other machines and ask nobody for a key. */
export function findOpenDoor(env: Environment): { name: string; detail: string }[] {
  const host = env.DEPECHE_HOST?.trim();
  if (!host || isLoopback(host) || env.DEPECHE_API_KEYS?.trim()) return [];
  const detail =
    'is needed where DEPECHE_HOST lets other machines in: name the keys that may call, parted by commas (`openssl rand -hex 24` makes one)';
  return [{ name: 'DEPECHE_API_KEYS', detail }];
}
