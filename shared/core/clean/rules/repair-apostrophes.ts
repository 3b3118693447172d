import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

/** One apostrophe, the typographic one, wherever a letter stands on both sides or an elision meets a quote. */
export const repairApostrophes: CleaningRule = {
  name: 'apostrophes',
  kind: 'repaired',
  find: (text) =>
    editMatches(text, /(?<=\p{L})['‘ʼ´`‛](?=[\p{L}\p{N}"«“])|(?<=[\p{L}])'(?=[\s,.;:!?)»”]|$)/gu, () => '’'),
};
