import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DepecheError } from '../../core/errors.ts';
import type { LocalModel } from '../../ports/local-model.ts';
import type { FoundModel, ModelStore, StoredModel } from '../../ports/model-store.ts';
import { downloadFile } from './download-file.ts';
import { folderProblem, isFileError } from './file-errors.ts';
import { hashFile } from './hash-file.ts';
import {
  checkModelFolder,
  type ModelDescription,
  openModelFolder,
  readDescription,
  writeDescription,
} from './model-folder.ts';
import { PUBLISHED_MODELS, type PublishedModel, PUBLISHER } from './published-models.ts';

/** A connection that brings nothing for so long will bring nothing more. */
const STALL_MS = 30_000;
/** Names of files in a model's folder, by what they are. */
const FILE_NAMES = { model: 'model.bin', vocabulary: 'vocab.spm', shortlist: 'lex.bin' } as const;
type Part = keyof typeof FILE_NAMES;
const PARTS: readonly Part[] = ['model', 'vocabulary', 'shortlist'];

export interface ModelStoreOptions {
  /** Holds a folder a model; need not exist. */
  directory: string;
  /** Where published files are, instead of their publisher. */
  mirror?: string | undefined;
  /** The folder of a model that ships with the service and is used when no other is there; need not exist. */
  shippedDirectory?: string | undefined;
  published?: readonly PublishedModel[];
  /** A server that sends nothing, or next to nothing, for so long is given up. */
  stallMs?: number;
}

/** A model store in a folder. A model is in place whole or not at all: it is put together beside it, then renamed. */
export function createModelStore(options: ModelStoreOptions): ModelStore {
  const { directory, shippedDirectory, mirror = PUBLISHER, published = PUBLISHED_MODELS, stallMs = STALL_MS } = options;
  const folder = (name: string) => join(directory, name);
  /** A name that begins with a dot is no model. */
  const workshop = (name: string) => join(directory, `.${name}.partial`);

  async function listInstalled(): Promise<string[]> {
    const names = (await listFolders(directory)).filter((name) => !name.startsWith('.'));
    const rank = (name: string) => {
      const at = published.findIndex((model) => model.name === name);
      return at < 0 ? published.length : at;
    };
    return names.sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
  }

  async function pull(name: string, onProgress: (receivedBytes: number) => void = () => {}): Promise<LocalModel> {
    const model = published.find((candidate) => candidate.name === name);
    if (!model) throw unknownModel(published);
    await mkdir(workshop(name), { recursive: true });
    let before = 0;
    for (const part of PARTS) {
      const file = model.files[part];
      const to = join(workshop(name), `${FILE_NAMES[part]}.gz`);
      await downloadFile(file, { mirror, to, stallMs, onProgress: (received) => onProgress(before + received) });
      before += file.bytes;
    }
    await writeDescription(workshop(name), await unpack(model, workshop(name)));
    await rm(folder(name), { recursive: true, force: true });
    await rename(workshop(name), folder(name));
    const opened = await openModelFolder(folder(name));
    if ('model' in opened) return opened.model;
    throw changedMeanwhile();
  }

  async function find(): Promise<FoundModel> {
    const installed = (await listInstalled()).map((name) => ({ name, path: folder(name) }));
    const shipped = shippedDirectory !== undefined && existsSync(shippedDirectory) ? shippedDirectory : undefined;
    const damaged: FoundModel['damaged'][number][] = [];
    for (const { name, path } of shipped ? [...installed, { name: basename(shipped), path: shipped }] : installed) {
      const opened = await openModelFolder(path);
      if ('model' in opened) return { model: opened.model, damaged };
      damaged.push({ name, ...opened.damage });
    }
    return { model: undefined, damaged };
  }

  return {
    async list() {
      const present = await listInstalled();
      const known = published.map(({ name, summary, licence, files }): StoredModel => {
        const downloadBytes = PARTS.reduce((sum, part) => sum + files[part].bytes, 0);
        return { name, summary, licence, downloadBytes, isInstalled: false };
      });
      const own = present.filter((name) => known.every((model) => model.name !== name));
      const others = await Promise.all(own.map((name) => describeOwn(name, folder(name))));
      return Promise.all(
        [...known, ...others].map(async (model) => {
          if (!present.includes(model.name)) return model;
          const opened = await openModelFolder(folder(model.name));
          return { ...model, isInstalled: true, damage: 'damage' in opened ? opened.damage : undefined };
        }),
      );
    },
    find,
    pull: (name, onProgress) =>
      pull(name, onProgress).catch((error) => {
        throw isFileError(error) ? folderProblem(directory, error) : error;
      }),
    async verify(name) {
      if ((await listInstalled()).includes(name)) return checkModelFolder(folder(name));
      throw new DepecheError('not-found', 'That model is not on this machine; see depeche models list.');
    },
    async remove(name) {
      const isThere = (await listInstalled()).includes(name);
      const isKnown = isThere || published.some((model) => model.name === name);
      if (!isKnown) return false;
      const begun = await stat(workshop(name)).catch(() => undefined);
      await Promise.all([folder(name), workshop(name)].map((path) => rm(path, { recursive: true, force: true })));
      return isThere || begun !== undefined;
    },
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

/** Unpacks the downloaded files where they are and describes them. Throws `translator-unavailable`. */
async function unpack(model: PublishedModel, directory: string): Promise<ModelDescription> {
  const describe = async (part: Part) => {
    const file = FILE_NAMES[part];
    const path = join(directory, file);
    await pipeline(createReadStream(`${path}.gz`), createGunzip(), createWriteStream(path));
    await rm(`${path}.gz`);
    return { file, bytes: (await stat(path)).size, sha256: await hashFile(path) };
  };
  const weights = await describe('model');
  if (weights.sha256 !== model.weights.sha256 || weights.bytes !== model.weights.bytes) {
    await rm(directory, { recursive: true });
    throw new DepecheError('translator-unavailable', 'The unpacked model is not the one published. Pull it again.', {
      retryable: false,
    });
  }
  const files = { model: weights, vocabulary: await describe('vocabulary'), shortlist: await describe('shortlist') };
  return { name: model.name, licence: model.licence, origin: PUBLISHER, files };
}

function changedMeanwhile(): DepecheError {
  return new DepecheError('translator-unavailable', 'The model was changed while it was put in place. Pull it again.');
}

function unknownModel(published: readonly PublishedModel[]): DepecheError {
  const names = published.map(({ name }) => name).join(', ');
  return new DepecheError('not-found', `There is no published model of that name. Choose one of: ${names}.`);
}
