#!/usr/bin/env node
// The `depeche` command: from its source in a checkout, where that is (`npm link`), and built in a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../functions/cli/index.ts', import.meta.url);
if (existsSync(source)) {
  const script = fileURLToPath(new URL('../scripts/ensure-installed.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', process.stderr.fd, 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
  const { register } = await import('tsx/esm/api');
  // Else it looks for one where the command is typed, and compiles the page by what it finds there.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
  await import(source.href);
} else {
  await import(new URL('../dist/package/functions/wiring/cli.mjs', import.meta.url).href);
}
