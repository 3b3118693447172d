/** Soft hyphen, zero-width space, word joiner: invisible, and different from one copy of a wire story to the next. */
const INVISIBLE = /[\u00AD\u200B\u2060]/g;
const CURLY_APOSTROPHE = /[\u2019\u02BC]/g;
/** What follows a white space, at most so much at a time that no run is too long for the pattern. */
const MORE_SPACES = /\s(?<=\s\s)\s{0,9999}/g;
/** All but a plain space. */
const OTHER_SPACE = /[^\S ]/g;

/**
 * The form of a sentence that is sent to an engine and remembered: composed (NFC), one line, single plain spaces,
 * typewriter apostrophes. Copies of a sentence that differ only in typesetting are one sentence, paid for once.
 */
export function normalizeSentence(text: string): string {
  const composed = text.replace(INVISIBLE, '').normalize('NFC').replace(CURLY_APOSTROPHE, "'");
  return composed.replace(MORE_SPACES, '').replace(OTHER_SPACE, ' ').trim();
}
