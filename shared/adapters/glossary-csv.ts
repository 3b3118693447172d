import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { DepecheError } from '../core/errors.ts';
import { createGlossary, type Glossary, type GlossaryTerm } from '../core/glossary/glossary.ts';

/** Amazon Translate takes terminologies of up to 10 MB; a longer one could not be used there. */
const MAX_GLOSSARY_BYTES = 10_000_000;

/**
 * Reads a newsroom's terms: CSV in UTF-8, `source,target` and optionally `caseSensitive` (`true`), with a header line
 * that names the columns (`fr,en` as Amazon Translate wants it does too) or without. Throws `invalid-request`.
 */
export async function readGlossary(path: string): Promise<Glossary> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    throw new DepecheError('invalid-request', 'The glossary file cannot be read; check DEPECHE_GLOSSARY.', { cause });
  }
  if (content.length > MAX_GLOSSARY_BYTES) {
    throw new DepecheError('invalid-request', `The glossary is longer than ${MAX_GLOSSARY_BYTES} characters.`);
  }
  return parseGlossary(content);
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
  const header = rows[0]?.map((name) => name.toLowerCase());
  const hasHeader = header !== undefined && (header[0] === 'source' || header[0] === 'fr');
  const targetLanguage = hasHeader && header[0] === 'fr' ? (header[1] ?? 'en') : 'en';
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
