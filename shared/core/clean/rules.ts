import type { CleaningRule } from './cleaning-rule.ts';
import { arrangeParagraphs } from './rules/arrange-paragraphs.ts';
import { breakIntertitles, removeCaptions } from './rules/part-glued-lines.ts';
import { decodeEntities } from './rules/decode-entities.ts';
import { collapseSpaces, normaliseLineEnds, normaliseSpaces, removeInvisible } from './rules/normalise-spaces.ts';
import { normaliseQuotes } from './rules/normalise-quotes.ts';
import { spaceQuotes } from './rules/space-quotes.ts';
import { rejoinLines, rejoinNumbers } from './rules/rejoin-lines.ts';
import { removeDuplicates } from './rules/remove-duplicates.ts';
import { removeFurniture } from './rules/remove-furniture.ts';
import { removeGlued } from './rules/remove-glued.ts';
import { removeGluedPrograms } from './rules/remove-glued-programs.ts';
import { removeGluedSigns } from './rules/remove-glued-signs.ts';
import { removeMarkup } from './rules/remove-markup.ts';
import { removeTitle } from './rules/remove-title.ts';
import { closeElisions, repairApostrophes } from './rules/repair-apostrophes.ts';
import { repairControlCodes, repairEncoding } from './rules/repair-encoding.ts';
import { composeAccents, repairSurrogates, separateLigatures } from './rules/repair-unicode.ts';
import { removeSpaceBeforePunctuation, spaceAfterPunctuation } from './rules/space-punctuation.ts';

/** Repairs of what the characters were encoded in, which everything after them relies on. */
export const ENCODING_RULES: readonly CleaningRule[] = [repairSurrogates, decodeEntities, repairEncoding];

/** Repairs of characters that French is not written with, */
export const RARE_CHARACTER_RULES: readonly CleaningRule[] = [
  normaliseLineEnds,
  repairControlCodes,
  composeAccents,
  separateLigatures,
  normaliseSpaces,
  removeInvisible,
];
/** none of which finds anything in a text without one of them. */
export const RARE_CHARACTER = /[^\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2065-\u20ff]/;

/** Repairs of the other characters. */
export const CHARACTER_RULES: readonly CleaningRule[] = [
  repairApostrophes,
  closeElisions,
  collapseSpaces,
  rejoinNumbers,
];

/** Removals, from the surest to the one that needs the others' work done. */
export const REMOVAL_RULES: readonly CleaningRule[] = [
  removeMarkup,
  removeTitle,
  removeGluedPrograms,
  removeCaptions,
  removeFurniture,
  removeGluedSigns,
  removeGlued,
  removeDuplicates,
];

/** Those of them that know no words. */
export const LANGUAGE_FREE_REMOVAL_RULES: readonly CleaningRule[] = [
  removeMarkup,
  removeTitle,
  removeGluedPrograms,
  removeDuplicates,
];

/** French typography. */
export const TYPOGRAPHY_RULES: readonly CleaningRule[] = [
  breakIntertitles,
  rejoinLines,
  normaliseQuotes,
  spaceQuotes,
  removeSpaceBeforePunctuation,
  spaceAfterPunctuation,
  collapseSpaces,
  arrangeParagraphs,
];
