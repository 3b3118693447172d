import { DepecheError } from '../../shared/core/errors.ts';
import type { LocalModel } from '../../shared/ports/engines/local-model.ts';
import type { FileCheck, ModelStore, PullOptions } from '../../shared/ports/engines/model-store.ts';

export interface FakeStoreOptions {
  /** What is wrong with every installed model. */
  problem?: FileCheck['problem'];
  /** Whether the registry does not answer. */
  offline?: boolean;
  /** Whether a model ships with the service. */
  isShipped?: boolean;
  isDeclined?: boolean;
  /** What happens to a download at its half. */
  pull?: (options: PullOptions) => Promise<void>;
}

export interface FakeStore extends ModelStore {
  /** Names, in the order of being pulled. */
  pulled: string[];
}

/** A store that holds names and no files. */
export function createFakeStore(
  installed: string[],
  { problem, offline = false, isShipped = false, isDeclined = false, pull }: FakeStoreOptions = {},
): FakeStore {
  const pulled: string[] = [];
  let declined = isDeclined;
  const file = { path: '/models/model.bin', bytes: 1, sha256: 'a'.repeat(64) };
  const toModel = (name: string): LocalModel => ({
    name,
    quality: 'standard',
    files: { model: file, vocabulary: file },
  });
  const describe = (name: string) => ({ name, summary: `the ${name} one`, licence: 'MPL-2.0' });
  return {
    pulled,
    list: async () => ({
      models: ['best', 'quick', 'new'].map((name) => {
        const isInstalled = installed.includes(name);
        const damage = isInstalled && problem ? { file: file.path, problem } : undefined;
        return { ...describe(name), downloadBytes: name === 'new' ? undefined : 26_234_715, isInstalled, damage };
      }),
      registryProblem: offline ? new DepecheError('translator-unavailable', 'The registry is far away.') : undefined,
    }),
    listInstalled: async () => installed,
    find: async () => {
      const [name] = isShipped ? ['shipped'] : installed;
      return { model: name === undefined ? undefined : toModel(name), isShipped, damaged: [] };
    },
    offer: async () => {
      if (offline) throw new DepecheError('translator-unavailable', 'The registry is far away.');
      return { ...describe('best'), downloadBytes: 26_234_715, host: 'models.example' };
    },
    pull: async (name, options = {}) => {
      options.onProgress?.(13_000_000, 26_234_715);
      await pull?.(options);
      pulled.push(name);
      return toModel(name);
    },
    isDeclined: async () => declined,
    decline: async () => {
      declined = true;
    },
    verify: async () => [{ file: file.path, problem }],
    remove: async (name) => installed.includes(name),
  };
}
