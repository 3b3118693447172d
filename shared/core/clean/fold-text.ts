const DIACRITICS = /\p{M}+/gu;
const NOT_KEY = /[^\p{L}\p{N}]+/gu;

/** Lower case, no accents, straight apostrophes, single spaces: what two spellings of the same words share. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(DIACRITICS, '')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replaceAll('œ', 'oe')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits alone, folded: equal for lines that differ only in case, accents, spaces or punctuation. */
export function keyOf(text: string): string {
  return foldText(text).replace(NOT_KEY, '');
}

/**
 * Where a text that begins with `key` (see `keyOf`) at `from` has spelled all of it, as an offset just past the
 * last letter or digit; -1 when it begins with something else.
 */
export function matchKey(text: string, from: number, key: string): number {
  let matched = 0;
  let index = from;
  while (matched < key.length) {
    const code = text.codePointAt(index);
    if (code === undefined) return -1;
    const char = String.fromCodePoint(code);
    const folded = keyOf(char);
    if (!key.startsWith(folded, matched)) return -1;
    matched += folded.length;
    index += char.length;
  }
  return index;
}
