import { type CleaningRule, type Edit, editMatches } from '../cleaning-rule.ts';

/** Marks allowed on one letter: the Stream-Safe limit of UAX #15, which keeps normalisation linear. */
const MAX_COMBINING_MARKS = 30;
const EXCESS_MARKS = new RegExp(`(?<=\\p{M}{${MAX_COMBINING_MARKS}})\\p{M}{1,9999}`, 'gu');
const CLUSTER = /[\u1100-\u11ff\uac00-\ud7ff]{1,9999}|\P{M}?\p{M}{1,99}|[^\x00-\u02ff]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** Puts U+FFFD in place of half a surrogate pair, so that the text can be encoded. */
export const repairSurrogates: CleaningRule = {
  name: 'lone-surrogates',
  kind: 'repaired',
  find: (text) => (text.isWellFormed() ? [] : editMatches(text, LONE_SURROGATE, () => '\ufffd')),
};

/** Composes letters and accents (NFC), cluster by cluster so that the rest keeps its place. */
export const composeAccents: CleaningRule = {
  name: 'unicode-form',
  kind: 'repaired',
  find(text) {
    if (!/[^\x00-\u02ff\u2000-\u20ff]/.test(text)) return [];
    const excess: Edit[] = editMatches(text, EXCESS_MARKS, () => '');
    if (excess.length > 0) return excess;
    if (text.normalize('NFC') === text) return [];
    return editMatches(text, CLUSTER, ([cluster]) => cluster.normalize('NFC'));
  },
};

/** Letters that print and scans join into one sign ("ﬁlle") are letters again. */
export const separateLigatures: CleaningRule = {
  name: 'ligatures',
  kind: 'repaired',
  find: (text) => editMatches(text, /[\ufb00-\ufb06]/g, ([ligature]) => ligature.normalize('NFKC')),
};
