import { execFile } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type Instruction, ROOT, readStages } from './read-dockerfile.ts';

const run = promisify(execFile);

/** What the image says of how it is run. */
export interface BuiltImage {
  /** Folder that stands for the image's root. */
  root: string;
  workdir: string;
  env: Readonly<Record<string, string>>;
  command: readonly string[];
  healthCommand: readonly string[];
}

/** Said to the engine, and nothing that a folder could follow. */
const NOT_FOLLOWED = new Set(['LABEL', 'EXPOSE', 'VOLUME', 'USER']);

/** Names at the root that `.dockerignore` lets into the build. */
function readContext(): ReadonlySet<string> {
  const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  return new Set(lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1)));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Follows the Dockerfile in an empty folder: each stage is a folder below it, files come from this checkout as far as
 * `.dockerignore` lets them, and commands run with nothing of this machine's environment but the path. No engine is needed;
 * what the base image brings is this machine's Node.
 */
export async function buildImage(folder: string): Promise<BuiltImage> {
  const context = readContext();
  const roots = new Map<string, string>();
  let image: BuiltImage | undefined;

  const copy = async ({ flags, rest }: Instruction, root: string, workdir: string) => {
    const sources = rest.split(/\s+/);
    const destination = sources.pop() ?? '';
    const from = flags.from === undefined ? ROOT : roots.get(flags.from);
    if (from === undefined) throw new Error(`COPY --from=${flags.from}: no such stage`);
    for (const source of sources) {
      if (from === ROOT && !context.has(source.split('/')[0] ?? ''))
        throw new Error(`.dockerignore keeps out ${source}`);
      const target = join(root, destination.startsWith('/') ? destination : join(workdir, destination));
      const isFolder = (await stat(join(from, source))).isDirectory();
      const place = !isFolder && destination.endsWith('/') ? join(target, basename(source)) : target;
      await mkdir(join(place, '..'), { recursive: true });
      await cp(join(from, source), place, { recursive: true });
    }
  };

  for (const [index, [from, ...instructions]] of readStages().entries()) {
    const name = / AS (\S+)$/.exec(from?.rest ?? '')?.[1] ?? String(index);
    const root = join(folder, name);
    roots.set(name, root);
    let workdir = '/';
    const built = { env: {} as Record<string, string>, command: [] as string[], healthCommand: [] as string[] };
    for (const instruction of instructions) {
      const { keyword, rest } = instruction;
      if (keyword === 'WORKDIR') {
        workdir = rest;
        await mkdir(join(root, workdir), { recursive: true });
      } else if (keyword === 'COPY') await copy(instruction, root, workdir);
      else if (keyword === 'RUN') {
        const env = { PATH: process.env.PATH, HOME: join(root, 'home') };
        await run('sh', ['-euc', rest], { cwd: join(root, workdir), env });
      } else if (keyword === 'ENV') {
        for (const [, variable = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) built.env[variable] = value;
      } else if (keyword === 'CMD') built.command = JSON.parse(rest);
      else if (keyword === 'HEALTHCHECK') built.healthCommand = JSON.parse(rest.replace(/^CMD /, ''));
      else if (!NOT_FOLLOWED.has(keyword)) throw new Error(`Nothing here follows ${keyword}.`);
    }
    image = { root, workdir, ...built };
  }
  if (!image || !(await exists(join(image.root, image.workdir)))) throw new Error('The Dockerfile makes nothing.');
  return image;
}
