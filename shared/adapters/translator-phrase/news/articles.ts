const SOUNDS_LIKE_VOWEL = /^(?:[aeio\u00C0-\u00CF]|u(?!ni(?!n|m)|s[ae]|kr|til)|hon(?:ou?r|est)|hour|heir|8|11\b|18\b)/i;
const SOUNDS_LIKE_CONSONANT = /^(?:eu|one\b|once\b)/i;
const LETTERS_SPELT_OUT = /^[AEFHILMNORSX][A-Z]+$/;
const SPOKEN_AS_WORD: ReadonlySet<string> = new Set(['NATO', 'NASA', 'FIFA', 'SARS', 'RAM', 'LED']);

/** "a agreement" → "an agreement", "an bill" → "a bill": phrases are put together without a look at the next sound. */
export function agreeArticles(tokens: readonly string[]): string[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    if (!/^an?$/i.test(token) || next === undefined || !/^[\p{L}\d]/u.test(next)) return token;
    const isSpelt = LETTERS_SPELT_OUT.test(next) && !SPOKEN_AS_WORD.has(next);
    const wantsAn = isSpelt || (SOUNDS_LIKE_VOWEL.test(next) && !SOUNDS_LIKE_CONSONANT.test(next));
    return token.charAt(0) + (wantsAn ? 'n' : '');
  });
}
