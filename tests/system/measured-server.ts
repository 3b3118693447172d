/**
 * A local server that also says how much it holds. Started with `--expose-gc` and a channel to its parent, it answers
 * each message with a `Footprint`.
 */
import { readdirSync } from 'node:fs';

/** What a process holds when everything that can be collected was. */
export interface Footprint {
  /** On the heap and in buffers beside it. */
  heapBytes: number;
  /** Memory of the whole process. */
  residentBytes: number;
  /** Open sockets, timers and the like, by the name that Node gives them. */
  resources: Record<string, number>;
  /** Open files and sockets as the system counts them; 0 where it does not tell. */
  descriptors: number;
  /** Processor time since the start. */
  cpuMs: number;
}

/** What is freed by finalizers and weak references takes a second turn. */
const COLLECTIONS = 3;

async function takeFootprint(): Promise<Footprint> {
  for (let turn = 0; turn < COLLECTIONS; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external, rss: residentBytes } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const cpuMs = (user + system) / 1_000;
  return { heapBytes: heapUsed + external, residentBytes, resources, descriptors: countDescriptors(), cpuMs };
}

/** Linux lists them; the list itself is one of them. */
function countDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return 0;
  }
}

process.on('message', () => void takeFootprint().then((footprint) => process.send?.(footprint)));
// Whoever listens to the parent stays alive for it; the server has to end by itself.
process.channel?.unref();

await import('../../functions/local/index.ts');
