import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type LanguageModel, readLanguageModel } from './language-model.ts';
import { unusableModel } from './model-errors.ts';
import { type PhraseTable, readPhraseTable } from './phrase-table.ts';
import { readWeights, type Weights } from './weights.ts';

export interface Model {
  table: PhraseTable;
  languageModel: LanguageModel;
  weights: Weights;
}

/** Names the model in every cache key: a change of the files is a change of this. */
export const MODEL_VERSION = 'fr-en-m1';

/** The files of the model with their sizes; a partial checkout or download is told by its size, before any parsing. */
const FILES = {
  table: { name: 'M.pt.gz', bytes: 5_377_170 },
  languageModel: { name: 'M.lm.gz', bytes: 14_853_795 },
  weights: { name: 'w.json', bytes: 217 },
} as const;
/** The larger file unpacks to 23.5 MB; anything far beyond is not the model. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

const unpack = promisify(gunzip);

/** Reads the model, in about half a second. Throws `DepecheError('translator-unavailable')` that names the file. */
export async function loadModel(directory: string): Promise<Model> {
  const [table, languageModel, weights] = await Promise.all([
    readUnpacked(directory, FILES.table),
    readUnpacked(directory, FILES.languageModel),
    readChecked(directory, FILES.weights),
  ]);
  return {
    table: readPhraseTable(table, FILES.table.name),
    languageModel: readLanguageModel(languageModel, FILES.languageModel.name),
    weights: readWeights(weights.toString('utf8'), FILES.weights.name),
  };
}

async function readChecked(directory: string, file: { name: string; bytes: number }): Promise<Buffer> {
  const path = join(directory, file.name);
  try {
    const { size } = await stat(path);
    if (size === file.bytes) return await readFile(path);
  } catch (cause) {
    throw unusableModel(file.name, 'cannot be read', cause);
  }
  throw unusableModel(file.name, `is not ${file.bytes} bytes long`);
}

async function readUnpacked(directory: string, file: { name: string; bytes: number }): Promise<Buffer> {
  const packed = await readChecked(directory, file);
  try {
    return await unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw unusableModel(file.name, 'is damaged', cause);
  }
}
