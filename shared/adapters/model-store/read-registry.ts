import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { RemoteModel } from './remote-model.ts';
import { chunksOf, requestFile } from './download/request-file.ts';
import { SourceError } from './download/source-error.ts';
import { type Retries, tryAgain } from './download/try-again.ts';

/** Mozilla's registry has about 1 MB. */
const MAX_REGISTRY_BYTES = 32 * 1024 * 1024;
const ATTEMPTS = { maxAttempts: 3, firstPauseMs: 500 };

const PAIR = 'fr-en';

/** Below the base address, and nowhere else. */
const path = z.string().regex(/^(?!.*\.\.)[\w.][\w.\-+=/]*$/);
const file = z.object({ path });

const entrySchema = z.object({
  architecture: z.string().min(1),
  releaseStatus: z.string().default(''),
  files: z.object({
    model: file.extend({
      uncompressedSize: z.int().positive(),
      uncompressedHash: z.string().regex(/^[0-9a-fA-F]{64}$/),
    }),
    vocab: file,
    lexicalShortlist: file.optional(),
  }),
  metrics: z.unknown(),
});

const registrySchema = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }),
  models: z.object({ [PAIR]: z.array(z.unknown()) }),
});

/**
 * The fr→en models of a registry that has the shape of Mozilla's (mozilla/translations, `db/updater.py`), released ones
 * first. It states sizes and checksums of unpacked weights only; entries with two vocabularies are not for this engine.
 * Throws `SourceError`.
 */
export async function readRegistry(address: string, patience: Retries & { stallMs: number }): Promise<RemoteModel[]> {
  const { host } = new URL(address);
  const text = await tryAgain(() => readOnce(address, patience), { ...patience, ...ATTEMPTS });
  const registry = registrySchema.safeParse(parseJson(text));
  const entries = (registry.data?.models[PAIR] ?? [])
    .map((entry) => entrySchema.safeParse(entry).data)
    .filter((entry) => entry !== undefined)
    .sort((left, right) => Number(isReleased(right)) - Number(isReleased(left)));
  const isSafe = registry.data?.baseUrl.startsWith('https:') === true || !address.startsWith('https:');
  if (!registry.success || entries.length === 0 || !isSafe) {
    throw new SourceError(`${host} has no registry with a fr-en model that this version can use`, { retryable: false });
  }
  const base = registry.data.baseUrl.replace(/\/+$/, '');
  const models = entries.map((entry) => toModel(entry, base, address));
  return models.filter((model, at) => models.findIndex(({ name }) => name === model.name) === at);
}

type Entry = z.output<typeof entrySchema>;

const isReleased = ({ releaseStatus }: Entry) => releaseStatus.toLowerCase().startsWith('release');

function toModel({ architecture, releaseStatus, files, metrics }: Entry, base: string, address: string): RemoteModel {
  const locate = (at: { path: string }) => ({ addresses: [`${base}/${at.path}`] });
  const { model, vocab, lexicalShortlist } = files;
  const name = `${PAIR}-${architecture.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 64);
  const scores = [describeScore('BLEU', metrics), describeScore('COMET', metrics)].filter((score) => score !== '');
  return {
    name,
    summary: [releaseStatus || 'status unknown', ...scores].join(', '),
    licence: 'licence not stated by the registry (Mozilla’s models: MPL-2.0)',
    origin: address,
    files: {
      model: {
        ...locate(model),
        unpacked: { bytes: model.uncompressedSize, sha256: model.uncompressedHash.toLowerCase() },
      },
      vocabulary: locate(vocab),
      shortlist: lexicalShortlist && locate(lexicalShortlist),
    },
  };
}

const scoresSchema = z.object({ 'flores200-plus': z.record(z.string(), z.unknown()) });

/** A measurement on FLORES, where there is one; the registry's own, not checked here. */
function describeScore(name: string, metrics: unknown): string {
  const score = scoresSchema.safeParse(metrics).data?.['flores200-plus'][name.toLowerCase()];
  return typeof score === 'number' ? `FLORES ${name} ${score}` : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readOnce(
  address: string,
  { stallMs, signal }: { stallMs: number; signal?: AbortSignal | undefined },
): Promise<string> {
  const signals = [AbortSignal.timeout(stallMs), ...(signal ? [signal] : [])];
  const response = await requestFile(address, 0, AbortSignal.any(signals));
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(address, response)) {
    bytes += chunk.length;
    if (bytes > MAX_REGISTRY_BYTES) throw tooMuch(address);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (body.length < 2 || body.readUInt16BE() !== 0x1f8b) return body.toString();
  try {
    return gunzipSync(body, { maxOutputLength: MAX_REGISTRY_BYTES }).toString();
  } catch {
    throw tooMuch(address);
  }
}

function tooMuch(address: string): SourceError {
  return new SourceError(`${new URL(address).host} sent no registry that can be read`, { retryable: false });
}
