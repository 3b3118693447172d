/** Soft hyphen, zero-width space, word joiner: invisible, and different from one copy of a wire story to the next. */
const INVISIBLE = /[\u00AD\u200B\u2060]/g;
const CURLY_APOSTROPHE = /[\u2019\u02BC]/g;
/** All but a single plain space, which nothing has to be done about. */
const SPACES = /[^\S ]\s*| \s+/g;

/**
 * The form of a sentence that is sent to an engine and remembered: composed (NFC), one line, single plain spaces,
 * typewriter apostrophes. Copies of a sentence that differ only in typesetting are one sentence, paid for once.
 */
export function normalizeSentence(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').replace(CURLY_APOSTROPHE, "'").replace(SPACES, ' ').trim();
}
