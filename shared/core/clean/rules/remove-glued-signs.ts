import { type CleaningRule, editMatches } from '../cleaning-rule.ts';

/** After a sentence: the initials of an agency's desk ("jd/mpm/ial"), tags, a trail of single words, a player's clock. */
const SIGNED =
  /(?<=[.!?»”"…]\s)(?:(?:[a-z]{2,4}-)?[a-z]{2,4}(?:\/[a-z]{2,4}){1,3}|#\p{Lu}[\p{L}\p{N}_]*(?: #[\p{L}\p{N}_]+)*|#[\p{L}\p{N}_]+(?: #[\p{L}\p{N}_]+)+|\p{Lu}[\p{L}-]{1,30}(?: [>›] \p{Lu}[\p{L}-]{1,30}){1,5}|\d{1,2}:\d\d ?\/ ?\d{1,2}:\d\d)(?: (?=[«“"]?\p{Lu})|\s*$)/gmu;

/** Takes out signs of the desk and tags that ran between two sentences. */
export const removeGluedSigns: CleaningRule = {
  name: 'breadcrumb',
  kind: 'removed',
  find: (text) => (/[/#>›]/.test(text) ? editMatches(text, SIGNED, () => '') : []),
};
