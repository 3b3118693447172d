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
    editMatches(text, /''|['‘ʼ´`‛]/g, ({ 0: sign, index }) => {
      if (sign === "''") {
        return LETTER.test(text.charAt(index - 1)) && LETTER.test(text.charAt(index + 2)) ? '’' : undefined;
      }
      if (SHORT_AND.test(text.slice(index, index + 3))) return '’';
      if (!LETTER.test(text.charAt(index - 1))) return undefined;
      const next = text.charAt(index + 1);
      return AFTER_ELISION.test(next) || (sign === "'" && (next === '' || AFTER_WORD.test(next))) ? '’' : undefined;
    }),
};

/** A space that a scan put beside the apostrophe of an elided word, before a vowel: "L 'enquête", "l' instituteur". */
const SPACED_APOSTROPHE = /(?: ['‘ʼ´`‛’]|['‘ʼ´`‛’] )(?=[aeiouyhàâæéèêëîïôœùûü])/giu;
const ELIDED = /(?:^|[^\p{L}\p{N}'’‘])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)$/iu;
const MAX_ELIDED = 8;

/** An elided word stands close to the next one. */
export const closeElisions: CleaningRule = {
  name: 'apostrophes',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, SPACED_APOSTROPHE, ({ index }) =>
      ELIDED.test(text.slice(Math.max(0, index - MAX_ELIDED), index)) ? '’' : undefined,
    ),
};
