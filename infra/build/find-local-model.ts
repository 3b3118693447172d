import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { SettingsError } from '../settings/settings-error.ts';

/** The published models, best first; those of one's own come after them. */
const PUBLISHED = ['fr-en-base-memory', 'fr-en-tiny'];

const DESCRIPTION = 'model.json';

/** Of Lambda's 250 MB for an unpacked package (Lambda quotas); the rest is code and engine. */
const MAX_MODEL_BYTES = 200 * 1024 * 1024;

const file = z.object({ file: z.string().regex(/^[\w-][\w.-]*$/), bytes: z.int().positive(), sha256: z.string() });

/** What packing asks of the description of a model; docs/models.md has all of it. */
const descriptionSchema = z.object({
  files: z.object({ model: file, vocabulary: file, shortlist: file.optional() }),
});

/** A neural model that is packed with the functions. */
export interface ModelToPack {
  directory: string;
  /** Names of what belongs to it. */
  files: readonly string[];
}

/**
 * The model that a stage with the local engine is deployed with instead of the one that ships: the one in the folder that
 * `localModel` names, or else the best whole one among those pulled to `pulledDirectory`, which need not exist. Throws
 * `SettingsError` when the named one cannot be used.
 */
export function findLocalModel(localModel: string | undefined, pulledDirectory: string): ModelToPack | undefined {
  if (localModel !== undefined) {
    const model = readModel(localModel);
    if (typeof model === 'string') throw new SettingsError([`localModel: ${model}`]);
    return model;
  }
  const names = existsSync(pulledDirectory) ? readdirSync(pulledDirectory).filter((name) => !name.startsWith('.')) : [];
  const rank = (name: string) => (PUBLISHED.includes(name) ? PUBLISHED.indexOf(name) : PUBLISHED.length);
  return names
    .sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
    .map((name) => readModel(join(pulledDirectory, name)))
    .find((model) => typeof model !== 'string');
}

/** The model in a folder, held against its description, or what is wrong with it. */
function readModel(directory: string): ModelToPack | string {
  let files: z.output<typeof file>[];
  try {
    const { model, vocabulary, shortlist } = descriptionSchema.parse(
      JSON.parse(readFileSync(join(directory, DESCRIPTION), 'utf8')),
    ).files;
    files = [model, vocabulary, ...(shortlist ? [shortlist] : [])];
  } catch {
    return `must be a folder with a model and a readable ${DESCRIPTION}, as depeche models pull makes it`;
  }
  const wrong = files.find((expected) => !isSound(join(directory, expected.file), expected));
  if (wrong) return `its ${basename(wrong.file)} is not the file that its ${DESCRIPTION} describes`;
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_MODEL_BYTES) return 'is too big for a Lambda function';
  return { directory, files: [DESCRIPTION, ...files.map((expected) => expected.file)] };
}

function isSound(path: string, { bytes, sha256 }: z.output<typeof file>): boolean {
  if (!existsSync(path) || statSync(path).size !== bytes) return false;
  return createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
}
