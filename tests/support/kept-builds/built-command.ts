import { join } from 'node:path';
import { BUNDLE_CODE_FOLDER } from '../../../infra/build/bundle-layout.ts';
import { bundlePackage } from '../../../infra/build/bundle-package.ts';
import { keepBuild } from './keep-build.ts';

/** What starts a server or runs the command without a compiler of its own: three times as fast, and tests start many. */
const ENTRIES = { local: 'functions/local/index.ts', cli: 'functions/cli/index.ts' };

/** The file of an entry, built as the npm package is. */
export async function readBuiltCommand(entry: keyof typeof ENTRIES): Promise<string> {
  const folder = await keepBuild('command', ['functions', 'shared', 'infra/build'], (built) =>
    bundlePackage(built, ENTRIES),
  );
  return join(folder, BUNDLE_CODE_FOLDER, `${entry}.mjs`);
}
