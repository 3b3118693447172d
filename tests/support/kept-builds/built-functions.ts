import { bundleFunctions } from '../../../infra/build/bundle-functions.ts';
import { keepBuild } from './keep-build.ts';

/** Folder of the functions as a stage with the local engine deploys them, one folder each by its name. */
export const readBuiltFunctions = (): Promise<string> =>
  keepBuild('functions', ['functions', 'shared', 'infra/build'], (folder) =>
    bundleFunctions(folder, { withLocalEngine: true, glossary: undefined }),
  );
