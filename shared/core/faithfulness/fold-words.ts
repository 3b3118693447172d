const WORDS = /[\p{L}\p{N}]{1,999}/gu;

/** The words of a text in lower case, one space between them: what is left when typography is no difference. */
export function foldWords(text: string): string {
  return Array.from(text.normalize('NFC').toLowerCase().matchAll(WORDS), ([word]) => word).join(' ');
}
