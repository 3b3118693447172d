import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startServerProcess } from '../../system/server-process.ts';
import { fixturePath, serializeFixture } from './stored-fixture.ts';
import { writeStored } from './write-stored.ts';

/**
 * Keeps what the service of a checkout stores as the fixture of its version:
 * `npx tsx tests/support/stored-format/write-fixture.ts NAME [CHECKOUT]`, with the packages of the checkout installed.
 */
const [name, checkout = join(import.meta.dirname, '../../..')] = process.argv.slice(2);
if (name === undefined) throw new Error('Say the name of the version, such as 0.2.0.');
const root = resolve(checkout);
const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root }).toString().trim();
const stored = await writeStored(root, commit, async (settings) => {
  const { url, stop } = await startServerProcess(settings, root);
  return { url, end: () => stop('SIGKILL') };
});
writeFileSync(fixturePath(name), serializeFixture(stored));
