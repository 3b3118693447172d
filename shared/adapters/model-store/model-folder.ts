import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DepecheError } from '../../core/errors.ts';
import type { LocalModel, LocalModelFile } from '../../ports/local-model.ts';
import type { FileCheck } from '../../ports/model-store.ts';
import { hashFile } from './hash-file.ts';

/** A model is a folder with its files and this description of them. */
const DESCRIPTION = 'model.json';

const fileSchema = z.strictObject({
  file: z.string().regex(/^[\w-][\w.-]*$/), // a name, so that nothing points out of the folder
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const descriptionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  licence: z.string().min(1),
  /** Where it came from. */
  origin: z.string().min(1),
  files: z.strictObject({ model: fileSchema, vocabulary: fileSchema, shortlist: fileSchema.optional() }),
});

export type ModelDescription = z.infer<typeof descriptionSchema>;

/** The description in a model's folder; `undefined` where there is none. Throws `translator-unavailable`. */
export async function readDescription(directory: string): Promise<ModelDescription | undefined> {
  const text = await readFile(join(directory, DESCRIPTION), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw damaged(error);
  });
  if (text === undefined) return undefined;
  try {
    return descriptionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(cause);
  }
}

export async function writeDescription(directory: string, description: ModelDescription): Promise<void> {
  await writeFile(join(directory, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`);
}

/**
 * The model in a folder, as an engine takes it; `undefined` where there is none. Its files are checked by the engine
 * that loads them. Throws `DepecheError('translator-unavailable')` for a description that cannot be read.
 */
export async function readModelFolder(directory: string): Promise<LocalModel | undefined> {
  const description = await readDescription(directory);
  if (!description) return undefined;
  const locate = ({ file, bytes, sha256 }: ModelDescription['files']['model']): LocalModelFile => ({
    path: join(directory, file),
    bytes,
    sha256,
  });
  const { model, vocabulary, shortlist } = description.files;
  return {
    name: description.name,
    files: { model: locate(model), vocabulary: locate(vocabulary), shortlist: shortlist && locate(shortlist) },
  };
}

/** Holds every file of a model against its description. */
export async function checkModelFiles({ files }: LocalModel): Promise<FileCheck[]> {
  const all = [files.model, files.vocabulary, files.shortlist].filter((file) => file !== undefined);
  return Promise.all(all.map(async (file) => ({ file: file.path, problem: await findProblem(file) })));
}

async function findProblem(file: LocalModelFile): Promise<FileCheck['problem']> {
  const found = await stat(file.path).catch(() => undefined);
  if (!found?.isFile()) return 'missing';
  if (found.size !== file.bytes) return 'another size';
  return (await hashFile(file.path)) === file.sha256 ? undefined : 'another checksum';
}

function damaged(cause: unknown): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    `The description of a local model (${DESCRIPTION}) cannot be read. Remove that model and pull it again: depeche models.`,
    { cause, retryable: false },
  );
}
