import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { decodeText } from '../core/text/decode-text.ts';
import { DepecheError } from '../core/errors.ts';
import { createGlossary, type Glossary, type GlossaryTerm } from '../core/glossary/glossary.ts';

/** Amazon Translate takes terminologies of up to 10 MB; a longer one could not be used there. */
const MAX_GLOSSARY_BYTES = 10_000_000;

/**
 * Reads a newsroom's terms: CSV in UTF-8 or in what spreadsheets write instead, `source,target` and optionally
 * `caseSensitive` (`true`), with a header line that names the columns (`fr,en` as Amazon Translate wants it does too) or
 * without. Throws `invalid-request`.
 */
export async function readGlossary(path: string): Promise<Glossary> {
  return parseGlossary(decode(await readBytes(path)));
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (found.isFile() && found.size <= MAX_GLOSSARY_BYTES) return await readFile(path);
  } catch (cause) {
    throw new DepecheError('invalid-request', 'The glossary file cannot be read; check DEPECHE_GLOSSARY.', { cause });
  }
  const detail = `The glossary is no file of at most ${MAX_GLOSSARY_BYTES} bytes; check DEPECHE_GLOSSARY.`;
  throw new DepecheError('invalid-request', detail);
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes);
  } catch (cause) {
    throw new DepecheError('invalid-request', 'The glossary is not text; save it as CSV in UTF-8.', { cause });
  }
}

/** Spreadsheets write either, and files edited by several hands hold both. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** The same from text. Lines without both terms are an error that names the line. */
export function parseGlossary(content: string): Glossary {
  let rows: string[][];
  try {
    rows = parse(content, {
      bom: true,
      record_delimiter: LINE_ENDS,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    });
  } catch (cause) {
    throw new DepecheError('invalid-request', 'The glossary is not CSV; check its quotes and commas.', { cause });
  }
  const [firstName = '', secondName = ''] = rows[0] ?? [];
  const named = firstName.toLowerCase();
  const hasHeader = named === 'source' || named === 'fr';
  const targetLanguage = named === 'fr' && secondName !== '' ? secondName : 'en';
  const first = hasHeader ? 1 : 0;
  const terms: GlossaryTerm[] = rows.slice(first).map(([source = '', target = '', caseSensitive = ''], index) => {
    if (source === '' || target === '') {
      throw new DepecheError(
        'invalid-request',
        `Row ${index + first + 1} of the glossary needs a source and a target.`,
      );
    }
    return { source, target, caseSensitive: /^(true|yes|1)$/i.test(caseSensitive) };
  });
  return createGlossary(terms, targetLanguage);
}
