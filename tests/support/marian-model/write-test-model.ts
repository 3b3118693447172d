import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openModelFolder, writeDescription } from '../../../shared/adapters/model-store/model-folder.ts';
import type { LocalModel } from '../../../shared/ports/engines/local-model.ts';
import { createDictionary } from './dictionary.ts';
import { writeSentencePieceModel } from './sentencepiece-model.ts';
import { type ModelShape, writeTranslatingModel } from './translating-weights.ts';

/** Loads in a moment. */
export const SMALL_SHAPE: ModelShape = {
  dimensions: 256,
  feedForward: 64,
  heads: 8,
  encoderLayers: 1,
  decoderLayers: 1,
  vocabulary: 512,
};

/** The dimensions of Mozilla's published fr→en "tiny", for measurements. */
export const PUBLISHED_SHAPE: ModelShape = {
  dimensions: 256,
  feedForward: 1536,
  heads: 8,
  encoderLayers: 6,
  decoderLayers: 2,
  vocabulary: 32_000,
};

/**
 * Writes a model folder. The model translates word by word with the dictionary's few words and spells everything else:
 * it proves loading, pooling, order, speed and failure, and says nothing of translation quality.
 */
export async function writeTestModel(
  directory: string,
  { shape = SMALL_SHAPE, without = '' }: { shape?: ModelShape; without?: string } = {},
): Promise<LocalModel> {
  const dictionary = createDictionary(shape.vocabulary, without);
  await mkdir(directory, { recursive: true });
  const write = async (file: string, content: Buffer) => {
    await writeFile(join(directory, file), content);
    return { file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  };
  const files = {
    model: await write('model.bin', writeTranslatingModel(shape, dictionary)),
    vocabulary: await write('vocab.spm', writeSentencePieceModel(dictionary.pieces)),
  };
  await writeDescription(directory, { name: 'fr-en-test', licence: 'Apache-2.0', origin: 'generated', files });
  const opened = await openModelFolder(directory);
  if ('damage' in opened) throw new Error('The model that was just written is not there.');
  return opened.model;
}
