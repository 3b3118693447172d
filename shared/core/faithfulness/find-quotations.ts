const QUOTED = /«[^«»]{0,99999}»|“[^“”]{0,99999}”|"[^"]{0,99999}"/g;

/** What stands in quotation marks and has a word in it. */
export function findQuotations(text: string): string[] {
  return [...text.matchAll(QUOTED)]
    .map(([quoted]) => quoted.slice(1, -1))
    .filter((quotation) => /[\p{L}\p{N}]/u.test(quotation));
}
