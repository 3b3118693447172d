import { existsSync } from 'node:fs';

/** Where Chromium may be. The headless shell comes first: it draws no window, and takes half the time of the whole browser. */
const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that the browser test drives: the one that `CHROMIUM_PATH` names, or else what the system has. */
export const findBrowser = () => CANDIDATES.find((path) => path && existsSync(path));
