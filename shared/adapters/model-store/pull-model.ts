import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DepecheError } from '../../core/errors.ts';
import type { LocalModel } from '../../ports/engines/local-model.ts';
import type { PullOptions } from '../../ports/engines/model-store.ts';
import { type DownloadOptions, downloadFile } from './download/download-file.ts';
import { hashFile } from './hash-file.ts';
import { type ModelDescription, openModelFolder, writeDescription } from './model-folder.ts';
import { type Part, partsOf, type RemoteModel } from './remote-model.ts';
import { unavailable } from './download/source-error.ts';

/** Names of files in a model's folder, by what they are. */
const FILE_NAMES: Readonly<Record<Part, string>> = {
  model: 'model.bin',
  vocabulary: 'vocab.spm',
  shortlist: 'lex.bin',
};

/** Hexadecimal digits of the weights' checksum that keep the halves of two models apart. */
const KEY_DIGITS = 8;

/** Where models of this name are put together, below `directory`; a name that begins with a dot is no model. */
export async function findWorkshops(directory: string, name: string): Promise<string[]> {
  const found = await readdir(directory).catch(() => []);
  const beginning = `.${name}.`;
  const isWorkshop = (entry: string) => /^(?:[0-9a-f]{8}\.)?partial$/.test(entry.slice(beginning.length));
  return found
    .filter((entry) => entry.startsWith(beginning) && isWorkshop(entry))
    .map((entry) => join(directory, entry));
}

/**
 * Brings a model into its folder below `directory`: put together beside it from what is here already and what is missing,
 * then renamed. Throws `translator-unavailable`, the signal's reason, or what the file system throws.
 */
export async function pullModel(
  model: RemoteModel,
  directory: string,
  options: Omit<DownloadOptions, 'to' | 'onProgress'> & Pick<PullOptions, 'onProgress'>,
): Promise<LocalModel> {
  const key = model.files.model.unpacked.sha256.slice(0, KEY_DIGITS);
  const workshop = join(directory, `.${model.name}.${key}.partial`);
  const place = join(directory, model.name);
  await mkdir(workshop, { recursive: true });
  try {
    await fetchParts(model, workshop, options);
  } catch (error) {
    await rmdir(workshop).catch(() => undefined); // unless it holds what the next attempt goes on with
    throw error;
  }
  await writeDescription(workshop, await describe(model, workshop));
  await rm(place, { recursive: true, force: true });
  await rename(workshop, place);
  for (const left of await findWorkshops(directory, model.name)) await rm(left, { recursive: true, force: true });
  const opened = await openModelFolder(place);
  if ('model' in opened) return opened.model;
  throw new DepecheError('translator-unavailable', 'The model was changed while it was put in place. Pull it again.');
}

async function fetchParts(
  model: RemoteModel,
  workshop: string,
  { onProgress = () => {}, ...options }: Parameters<typeof pullModel>[2],
): Promise<void> {
  const parts = partsOf(model);
  const totals = parts.map(({ file }) => file.packed?.bytes ?? file.unpacked?.bytes ?? 0);
  const received = parts.map(() => 0);
  const sum = (numbers: readonly number[]) => numbers.reduce((left, right) => left + right, 0);
  let most = { received: 0, total: sum(totals) };
  const report = () => {
    const now = sum(received);
    most = { received: Math.max(most.received, now), total: Math.max(most.total, sum(totals), now) };
    onProgress(most.received, most.total);
  };
  for (const [at, { part, file }] of parts.entries()) {
    const to = join(workshop, FILE_NAMES[part]);
    const follow = (bytes: number, total: number | undefined) => {
      received[at] = bytes;
      if (total !== undefined) totals[at] = total;
      report();
    };
    // What has its name was checked: it got it then.
    const isHere = (await stat(to).catch(() => undefined)) !== undefined;
    const failures = isHere ? [] : await downloadFile(file, { ...options, to, onProgress: follow });
    if (failures.length > 0) throw unavailable(`The model ${model.name}`, failures);
    received[at] = Math.max(received[at] ?? 0, totals[at] ?? 0);
    report();
  }
}

async function describe(model: RemoteModel, directory: string): Promise<ModelDescription> {
  const measure = async (part: Part) => {
    const file = FILE_NAMES[part];
    const path = join(directory, file);
    return { file, bytes: (await stat(path)).size, sha256: await hashFile(path) };
  };
  const files = {
    model: await measure('model'),
    vocabulary: await measure('vocabulary'),
    ...(model.files.shortlist && { shortlist: await measure('shortlist') }),
  };
  return { name: model.name, licence: model.licence, origin: model.origin, quality: 'standard', files };
}
