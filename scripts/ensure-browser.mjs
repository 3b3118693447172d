// The browser test drives the system's Chromium. Installs it where that takes no question (root on Debian or Ubuntu);
// elsewhere says how, and the browser test then skips with the same reason.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';

const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
const install = (name) => run('install', '-y', '-qq', '--no-install-recommends', name);

if (!findBrowser() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.error('depeche: installing Chromium for the browser test (once)…');
  run('update', '-qq');
  // Where there is no package of the shell alone there is one of the browser.
  install('chromium-headless-shell') || install('chromium');
}
if (!findBrowser()) {
  console.error('depeche: no Chromium found; the browser test will be skipped. Install one, or set CHROMIUM_PATH.');
}
