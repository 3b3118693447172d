import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LocalModel, LocalModelFile } from '../../ports/engines/local-model.ts';
import type { DamagedFile, FileCheck } from '../../ports/engines/model-store.ts';
import { hashFile } from './hash-file.ts';

/** A model is a folder with its files and this description of them. */
const DESCRIPTION = 'model.json';

/** What a model's name looks like; nothing else leads to a path. */
export const MODEL_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

const fileSchema = z.strictObject({
  file: z.string().regex(/^[\w-][\w.-]*$/), // a name, so that nothing points out of the folder
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const descriptionSchema = z.strictObject({
  name: z.string().regex(MODEL_NAME),
  licence: z.string().min(1),
  /** Where it came from. */
  origin: z.string().min(1),
  /** What its translations are good for; those of a model that does not say pass for finished. */
  quality: z.enum(['draft', 'standard']).default('standard'),
  files: z.strictObject({ model: fileSchema, vocabulary: fileSchema, shortlist: fileSchema.optional() }),
});

export type ModelDescription = z.infer<typeof descriptionSchema>;

/** The description in a model's folder, or what is wrong with it. */
export async function readDescription(
  directory: string,
): Promise<{ description: ModelDescription } | { damage: DamagedFile }> {
  const file = join(directory, DESCRIPTION);
  try {
    return { description: descriptionSchema.parse(JSON.parse(await readFile(file, 'utf8'))) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { damage: { file, problem: isMissing ? 'missing' : 'not readable' } };
  }
}

export async function writeDescription(
  directory: string,
  description: z.input<typeof descriptionSchema>,
): Promise<void> {
  await writeFile(join(directory, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`);
}

/**
 * The model in a folder, as an engine takes it, or the first file that keeps it from being one. Looks at sizes only: the
 * engine that loads the files holds them against their checksums.
 */
export async function openModelFolder(directory: string): Promise<{ model: LocalModel } | { damage: DamagedFile }> {
  const read = await readDescription(directory);
  if ('damage' in read) return read;
  const model = describeModel(directory, read.description);
  for (const file of filesOf(model)) {
    const problem = await findSizeProblem(file);
    if (problem) return { damage: { file: file.path, problem } };
  }
  return { model };
}

/** Holds every file of a model against its description; the description alone where that is damaged. */
export async function checkModelFolder(directory: string): Promise<FileCheck[]> {
  const read = await readDescription(directory);
  if ('damage' in read) return [read.damage];
  const files = filesOf(describeModel(directory, read.description));
  return Promise.all(files.map(async (file) => ({ file: file.path, problem: await findProblem(file) })));
}

function describeModel(directory: string, { name, quality, files }: ModelDescription): LocalModel {
  const locate = ({ file, ...rest }: ModelDescription['files']['model']): LocalModelFile => ({
    path: join(directory, file),
    ...rest,
  });
  const { model, vocabulary, shortlist } = files;
  return {
    name,
    quality,
    files: { model: locate(model), vocabulary: locate(vocabulary), shortlist: shortlist && locate(shortlist) },
  };
}

function filesOf({ files }: LocalModel): LocalModelFile[] {
  return [files.model, files.vocabulary, files.shortlist].filter((file) => file !== undefined);
}

async function findSizeProblem(file: LocalModelFile): Promise<FileCheck['problem']> {
  const found = await stat(file.path).catch(() => undefined);
  if (!found?.isFile()) return 'missing';
  return found.size === file.bytes ? undefined : 'another size';
}

async function findProblem(file: LocalModelFile): Promise<FileCheck['problem']> {
  const problem = await findSizeProblem(file);
  if (problem) return problem;
  const sha256 = await hashFile(file.path).catch(() => undefined);
  if (sha256 === undefined) return 'not readable';
  return sha256 === file.sha256 ? undefined : 'another checksum';
}
