/** What an accented letter of the Latin blocks, or a sign typed for an apostrophe, folds to, by its code. */
const BARE = new Map<number, string>(Array.from('’‘ʼ`´', (sign) => [sign.charCodeAt(0), "'"]));
for (const [first, last] of [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
] as const) {
  for (let code = first; code <= last; code++) {
    BARE.set(code, String.fromCharCode(code).normalize('NFD').charAt(0));
  }
}

/** Below this code is the backtick alone to fold, which lets a loop pass most letters without a look into the map. */
const FIRST_FOLDED = 0xb4;
const BACKTICK = 0x60;

/**
 * Lower case, no accents, straight apostrophes: what two spellings of the same words share. Each UTF-16 unit stays one
 * unit, so offsets into the folded text are offsets into the text itself.
 */
export function foldText(text: string): string {
  // The one capital whose lower case is longer than itself.
  const lower = text.replaceAll('İ', 'I').toLowerCase();
  let folded = '';
  let from = 0;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if (code < FIRST_FOLDED && code !== BACKTICK) continue;
    const bare = BARE.get(code);
    if (bare === undefined) continue;
    folded += lower.slice(from, at) + bare;
    from = at + 1;
  }
  return folded + lower.slice(from);
}
