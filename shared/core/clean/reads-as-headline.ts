const MIN_HEADLINE_WORDS = 3;
const MAX_HEADLINE_WORDS = 32;
const MAX_HEADLINE_LENGTH = 220;

/** What a headline begins with: no list's sign, no dash of dialogue. */
const BEGINS = /^[«“"]?\s?[\p{Lu}\d]/u;
const ITEM = /^\d{1,2} ?[/).°]/;
/** It has no full stop, nor leads on to the next line; three points may end it. */
const LEADS_ON = /(?:[^.]\.|[:;,(–—-])$/;
const TWO_SENTENCES = /(?<![\p{Lu}.]|\bM(?:me|lle|gr)?)[.…]\s*\p{Lu}|\p{Ll}{2}\.(?![.\p{Ll}]|$)/u;
/** What is put to somebody is a question of an interview. */
const ADDRESSED = /^(?:vous|tu|et vous|est-ce|n['’])\b.*\?$/i;

/** Whether a line has the make of a headline, whatever stands around it. */
export function readsAsHeadline(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (
    words >= MIN_HEADLINE_WORDS &&
    words <= MAX_HEADLINE_WORDS &&
    text.length <= MAX_HEADLINE_LENGTH &&
    BEGINS.test(text) &&
    !ITEM.test(text) &&
    !LEADS_ON.test(text) &&
    !TWO_SENTENCES.test(text) &&
    !ADDRESSED.test(text) &&
    !text.includes('|')
  );
}
