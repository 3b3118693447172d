import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readLanguageModel } from './language-model.ts';
import { unusableModel } from './model-errors.ts';
import { readPhraseTable } from './phrase-table.ts';
import { readWeights } from './weights.ts';

export type Model = Awaited<ReturnType<typeof loadModel>>;

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
/** The least that zlib takes. */
const SMALLEST_CHUNK_BYTES = 64;

const unpack = promisify(gunzip);

/** Reads the model, in less than half a second. Throws `DepecheError('translator-unavailable')` that names the file. */
export async function loadModel(directory: string) {
  // A file that is short, or weights that are none, are told before the work of unpacking.
  const [packedTable, packedLanguageModel, weightsFile] = await Promise.all([
    readChecked(directory, FILES.table),
    readChecked(directory, FILES.languageModel),
    readChecked(directory, FILES.weights),
  ]);
  const weights = readWeights(weightsFile.toString('utf8'), FILES.weights.name);
  const [table, languageModel] = await Promise.all([
    // Each is read as soon as it is unpacked, while the other still unpacks on a thread of its own.
    unpackFile(packedTable, FILES.table.name).then((data) => readPhraseTable(data, FILES.table.name)),
    unpackFile(packedLanguageModel, FILES.languageModel.name).then((data) =>
      readLanguageModel(data, FILES.languageModel.name),
    ),
  ]);
  return { table, languageModel, weights };
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

async function unpackFile(packed: Buffer, name: string): Promise<Buffer> {
  // A gzip file ends with its unpacked size (RFC 1952, 2.3.1); one chunk of it saves a thousand turns and a copy.
  const unpackedBytes = packed.readUInt32LE(packed.length - 4);
  const chunkSize = Math.min(Math.max(unpackedBytes, SMALLEST_CHUNK_BYTES), MAX_UNPACKED_BYTES);
  try {
    return await unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES, chunkSize });
  } catch (cause) {
    throw unusableModel(name, 'is damaged', cause);
  }
}
