import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DepecheError } from '../../core/errors.ts';
import type { FoundModel, ModelList, ModelStore, StoredModel } from '../../ports/engines/model-store.ts';
import type { DownloadOptions } from './download/download-file.ts';
import { folderProblem, isFileError } from './file-errors.ts';
import { checkModelFolder, MODEL_NAME, openModelFolder, readDescription } from './model-folder.ts';
import { REGISTRY, publishedModels } from './published-models.ts';
import { findWorkshops, pullModel } from './pull-model.ts';
import { withPullLock } from './pull-lock.ts';
import { readRegistry } from './read-registry.ts';
import { downloadBytesOf, hostOf, type RemoteModel } from './remote-model.ts';
import { SourceError, unavailable } from './download/source-error.ts';

/** A connection that brings nothing for so long will bring nothing more. */
const STALL_MS = 30_000;
/** One request for one file, with everything: 26 MB at 8 KB/s. */
const CALL_MS = 3_600_000;
/** The registry is read within this, or is not. */
const REGISTRY_MS = 15_000;

export interface ModelStoreOptions {
  /** Holds a folder a model; need not exist. */
  directory: string;
  /** The folder of a model that ships with the service and is used when no other is there; need not exist. */
  shippedDirectory?: string | undefined;
  /** A place that is asked for published files before their publisher. */
  mirror?: string | undefined;
  /** A registry of the shape of Mozilla's: then nothing else is asked. */
  registry?: string | undefined;
  /** What is pulled without asking a registry, best first. */
  published?: readonly RemoteModel[];
  /** The registry that `list` asks beside what is published. */
  publicRegistry?: string;
  stallMs?: number;
  callMs?: number;
  pause?: DownloadOptions['pause'];
}

/** A model store in a folder. A model is in place whole or not at all: it is put together beside it, then renamed. */
export function createModelStore(options: ModelStoreOptions): ModelStore {
  const { directory, shippedDirectory, mirror, registry, publicRegistry = REGISTRY, pause } = options;
  const { published = publishedModels(mirror), stallMs = STALL_MS, callMs = CALL_MS } = options;
  const folder = (name: string) => join(directory, name);
  const declined = join(directory, '.declined');
  /** What the file system refuses is told as a problem of the folder. */
  const inFolder = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw isFileError(error) ? folderProblem(directory, error) : error;
    }
  };

  async function askRegistry(address: string, signal?: AbortSignal): Promise<RemoteModel[]> {
    try {
      return await readRegistry(address, { stallMs: Math.min(stallMs, REGISTRY_MS), signal, pause });
    } catch (error) {
      throw error instanceof SourceError ? unavailable('The registry of models', [error]) : error;
    }
  }

  /** What can be pulled. */
  const readOffers = async (signal?: AbortSignal) =>
    registry === undefined ? published : askRegistry(registry, signal);

  async function listInstalled(): Promise<string[]> {
    const names = (await listFolders(directory)).filter((name) => !name.startsWith('.'));
    const rank = (name: string) => {
      const at = published.findIndex((model) => model.name === name);
      return at < 0 ? published.length : at;
    };
    return names.sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
  }

  /** Published models as they can be had, and what the registry has beside them. */
  async function listKnown(): Promise<ModelList> {
    const offers = registry === undefined ? published.map((model) => toStored(model)) : [];
    try {
      const found = await askRegistry(registry ?? publicRegistry);
      if (registry !== undefined) return { models: found.map((model) => toStored(model)) };
      const others = found.filter((model) => published.every((own) => weightsOf(own) !== weightsOf(model)));
      return { models: [...offers, ...others.map((model) => toUnpinned(model, publicRegistry))] };
    } catch (error) {
      if (!(error instanceof DepecheError)) throw error;
      return { models: offers, registryProblem: error };
    }
  }

  async function find(): Promise<FoundModel> {
    const installed = (await listInstalled()).map((name) => ({ name, path: folder(name), isShipped: false }));
    const shipped =
      shippedDirectory !== undefined && existsSync(shippedDirectory)
        ? [{ name: basename(shippedDirectory), path: shippedDirectory, isShipped: true }]
        : [];
    const damaged: FoundModel['damaged'][number][] = [];
    for (const { name, path, isShipped } of [...installed, ...shipped]) {
      const opened = await openModelFolder(path);
      if ('model' in opened) return { model: opened.model, isShipped, damaged };
      damaged.push({ name, ...opened.damage });
    }
    return { model: undefined, isShipped: false, damaged };
  }

  return {
    async list() {
      const present = await listInstalled();
      const { models: known, registryProblem } = await listKnown();
      const own = present.filter((name) => known.every((model) => model.name !== name));
      const others = await Promise.all(own.map((name) => describeOwn(name, folder(name))));
      const models = await Promise.all(
        [...known, ...others].map(async (model) => {
          if (!present.includes(model.name)) return model;
          const opened = await openModelFolder(folder(model.name));
          return { ...model, isInstalled: true, damage: 'damage' in opened ? opened.damage : undefined };
        }),
      );
      return { models, registryProblem };
    },
    listInstalled,
    find,
    async offer(signal) {
      const [model] = await readOffers(signal);
      if (!model) throw unknownModel([]);
      const { name, summary, licence } = model;
      return { name, summary, licence, downloadBytes: downloadBytesOf(model), host: hostOf(model) };
    },
    async pull(name, { onProgress, signal } = {}) {
      const offers = await readOffers(signal);
      const model = offers.find((candidate) => candidate.name === name);
      if (!model) throw unknownModel(offers);
      return inFolder(async () => {
        const pulled = await withPullLock(directory, () =>
          pullModel(model, directory, { stallMs, callMs, pause, onProgress, signal }),
        );
        await rm(declined, { force: true });
        return pulled;
      });
    },
    isDeclined: async () => existsSync(declined),
    decline: () =>
      inFolder(async () => {
        await mkdir(directory, { recursive: true });
        await writeFile(declined, 'Declined at the terminal; depeche models pull fetches a model all the same.\n');
      }),
    async verify(name) {
      if ((await listInstalled()).includes(name)) return checkModelFolder(folder(name));
      throw new DepecheError('not-found', 'That model is not on this machine; see depeche models list.');
    },
    async remove(name) {
      const isThere = (await listInstalled()).includes(name);
      const isName = isThere || MODEL_NAME.test(name);
      const begun = isName ? await findWorkshops(directory, name) : [];
      const places = isThere ? [folder(name), ...begun] : begun;
      await Promise.all(places.map((path) => rm(path, { recursive: true, force: true })));
      return places.length > 0;
    },
  };
}

const weightsOf = ({ files }: RemoteModel) => files.model.unpacked.sha256;

function toStored(model: RemoteModel): StoredModel {
  const { name, summary, licence } = model;
  return { name, summary, licence, downloadBytes: downloadBytesOf(model), isInstalled: false };
}

/** A model that the registry has and this version does not know by its checksums. */
function toUnpinned(model: RemoteModel, registry: string): StoredModel {
  const stored = toStored(model);
  const how = `newer than this version; DEPECHE_MODEL_REGISTRY=${registry} pulls it`;
  return {
    ...stored,
    name: `${stored.name} (registry)`,
    summary: `${stored.summary}; ${how}`,
    downloadBytes: undefined,
  };
}

/** Names of the folders in a folder that need not exist. Throws `translator-unavailable`. */
async function listFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (!isFileError(error)) throw error;
    if (error.code === 'ENOENT') return [];
    throw folderProblem(directory, error);
  }
}

/** A model that nobody publishes, by its own description. */
async function describeOwn(name: string, directory: string): Promise<StoredModel> {
  const read = await readDescription(directory);
  const { licence, origin } =
    'description' in read ? read.description : { licence: 'licence unknown', origin: 'origin unknown' };
  return { name, summary: origin, licence, downloadBytes: undefined, isInstalled: true };
}

function unknownModel(offers: readonly RemoteModel[]): DepecheError {
  const names = offers.map(({ name }) => name).join(', ');
  return new DepecheError('not-found', `There is no published model of that name. Choose one of: ${names}.`);
}
