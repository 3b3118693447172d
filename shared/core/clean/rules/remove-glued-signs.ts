import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

/** After a sentence: the initials of an agency's desk ("jd/mpm/ial"), tags. */
const SIGNED =
  /(?<=[.!?»”"…]\s)(?:[a-z]{2,4}(?:\/[a-z]{2,4}){1,3}|#\p{Lu}[\p{L}\p{N}_]*(?: #[\p{L}\p{N}_]+)*)(?: (?=[«“"]?\p{Lu})|\s*$)/gmu;

/** Takes out signs of the desk and tags that ran between two sentences. */
export const removeGluedSigns: CleaningRule = {
  name: 'breadcrumb',
  kind: 'removed',
  find: (text) => (text.includes('/') || text.includes('#') ? editMatches(text, SIGNED, () => '') : []),
};
