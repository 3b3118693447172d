import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const coldStartSchema = z.object({
  /** Loading the code, and what is resident then. */
  importMs: z.number(),
  importMb: z.number(),
  answers: z.array(z.object({ status: z.number(), body: z.string(), ms: z.number() })),
  /** Processor time of the process, all its threads, from its very start. */
  cpuMs: z.number(),
  /** Resident memory after the last answer. */
  memoryMb: z.number(),
});

export type ColdStart = z.infer<typeof coldStartSchema>;

export interface BundleStart {
  /** Folder of a built function, and the file that is imported. */
  folder: string;
  file: string;
  requests?: readonly { method: string; path: string; body?: object }[];
  /** All that the process has, beside a region and keys. */
  env?: Readonly<Record<string, string>>;
}

/** What an AWS client wants to have, for a service on this machine. */
const LOCAL_ACCESS = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Starts a built function in a fresh process and sends it requests. Rejects when the process fails. */
export async function startBundle({ folder, file, requests = [], env = {} }: BundleStart): Promise<ColdStart> {
  const script = join(import.meta.dirname, 'call-bundle.mjs');
  const url = pathToFileURL(join(folder, file)).href;
  const { stdout } = await run(process.execPath, [script, url, JSON.stringify(requests)], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...LOCAL_ACCESS, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  // The last line: metrics go to the same stream before it.
  return coldStartSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
