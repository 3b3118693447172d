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
