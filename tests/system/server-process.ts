import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readBuiltCommand } from '../support/kept-builds/built-command.ts';
import type { Footprint } from './measured-server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a busy machine keeps back is no hang of a table: a server that gives the table up pays for what it can't remember. */
const PATIENCE = new URL('../support/patient-deadlines.mjs', import.meta.url).href;

/** A server as `npm start` runs it, in a process of its own. */
export interface ServerProcess {
  url: string;
  /** What it printed, standard error included. */
  output(): string;
  /** Sends the signal and waits for the end; resolves to the exit code, null when killed. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** One that also tells what it holds after a garbage collection. */
export interface MeasuredServerProcess extends ServerProcess {
  measure(): Promise<Footprint>;
}

/**
 * Starts a server on a free port with these settings and nothing of this machine's AWS environment: this checkout's, built,
 * or that of another `checkout` from its source.
 */
export async function startServerProcess(env: Record<string, string>, checkout?: string): Promise<ServerProcess> {
  const isOther = checkout !== undefined && checkout !== ROOT;
  const words = isOther ? ['--import', 'tsx', 'functions/local/index.ts'] : [await readBuiltCommand('local')];
  const command = [process.execPath, '--import', PATIENCE, ...words] as const;
  const { child, url, lines, exited } = await startCommand(command, env, { cwd: checkout });
  return describeProcess(child, url, lines, exited);
}

/** What a start says that ends in a refusal; one that succeeds is stopped, and rejects. */
export async function readRefusal(starting: Promise<ServerProcess>): Promise<string[]> {
  const error = await starting.then(
    async (server) => {
      await server.stop('SIGKILL');
      throw new Error('It started.');
    },
    (reason: Error) => reason,
  );
  const [ended, ...lines] = error.message.split('\n');
  if (ended !== 'The server ended with 1:') throw error;
  return lines;
}

/** Another server that says where it is as the service does: its script below the root, and the script's arguments. */
export async function startScriptProcess(args: readonly string[]): Promise<ServerProcess> {
  const { child, url, lines, exited } = await start(args, {}, []);
  return describeProcess(child, url, lines, exited);
}

/** `depeche serve`, built, as somebody types it in a folder of theirs. */
export async function startServeProcess(folder: string, env: Record<string, string>): Promise<ServerProcess> {
  const command = [process.execPath, await readBuiltCommand('cli'), 'serve'] as const;
  const { child, url, lines, exited } = await startCommand(command, env, { cwd: folder });
  return describeProcess(child, url, lines, exited);
}

/** A server at a terminal: what was typed there and what that runs are one group of processes. */
export interface ServerGroup {
  url: string;
  output(): string;
  /** Says it to the whole group, as a terminal says Ctrl-C or that it closes. */
  signalGroup(signal: 'SIGINT' | 'SIGHUP'): void;
  /** Kills what was typed alone, which can tell nobody. */
  killFirst(): void;
  /** Kills what is left of the group. */
  killGroup(): void;
  /** Nobody reads any more what the server says on its standard output. */
  closeTerminal(): void;
  /** The end of everything that was started. */
  allEnded: Promise<unknown>;
}

/** `npm start`, as somebody types it at a terminal: npm runs a shell, and that the server from its source. */
export const startNpm = (env: Record<string, string>): Promise<ServerGroup> => startGroup(['npm', 'start'], env);

/** The server itself at a terminal, built, as `depeche serve` is: it starts in a quarter of the time. */
export const startAtTerminal = async (env: Record<string, string>): Promise<ServerGroup> =>
  startGroup([process.execPath, await readBuiltCommand('local')], env);

async function startGroup(command: readonly [string, ...string[]], env: Record<string, string>): Promise<ServerGroup> {
  const { child, url, lines } = await startCommand(command, env, { hasOwnGroup: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command[0]} was not started.`);
  return {
    url,
    output: () => lines.join('\n'),
    signalGroup: (signal) => void process.kill(-pid, signal),
    killFirst: () => void child.kill('SIGKILL'),
    killGroup: () => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // Nothing is left.
      }
    },
    closeTerminal: () => void child.stdout?.destroy(),
    allEnded: once(child, 'close'),
  };
}

/** The same server under a launcher that measures it; the collections are the only thing it does beside. */
export async function startMeasuredServerProcess(env: Record<string, string>): Promise<MeasuredServerProcess> {
  const args = ['--expose-gc', 'tests/system/measured-server.ts'];
  const { child, url, lines, exited } = await start(args, env, ['ipc']);
  const measure = async () => {
    const answered = once(child, 'message');
    child.send('measure');
    const [footprint] = await answered;
    return footprint as Footprint;
  };
  return { ...describeProcess(child, url, lines, exited), measure };
}

function start(args: readonly string[], env: Record<string, string>, channels: readonly 'ipc'[]) {
  return startCommand([process.execPath, '--import', 'tsx', ...args], env, { channels });
}

async function startCommand(
  [program, ...words]: readonly [string, ...string[]],
  env: Record<string, string>,
  options: { cwd?: string | undefined; hasOwnGroup?: boolean; channels?: readonly 'ipc'[] },
) {
  const { cwd = ROOT, hasOwnGroup = false, channels = [] } = options;
  const { PATH = '', HOME = '', NODE_V8_COVERAGE = '' } = process.env;
  const child: ChildProcess = spawn(program, words, {
    cwd,
    // A group of its own, as a terminal gives to what it runs.
    detached: hasOwnGroup,
    env: {
      PATH,
      HOME,
      ...(NODE_V8_COVERAGE ? { NODE_V8_COVERAGE } : {}),
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      DEPECHE_PORT: '0',
      DEPECHE_MODEL_PULL: 'off',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...channels],
  });
  const lines: string[] = [];
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const address = /Dépêche is at (http:\S+)/.exec(line)?.[1];
        if (address) resolve(address);
      });
    }
    exited.then((code) => reject(new Error(`The server ended with ${code}:\n${lines.join('\n')}`)));
  });
  return { child, url, lines, exited };
}

function describeProcess(
  child: ChildProcess,
  url: string,
  lines: readonly string[],
  exited: Promise<number | null>,
): ServerProcess {
  return {
    url,
    output: () => lines.join('\n'),
    stop: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
