import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { hasLongList, writeJson } from '../../core/write-json.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** JSON up to this size stays text: compression would save no write unit (1 KB each), and operators can read it. */
const MAX_PLAIN_BYTES = 1_000;

/** Beyond 5, brotli takes several times as long for a few per cent on articles. */
const BROTLI_QUALITY = 5;

export type CompressedValue = { json: string } | { br: Uint8Array };

/**
 * A JSON value as the table keeps it: JSON text when small, brotli above. Lone surrogates survive, for `JSON.stringify`
 * escapes them; `undefined` members are left out.
 */
export async function compressValue(value: unknown): Promise<CompressedValue> {
  const json = hasLongList(value) ? await writeInTurns(value) : JSON.stringify(value);
  const byteLength = Buffer.byteLength(json);
  if (byteLength <= MAX_PLAIN_BYTES) return { json };
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: byteLength,
  };
  return { br: await compress(json, { params }) };
}

/** A long article's result takes a while to write; others go on meanwhile. */
async function writeInTurns(value: unknown): Promise<string> {
  let json = '';
  for (const piece of writeJson(value)) {
    json += piece;
    await turn();
  }
  return json;
}

export async function expandValue(stored: CompressedValue): Promise<unknown> {
  return JSON.parse('json' in stored ? stored.json : (await decompress(stored.br)).toString());
}
