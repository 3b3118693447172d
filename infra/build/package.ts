import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUNDLE_CODE_FOLDER } from './bundle-layout.ts';
import { bundlePackage } from './bundle-package.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'dist/package');

/** The client's types, which need no file but this one and Hono's client: `tsc -p tsconfig.client.json` writes them. */
const CLIENT_TYPES = 'dist/types/functions/client/create-client.d.ts';

/** What the npm package holds: the command and the typed client as JavaScript. */
rmSync(FOLDER, { recursive: true, force: true });
await bundlePackage(FOLDER, { cli: 'functions/cli/index.ts', client: 'functions/client/create-client.ts' });
cpSync(join(ROOT, CLIENT_TYPES), join(FOLDER, BUNDLE_CODE_FOLDER, 'client.d.mts'));
