/** The words of a text in lower case, one space between them: what is left when typography is no difference. */
export function foldWords(text: string): string {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');
}
