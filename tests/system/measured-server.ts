/**
 * A local server that also says how much it holds. Started with `--expose-gc` and a channel to its parent, it answers
 * each message with a `Footprint`.
 */
import { readdirSync, readFileSync } from 'node:fs';

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
  /**
   * Processor time of the longest turn of the event loop since the footprint before: for so long nobody was answered, on a
   * machine that does nothing else. Elapsed time where the system does not count it by threads.
   */
  longestTurnMs: number;
}

/** What is freed by finalizers and weak references takes a second turn. */
const COLLECTIONS = 3;

/** Turns are told from each other by a timer that is due in each. */
const TURN_MS = 2;
/** The unit of the system's count, on every Linux (`USER_HZ`). */
const TICK_MS = 10;

/** What the main thread has run for, milliseconds; its number is that of the process. */
function readTurnClock(): number {
  try {
    const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'latin1');
    // The name of the thread stands in brackets, and may hold anything; 14th and 15th are its times.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return performance.now();
  }
}

let longestTurnMs = 0;
let turnBeganMs = readTurnClock();
setInterval(() => {
  const nowMs = readTurnClock();
  longestTurnMs = Math.max(longestTurnMs, nowMs - turnBeganMs);
  turnBeganMs = nowMs;
}, TURN_MS).unref();

async function takeFootprint(): Promise<Footprint> {
  const longestMs = longestTurnMs;
  for (let turn = 0; turn < COLLECTIONS; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external, rss: residentBytes } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const cpuMs = (user + system) / 1_000;
  // The collections are none of the server's turns.
  turnBeganMs = readTurnClock();
  longestTurnMs = 0;
  return {
    heapBytes: heapUsed + external,
    residentBytes,
    resources,
    descriptors: countDescriptors(),
    cpuMs,
    longestTurnMs: longestMs,
  };
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
