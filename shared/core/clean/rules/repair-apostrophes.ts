import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

const LETTER = /\p{L}/u;
const AFTER_ELISION = /[\p{L}\p{N}"«“]/u;
const AFTER_WORD = /[\s,.;:!?)»”]/;
/** The "and" of "rock 'n' roll". */
const SHORT_AND = /^'n['’]/i;

/** One apostrophe, the typographic one, where an elision or a shortened word ("la clim'") has any other. */
export const repairApostrophes: CleaningRule = {
  name: 'apostrophes',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, /(?<=\p{L})''(?=\p{L})|['‘ʼ´`‛]/gu, ({ 0: sign, index }) => {
      if (sign === "''") return '’';
      if (SHORT_AND.test(text.slice(index, index + 3))) return '’';
      if (!LETTER.test(text.charAt(index - 1))) return undefined;
      const next = text.charAt(index + 1);
      return AFTER_ELISION.test(next) || (sign === "'" && (next === '' || AFTER_WORD.test(next))) ? '’' : undefined;
    }),
};

/** A space that a scan put beside the apostrophe of an elided word, before a vowel: "L 'enquête", "l' instituteur". */
const SPACED_ELISION =
  /(?<=(?<![\p{L}\p{N}'’‘])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu))(?: ['‘ʼ´`‛’]|['‘ʼ´`‛’] )(?=[aeiouyhàâæéèêëîïôœùûü])/giu;

/** An elided word stands close to the next one. */
export const closeElisions: CleaningRule = {
  name: 'apostrophes',
  kind: 'repaired',
  find: (text) => editMatches(text, SPACED_ELISION, () => '’'),
};
