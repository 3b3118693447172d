/** Before `;`, `!` and `?` the space is a narrow one, as the Imprimerie nationale sets them. */
const NARROW = '\u202f';
const WIDE = '\u00a0';

/** Makes the spaces of French punctuation no-break ones, so that no mark ends up on another line than its words. */
export function setNoBreakSpaces(text: string): string {
  return text.replace(/(?<=«) (?=\S)| (?=[»:])/g, WIDE).replace(/ (?=[;!?])/g, NARROW);
}

/** Puts plain spaces in the place of all no-break ones: texts that differ in nothing else say the same. */
export function foldNoBreakSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

const NO_BREAK = /[\u00a0\u202f]/;
/** What one of them may stand for after these signs is half of an accented letter, decoded wrongly. */
const SET = /(?<![ÂÃ€])[\u00a0\u202f](?=[»:;!?])|(?<=(?<!Â)«)[\u00a0\u202f]/g;

/** The text with plain spaces where `setNoBreakSpaces` would set the others; each unit stays where it is. */
export function unsetNoBreakSpaces(text: string): string {
  return NO_BREAK.test(text) ? text.replace(SET, ' ') : text;
}
