const KEY_SIGN = /[\p{L}\p{N}]/u;
const NOT_KEY = /[^\p{L}\p{N}]+/gu;

/** The accented letters of the Latin blocks, and the signs typed for an apostrophe. */
const FOLDED = /[\u00c0-\u024f\u1e00-\u1eff’‘ʼ`´]/g;

/** What each of them folds to: its letter without accents, or the straight apostrophe. */
const BARE = new Map<string, string>(Array.from('’‘ʼ`´', (sign) => [sign, "'"]));
for (const [first, last] of [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
] as const) {
  for (let code = first; code <= last; code++) {
    const letter = String.fromCharCode(code);
    BARE.set(letter, letter.normalize('NFD').charAt(0));
  }
}

/**
 * Lower case, no accents, straight apostrophes: what two spellings of the same words share. Each UTF-16 unit stays one
 * unit, so offsets into the folded text are offsets into the text itself.
 */
export function foldText(text: string): string {
  // The one capital whose lower case is longer than itself.
  const lower = text.replaceAll('İ', 'I').toLowerCase();
  // BARE holds every character of FOLDED.
  return lower.replace(FOLDED, (char) => BARE.get(char) as string);
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
  let end = from;
  for (const char of text.slice(from)) {
    if (matched === key.length) return end;
    end += char.length;
    const folded = foldText(char);
    if (key.startsWith(folded, matched)) matched += folded.length;
    else if (KEY_SIGN.test(folded)) return -1;
  }
  return matched === key.length ? end : -1;
}
