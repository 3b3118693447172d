import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeTestModel } from '../marian-model/write-test-model.ts';

/** Where the registry is, below its server's address. */
export const REGISTRY_PATH = 'db/models.json';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** The unpacked files of a generated model. */
export interface ModelContents {
  model: Buffer;
  vocabulary: Buffer;
  shortlist: Buffer;
}

/** Generates a model that loads and translates a few dozen words. */
export async function generateModel(): Promise<ModelContents> {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-published-'));
  try {
    const { files } = await writeTestModel(folder);
    return {
      model: await readFile(files.model.path),
      vocabulary: await readFile(files.vocabulary.path),
      shortlist: writeShortlist(),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Marian's binary shortlist with every piece among the frequent ones: magic, checksum (unread), counts, offsets. */
function writeShortlist(): Buffer {
  const pieces = 512;
  const counts = [0xf11a48d5013417f5n, 0n, BigInt(pieces), 0n, BigInt(pieces + 1), 0n];
  return Buffer.from(BigUint64Array.from([...counts, ...Array.from({ length: pieces + 1 }, () => 0n)]).buffer);
}

export interface RegistryEntry {
  /** Of the weights, as the registry states it; the right one unless given. */
  hash?: string;
  architecture?: string;
  releaseStatus?: string;
  /** Folder of the files below the base address. */
  folder?: string;
}

/**
 * The files of a registry as Mozilla lays them out (`PublicModelsJsonGenerator` of mozilla/translations): one JSON, and the
 * packed files where it says. `baseUrl` is filled in by `addRegistry`, once the server's address is known.
 */
export function publish(
  { model, vocabulary, shortlist }: ModelContents,
  {
    hash,
    architecture = 'base-memory',
    releaseStatus = 'Release',
    folder = 'models/fr-en/trained_1/exported',
  }: RegistryEntry = {},
): { files: Map<string, Buffer>; addRegistry: (baseUrl: string) => void } {
  const paths = {
    model: `${folder}/model.fren.intgemm.alphas.bin.gz`,
    vocab: `${folder}/vocab.fren.spm.gz`,
    lexicalShortlist: `${folder}/lex.50.50.fren.s2t.bin.gz`,
  };
  const files = new Map([
    [paths.model, gzipSync(model)],
    [paths.vocab, gzipSync(vocabulary)],
    [paths.lexicalShortlist, gzipSync(shortlist)],
  ]);
  const entry = {
    architecture,
    releaseStatus,
    sourceLanguage: 'fr',
    targetLanguage: 'en',
    files: {
      model: { path: paths.model, uncompressedSize: model.length, uncompressedHash: hash ?? sha256(model) },
      lexicalShortlist: { path: paths.lexicalShortlist },
      vocab: { path: paths.vocab },
    },
    metrics: { 'flores200-plus': { bleu: 42.95, comet: 0.886 } },
  };
  const addRegistry = (baseUrl: string) => {
    const registry = { generated: '2026-10-01T00:00:00Z', baseUrl, models: { 'de-en': [], 'fr-en': [entry] } };
    files.set(REGISTRY_PATH, Buffer.from(JSON.stringify(registry)));
  };
  return { files, addRegistry };
}
