import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { readJson } from '../../core/json/read-json.ts';
import { hasLongList, writeJson } from '../../core/json/write-json.ts';

const compress = promisify(brotliCompress);

/** JSON up to this size stays text: compression would save no write unit (1 KB each), and operators can read it. */
const MAX_PLAIN_BYTES = 1_000;

/** Beyond 5, brotli takes several times as long for a few per cent on articles. */
const BROTLI_QUALITY = 5;
const PARAMS = {
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
};

export type CompressedValue = { json: string } | { br: Uint8Array };

/**
 * A JSON value as the table keeps it: JSON text when small, brotli above. Lone surrogates survive, for `JSON.stringify`
 * escapes them; `undefined` members are left out.
 */
export async function compressValue(value: unknown): Promise<CompressedValue> {
  if (hasLongList(value)) return { br: await compressPieces(writeJson(value)) };
  const json = JSON.stringify(value);
  const byteLength = Buffer.byteLength(json);
  if (byteLength <= MAX_PLAIN_BYTES) return { json };
  const params = { ...PARAMS, [constants.BROTLI_PARAM_SIZE_HINT]: byteLength };
  return { br: await compress(json, { params }) };
}

/** A long article's result takes a while to write; others go on meanwhile, and it is never in memory as a whole. */
async function compressPieces(pieces: Iterable<string>): Promise<Uint8Array> {
  const compressed: Uint8Array[] = [];
  await pipeline(pieces, createBrotliCompress({ params: PARAMS }), async (written: AsyncIterable<Uint8Array>) => {
    for await (const part of written) compressed.push(part);
  });
  return Buffer.concat(compressed);
}

export async function expandValue(stored: CompressedValue): Promise<unknown> {
  const reading = readJson('json' in stored ? stored.json : await decompress(stored.br));
  for (;;) {
    const { value, done } = reading.next();
    if (done) return value;
    await turn();
  }
}

/** In pieces as well: a short value may be a long text. */
async function decompress(compressed: Uint8Array): Promise<string> {
  const pieces: string[] = [];
  const expanding = createBrotliDecompress().setEncoding('utf8');
  expanding.end(compressed);
  for await (const piece of expanding) pieces.push(String(piece));
  return pieces.join('');
}
