// Makes `npm start` and `npm test` work as the first command on a fresh clone: installs from the lockfile when
// node_modules is missing or older than the lockfile, and says so. No package runs a script of its own on the way: the two
// that have one (esbuild, classic-level) bring their binaries ready made.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const marker = join(root, 'node_modules', '.depeche-lock');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`depeche: Node.js 20.19 or newer is needed, this is ${process.versions.node}.`);
  process.exit(1);
}

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
if (installed !== lockHash) {
  console.error('depeche: installing dependencies from package-lock.json (once)…');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const run = spawnSync(
    npm[0],
    [...npm.slice(1), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      // Standard output is the command's own: its first run in a fresh clone may be redirected into a file.
      stdio: ['ignore', process.stderr.fd, 'inherit'],
      shell: npm.length === 1 && process.platform === 'win32',
    },
  );
  if (run.status !== 0) {
    console.error('depeche: the installation failed; the reason is above. Run the same command again to retry.');
    process.exit(run.status ?? 1);
  }
  writeFileSync(marker, lockHash);
}
