import dns from 'node:dns';
import { Socket } from 'node:net';
import { vi } from 'vitest';

/** Every attempt to reach anything is refused and counted until `restore`: sockets of any client, names, and `fetch`. */
export function trapNetwork(): { attempts: string[]; restore(): void } {
  const attempts: string[] = [];
  const refuse = (what: string) => () => {
    attempts.push(what);
    throw new Error('nothing may be fetched');
  };
  const traps = [
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(refuse('connect')),
    vi.spyOn(dns, 'lookup').mockImplementation(refuse('lookup') as never),
    vi.spyOn(globalThis, 'fetch').mockImplementation(refuse('fetch')),
  ];
  return {
    attempts,
    restore: () => {
      for (const trap of traps) trap.mockRestore();
    },
  };
}
