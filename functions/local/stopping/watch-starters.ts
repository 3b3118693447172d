import { readFileSync } from 'node:fs';

/** Who is killed sends no signal, so they are looked for. */
const LOOK_EVERY_MS = 250;

/** npm runs its scripts in a shell; some of them, such as Debian's, stay beside what they run, and outlive npm. */
const SHELL = /^(?:busybox|[a-z]*sh)$/;

/** Tells once when those are gone who were there `before`: the system gives what they leave to another. Keeps no process alive. */
export function watchStarters(before: string, onGone: () => void): void {
  const timer = setInterval(() => {
    if (describeStarters() === before) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/**
 * This process' parent and, where that is a shell, the shell's, which change when they end. The shell is looked through where
 * the system tells of other processes (Linux).
 */
export function describeStarters(): string {
  const parent = readProcess(process.ppid);
  return [process.ppid, ...(parent && SHELL.test(parent.name) ? [parent.parentPid] : [])].join(' ');
}

/** proc(5): `pid (name) state ppid …`; the name may hold anything. */
function readProcess(pid: number): { name: string; parentPid: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parentPid: stat.slice(end + 2).split(' ')[1] };
  } catch {
    return undefined;
  }
}
