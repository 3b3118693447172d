import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

/** What windows-1252 shows for the bytes 0x80 to 0x9F; a space marks the five bytes it leaves undefined. */
const CP1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const byteOfChar = new Map(Array.from(CP1252, (char, index) => [char, 0x80 + index] as const));

const CONTINUATION = `[\\x80-\\xbf${CP1252.replaceAll(' ', '')}]`;
const MISREAD = new RegExp(
  [
    `[\\xc2-\\xdf]${CONTINUATION}|[\\xe0-\\xef]${CONTINUATION}{2}|[\\xf0-\\xf4]${CONTINUATION}{3}`,
    'â€(?=[\\s.,;:!?)]|$)',
    // What a no-break space and an "à" leave when their second byte was made a plain space.
    'Â(?<=[^\\s\\p{Lu}]Â) (?=\\S)|Ã(?<!\\p{L}Ã) (?= ?\\p{L})',
  ].join('|'),
  'gu',
);

/** What French news is written with beyond ASCII: letters, typographic signs, currency, arrows, emoji. */
const PLAUSIBLE =
  /^[\xa0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2000-\u206f\u20a0-\u20bf\u2100-\u21ff\u2200-\u22ff\u2500-\u27bf\ufeff\u{1f000}-\u{1faff}]$|^\ufe0f$/u;

const utf8 = (bytes: readonly number[]): number => {
  const [lead = 0, ...rest] = bytes;
  return rest.reduce((point, byte) => (point << 6) | (byte & 0x3f), lead & (0x7f >> bytes.length));
};

/**
 * Reads again, as UTF-8, letters that were UTF-8 bytes read as windows-1252 ("Ã©" → "é", "â€™" → "’"). A sequence is
 * only taken when it yields a sign French news uses, so every repair lowers the number of suspects.
 */
export const repairEncoding: CleaningRule = {
  name: 'double-encoding',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, MISREAD, ([misread]) => {
      if (misread === 'Â ') return ' ';
      if (misread === 'Ã ') return 'à ';
      if (misread === 'â€') return '”'; // its third byte, 0x9D, has no windows-1252 sign and is often lost
      const bytes = Array.from(misread, (char) => byteOfChar.get(char) ?? char.charCodeAt(0));
      const point = utf8(bytes);
      if (point > 0x10ffff) return undefined;
      const char = String.fromCodePoint(point);
      return PLAUSIBLE.test(char) ? char : undefined;
    }),
};

/** C1 control codes are windows-1252 bytes that were read as Latin-1; the undefined ones vanish. */
export const repairControlCodes: CleaningRule = {
  name: 'control-codes',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g, ([code]) => (CP1252[code.charCodeAt(0) - 0x80] ?? '').trim()),
};
