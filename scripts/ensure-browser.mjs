// The browser test drives the system's Chromium. Installs it where that takes no question (root on Debian or Ubuntu);
// elsewhere says how, and the browser test then skips with the same reason.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const isPresent = () => CANDIDATES.some((path) => path && existsSync(path));
const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

if (!isPresent() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.error('depeche: installing Chromium for the browser test (once)…');
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}
if (!isPresent()) {
  console.error('depeche: no Chromium found; the browser test will be skipped. Install one, or set CHROMIUM_PATH.');
}
