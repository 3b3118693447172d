import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DepecheError } from '../../core/errors.ts';
import type { LocalModel } from '../../ports/local-model.ts';
import type { ModelStore, StoredModel } from '../../ports/model-store.ts';
import { downloadFile } from './download-file.ts';
import { hashFile } from './hash-file.ts';
import {
  checkModelFiles,
  type ModelDescription,
  readDescription,
  readModelFolder,
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
  published?: readonly PublishedModel[];
  stallMs?: number;
}

/** A model store in a folder. A model is in place whole or not at all: it is put together beside it, then renamed. */
export function createModelStore(options: ModelStoreOptions): ModelStore {
  const { directory, mirror = PUBLISHER, published = PUBLISHED_MODELS, stallMs = STALL_MS } = options;
  const folder = (name: string) => join(directory, name);
  /** A name that begins with a dot is no model. */
  const workshop = (name: string) => join(directory, `.${name}.partial`);

  async function listInstalled(): Promise<string[]> {
    const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
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
    const description = await unpack(model, workshop(name));
    await writeDescription(workshop(name), description);
    await rm(folder(name), { recursive: true, force: true });
    await rename(workshop(name), folder(name));
    return installed(name);
  }

  async function installed(name: string): Promise<LocalModel> {
    const model = (await listInstalled()).includes(name) ? await readModelFolder(folder(name)) : undefined;
    if (!model) throw new DepecheError('not-found', 'That model is not on this machine; see depeche models list.');
    return model;
  }

  return {
    async list() {
      const present = await listInstalled();
      const known = published.map(({ name, summary, licence, files }): StoredModel => {
        const downloadBytes = PARTS.reduce((sum, part) => sum + files[part].bytes, 0);
        return { name, summary, licence, downloadBytes, isInstalled: present.includes(name) };
      });
      const others: StoredModel[] = [];
      for (const name of present) {
        if (known.some((model) => model.name === name)) continue;
        const description = await readDescription(folder(name)).catch(() => undefined);
        const { licence = 'unknown', origin: summary = 'its description cannot be read' } = description ?? {};
        others.push({ name, summary, licence, downloadBytes: undefined, isInstalled: true });
      }
      return [...known, ...others];
    },
    async find() {
      for (const name of await listInstalled()) {
        const model = await readModelFolder(folder(name));
        if (model) return model;
      }
      return undefined;
    },
    pull,
    verify: async (name) => checkModelFiles(await installed(name)),
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

function unknownModel(published: readonly PublishedModel[]): DepecheError {
  const names = published.map(({ name }) => name).join(', ');
  return new DepecheError('not-found', `There is no published model of that name. Choose one of: ${names}.`);
}
