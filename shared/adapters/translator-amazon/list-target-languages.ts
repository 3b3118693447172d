import { paginateListLanguages, type TranslateClient } from '@aws-sdk/client-translate';

/** Largest page of ListLanguages (API reference). */
const MAX_PAGE_SIZE = 500;

/** Not languages one can translate French into. */
const NO_TARGETS = new Set(['auto', 'fr']);

/** Codes of all languages that Amazon Translate offers, sorted, without French and the pseudo-language `auto`. */
export async function listTargetLanguages(client: TranslateClient): Promise<readonly string[]> {
  const codes: string[] = [];
  for await (const page of paginateListLanguages({ client, pageSize: MAX_PAGE_SIZE }, {})) {
    for (const { LanguageCode: code } of page.Languages ?? []) {
      if (code && !NO_TARGETS.has(code)) codes.push(code);
    }
  }
  return codes.sort();
}
